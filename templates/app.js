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

  // "/" goes to the search box.
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
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const input = $('#q') || $('.jump input');
      if (input) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    }
  });

  // Chips show only rows of some states; the choice stays in the address.
  const chips = $('.chips');
  if (chips) {
    chips.hidden = false;
    const buttons = $$('button', chips);
    const show = (states) => {
      for (const button of buttons) button.setAttribute('aria-pressed', String(states.has(button.dataset.state)));
      for (const row of $$('.issues tbody tr')) row.hidden = states.size > 0 && !states.has(row.dataset.state);
    };
    const wanted = () => new Set((/^#show=([a-z,]+)$/.exec(location.hash) || ['', ''])[1].split(',').filter(Boolean));
    chips.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      const states = wanted();
      if (!states.delete(button.dataset.state)) states.add(button.dataset.state);
      history.replaceState(null, '', states.size ? '#show=' + [...states].join(',') : location.pathname);
      show(states);
    });
    addEventListener('hashchange', () => show(wanted()));
    show(wanted());
  }

  // Buttons to copy.
  const copy = (text, button) => {
    const area = node('textarea', {class: 'away', 'aria-hidden': 'true'});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    button.focus();
    const label = button.textContent;
    button.textContent = done ? 'Copied' : 'Select and copy by hand';
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  for (const place of $$('.copy')) {
    const text = $('code', place).textContent;
    const button = node('button', {type: 'button', 'aria-label': 'Copy ' + text}, 'Copy');
    button.addEventListener('click', () => copy(text, button));
    place.append(button);
  }
  const markdown = $('#markdown');
  if (markdown) {
    const button = node('button', {type: 'button', class: 'whole'}, 'Copy as Markdown');
    button.addEventListener('click', () => copy(markdown.value, button));
    $('.tools').append(button);
  }
})();
