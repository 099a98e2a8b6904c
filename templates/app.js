// Makes the pages handier; every page can be read without it. Log text only ever becomes text nodes.
'use strict';
(() => {
  const root = document.body.dataset.root;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  const node = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // The box at the top leads to the find page.
  const jump = $('.jump');
  if (jump) {
    jump.hidden = false;
    const input = $('input', jump);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && input.value.trim()) {
        location.href = root + 'find.html#q=' + encodeURIComponent(input.value.trim());
      }
    });
  }

  // A link to a folded part unfolds it.
  const unfold = () => {
    const target = /^#[a-z][a-z0-9-]*$/.test(location.hash) && $(location.hash);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', unfold);
  unfold();

  // What was done, for a moment, and for those who listen.
  const status = node('p', {class: 'status', role: 'status'});
  document.body.append(status);
  let fading = 0;
  const say = (text) => {
    status.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => { status.textContent = ''; }, 2500);
  };

  // Copies without the clipboard interface, which pages from a file do not have.
  const copy = (text, name) => {
    const focused = document.activeElement;
    const area = node('textarea', {class: 'away', 'aria-hidden': 'true'});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (focused) focused.focus();
    say(done ? 'Copied ' + name : 'Select and copy by hand');
  };
  for (const place of $$('.copy')) {
    // What has to be said yet is not copied: the command waits for it.
    const open = $('var', place);
    const shown = $('code', place).textContent;
    const text = open ? shown.slice(0, -open.textContent.length) : shown;
    const button = node('button', {type: 'button', 'aria-label': 'Copy ' + shown}, 'Copy');
    button.addEventListener('click', () => copy(text, open ? `${text.trim()}: add ${open.textContent}` : text));
    place.append(button);
  }
  const tools = $('.more-tools');
  const whole = (label, text, name) => {
    const button = node('button', {type: 'button', class: 'whole'}, label);
    button.addEventListener('click', () => copy(text, name));
    tools.append(button);
  };
  const markdown = $('#markdown');
  if (markdown) {
    whole('Copy as Markdown', markdown.value, 'the issue as Markdown');
    whole('Copy link', location.href.replace(/#.*/, ''), 'the link');
  }

  // Rows of a list one can step through: issues, hits, events.
  const rows = () => $$('.issues tbody tr:not([hidden]) .title, .hits .title');
  const current = () => rows().findIndex((link) => link === document.activeElement);
  const step = (by) => {
    const turn = $(by > 0 ? '.turn [rel=next]' : '.turn [rel=prev]');
    if (turn) {
      turn.click();
      return;
    }
    const links = rows();
    if (!links.length) return;
    const at = current();
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
    links[next].focus();
    links[next].scrollIntoView({block: 'nearest'});
  };
  const yank = () => {
    const id = $('.issue .crumbs .id');
    const row = document.activeElement && document.activeElement.closest('tr[data-id]');
    if (id) copy(id.textContent, id.textContent);
    else if (row) copy(row.dataset.id, row.dataset.id);
    else copy(location.href, 'the link to this page');
  };

  // What the keys do.
  const listed = Boolean($('.turn a'));
  const keys = [
    ['/', 'find an id, a class, words'],
    ['j  k', listed ? 'next issue, the one before' : 'next row, the one before'],
    ...($('table[data-filter]') ? [['f', 'filter the table']] : []),
    ['Enter', 'open the row'],
    ['y', 'copy the id of the issue, or the link of the page'],
    ['o', 'overview'],
    ['?', 'this list'],
    ['Esc', 'close it'],
  ];
  let dialog = null;
  const help = () => {
    if (!dialog) {
      const close = node('button', {type: 'button'}, 'Close');
      dialog = node('dialog', {class: 'help', 'aria-labelledby': 'h-keys'},
          node('h2', {id: 'h-keys'}, 'Keys'),
          node('dl', {}, ...keys.map(([key, what]) => node('div', {},
              node('dt', {}, ...key.split('  ').map((one) => node('kbd', {}, one))), node('dd', {}, what)))),
          close);
      close.addEventListener('click', () => dialog.close());
      dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
      document.body.append(dialog);
    }
    if (dialog.open) dialog.close();
    else dialog.showModal();
  };
  const type = (input) => {
    if (!input) return;
    input.focus();
    input.select();
  };
  const find = () => type($('#q') || $('.jump input'));
  const filter = () => type($('.sift input'));
  const overview = () => { location.href = root + 'index.html'; };

  const actions = {'/': find, f: filter, j: () => step(1), k: () => step(-1), y: yank, o: overview, '?': help};
  document.addEventListener('keydown', (event) => {
    const typing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName)
        || (event.target.tagName === 'INPUT' && event.target.type !== 'radio');
    if (typing && event.key === 'Escape') event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (dialog && dialog.open && event.key !== '?')) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (action) {
      event.preventDefault();
      action();
    }
  });
  const hint = $('footer p');
  if (hint) {
    const button = node('button', {type: 'button', class: 'plain-button'}, 'Keys: ', node('kbd', {}, '?'));
    button.addEventListener('click', help);
    hint.append(' ', button);
  }
})();
