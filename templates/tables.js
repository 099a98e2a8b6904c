// Sorts tables by their columns, and filters the one that says what its rows are; what is chosen stays in the address,
// so that it can be sent. Every table can be read without it. Log text only ever becomes text nodes.
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

  // `1,204`, `1.4 MB`, `2 min 5 s` as numbers.
  const UNITS = {B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, s: 1, min: 60, h: 3600};
  const measure = (text) => {
    let sum = null;
    for (const [, digits, unit] of text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s*(?:([kMGT]?B|min|h|s)\b)?/g)) {
      const number = parseFloat(digits.replace(/,/g, ''));
      if (!unit) return sum === null ? number : sum;
      sum = (sum || 0) + number * UNITS[unit];
    }
    return sum === null ? -1 : sum;
  };
  const STATES = ['new', 'regressed', 'escalating', 'ongoing', 'resolved', 'muted'];
  const value = (cell, numeric) => {
    const time = $('time', cell);
    const text = cell.textContent.trim();
    if (cell.classList.contains('c-state')) return STATES.indexOf(text);
    if (cell.dataset.sort) return Number(cell.dataset.sort);
    if (time) return time.dateTime;
    if (numeric) return measure(text);
    return text === '–' ? '' : text.toLowerCase();
  };
  const order = new Intl.Collator('en', {numeric: true}).compare;
  const compare = (a, b) => (typeof a === 'number' ? a - b : order(a, b));

  // A table whose heads sort it: `events` upwards, `-events` downwards, '' as it came.
  const sortable = (table, changed) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const columns = $$('thead th', table).map((head, at) => {
      const label = head.textContent.trim();
      const counts = head.classList.contains('n') || head.dataset.key === 'trend';
      return {head, at, label, counts, name: head.dataset.key || label.toLowerCase().replace(/[^a-z]+/g, '-')};
    });
    let by = '';
    const sort = (wanted) => {
      const column = columns.find(({name}) => name === wanted.replace(/^-/, ''));
      by = column ? wanted : '';
      const down = by.startsWith('-');
      for (const {head} of columns) head.removeAttribute('aria-sort');
      if (!column) {
        body.append(...rows);
        return;
      }
      column.head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const keyed = rows.map((row) => [value(row.cells[column.at], column.counts), row]);
      const known = keyed.filter(([key]) => key !== '' && key !== -1);
      known.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
      body.append(...known.map(([, row]) => row), ...keyed.filter(([key]) => key === '' || key === -1).map(([, row]) => row));
    };
    const first = ({name, counts}) => (counts ? '-' : '') + name;
    const other = (wanted) => (wanted.startsWith('-') ? wanted.slice(1) : '-' + wanted);
    for (const column of columns) {
      const button = node('button', {type: 'button', class: 'sort'}, ...column.head.childNodes);
      button.addEventListener('click', () => {
        sort(by === first(column) ? other(by) : by === other(first(column)) ? '' : first(column));
        changed();
      });
      column.head.append(button);
    }
    return {rows, sort, by: () => by, ways: columns.map((column) => [first(column), column.label])};
  };

  const filtered = $('table[data-filter]');
  for (const table of $$('table.sortable')) {
    if (table !== filtered && table.tBodies[0].rows.length > 1) sortable(table, () => {});
  }
  if (!filtered || filtered.tBodies[0].rows.length < 2) return;

  // What is asked for, as one text: `is:new,regressed project:shop owner:"data team" timeout sort:-events`.
  const facets = filtered.dataset.facets.split(' ');
  const unsaid = new Set(['is', 'sort', ...facets].map((key) => key + ':'));
  const parse = (query) => {
    const asked = {is: new Set(), sort: '', words: [], facets: new Map()};
    for (const [whole, key, said, plain] of query.matchAll(/(?:([a-z]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)) {
      const text = said === undefined ? plain : said.replace(/\\(.)/g, '$1');
      if (key === 'is') text.split(',').filter(Boolean).forEach((state) => asked.is.add(state));
      else if (key === 'sort') asked.sort = text;
      else if (facets.includes(key)) asked.facets.set(key, text);
      else if (!key && unsaid.has(whole)) continue;
      else asked.words.push(key ? whole : text);
    }
    return asked;
  };
  const quoted = (text) => (/^[^\s"\\]+$/.test(text) ? text : '"' + text.replace(/["\\]/g, '\\$&') + '"');

  const input = node('input', {type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: `Only ${filtered.dataset.filter}s with …`});
  const clear = node('button', {type: 'button', class: 'plain-button', hidden: ''}, 'Clear');
  const tally = node('span', {role: 'status'});
  const elsewhere = node('a', {hidden: ''}, 'find elsewhere');
  const table = sortable(filtered, () => update());
  const rows = table.rows.map((row) => ({
    row, text: [...row.cells].filter((cell) => !cell.matches('.n, .c-state, .c-spark')).map((cell) => cell.textContent).join(' ').toLowerCase(),
  }));

  // A choice for each facet that has one: its values, and those that have none.
  const choice = (name, label, options, chosen) => {
    const select = node('select', {class: name, 'aria-label': label}, ...options.map(([of, text]) => node('option', {value: of}, text)));
    select.addEventListener('change', () => { chosen(select.value); update(); });
    return select;
  };
  const choices = new Map();
  for (const facet of facets) {
    const values = [...new Set(table.rows.map((row) => row.dataset[facet]))].sort(order);
    if (values.length > 1) {
      choices.set(facet, choice(facet, facet[0].toUpperCase() + facet.slice(1),
          [['', `any ${facet}`], ...values.map((one) => [facet + ':' + quoted(one), one || `no ${facet}`])], () => {}));
    }
  }
  const sorting = choice('sorting', 'Sort', [['', 'as they come'], ...table.ways.map(([by, label]) => [by, 'by ' + label.toLowerCase()])], (by) => table.sort(by));
  const chips = $('.chips');
  const buttons = chips ? $$('button', chips) : [];
  const bar = node('div', {class: 'sift', role: 'search', 'aria-label': `Filter the ${filtered.dataset.filter}s`},
      node('label', {}, node('span', {class: 'away'}, `Only ${filtered.dataset.filter}s with these words`), input),
      ...choices.values(), sorting, node('p', {class: 'tally'}, tally, ' ', elsewhere, ' ', clear));
  if (chips) {
    chips.hidden = false;
    chips.before(bar);
  } else {
    (filtered.closest('.wide') || filtered).before(bar);
  }

  const query = () => {
    const states = buttons.filter((button) => button.getAttribute('aria-pressed') === 'true').map((button) => button.dataset.state);
    return [
      states.length ? 'is:' + states.join(',') : '',
      ...[...choices.values()].map((select) => select.value),
      input.value.trim(),
      table.by() ? 'sort:' + table.by() : '',
    ].filter(Boolean).join(' ');
  };
  const {all, listed} = filtered.dataset;
  const show = (asked) => {
    const words = asked.words.map((word) => word.toLowerCase());
    let shown = 0;
    for (const {row, text} of rows) {
      row.hidden = (asked.is.size > 0 && !asked.is.has(row.dataset.state))
          || [...asked.facets].some(([facet, wanted]) => (row.dataset[facet] || '').toLowerCase() !== wanted.toLowerCase())
          || !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    const filters = asked.is.size + asked.facets.size + words.length > 0;
    tally.textContent = !filters ? '' : `${shown ? shown.toLocaleString('en') : 'none'} shown, filtering `
        + (listed || `all ${all || rows.length.toLocaleString('en')}`);
    clear.hidden = !filters && !table.by();
    elsewhere.hidden = !(listed && words.length);
    elsewhere.href = root + 'find.html#q=' + encodeURIComponent(words.join(' '));
  };

  const update = () => {
    const asked = query();
    const address = encodeURIComponent(asked).replace(/%3A/g, ':').replace(/%2C/g, ',');
    history.replaceState(null, '', asked ? '#q=' + address : location.pathname + location.search);
    sorting.value = table.ways.some(([by]) => by === table.by()) ? table.by() : '';
    show(parse(asked));
  };
  const fromAddress = () => {
    const [, states, text] = /^#(?:show=([a-z,]+)|q=(.*))$/.exec(location.hash) || ['', '', ''];
    let asked = '';
    try {
      asked = states ? 'is:' + states : decodeURIComponent(text || '');
    } catch {
      asked = text;
    }
    const read = parse(asked);
    for (const button of buttons) button.setAttribute('aria-pressed', String(read.is.has(button.dataset.state)));
    const left = [];
    for (const facet of facets) {
      const term = read.facets.has(facet) ? facet + ':' + quoted(read.facets.get(facet)) : '';
      const select = choices.get(facet);
      const option = select && [...select.options].find((one) => one.value.toLowerCase() === term.toLowerCase());
      if (select) select.value = option ? option.value : '';
      if (term && !option) left.push(term);
    }
    input.value = [...left, ...read.words.map((word) => (/\s/.test(word) ? quoted(word) : word))].join(' ');
    table.sort(read.sort);
    sorting.value = table.ways.some(([by]) => by === table.by()) ? table.by() : '';
    show(parse(query()));
  };
  input.addEventListener('input', update);
  if (chips) {
    chips.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      update();
    });
  }
  clear.addEventListener('click', () => {
    history.replaceState(null, '', location.pathname + location.search);
    fromAddress();
    input.focus();
  });
  addEventListener('hashchange', fromAddress);
  fromAddress();
})();
