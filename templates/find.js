// The page that finds: only find.html loads it. Log text only ever becomes text nodes.
'use strict';
(() => {
  const root = document.body.dataset.root;
  const $ = (selector, from = document) => from.querySelector(selector);

  const node = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const box = $('#q');
  if (!box) return;
  const data = globalThis.NIGHTJAR;
  const answer = $('#answer');
  if (!data) {
    answer.append(node('p', {class: 'note'}, 'data/find.js is missing beside this page: copy the whole folder of the report, or write it again.'));
    return;
  }
  $('#findbox').hidden = false;

  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const issues = data.issues.map(([id, href, state, project, type, message, culprit, events, last, aliases]) => ({
    id, href, state, project, type, message, culprit, events, last, aliases,
    text: [id, project, type, message, culprit].join(' ').toLowerCase(),
  }));
  const byId = new Map(issues.map((issue) => [issue.id.replace('-', ''), issue]));
  const quoted = new Map();
  const note = (key, hit) => {
    const small = key.toLowerCase();
    quoted.set(small, (quoted.get(small) || []).concat(hit));
  };
  for (const [id, kind, index, time] of data.ids) note(id, {issue: issues[index], why: `${kind} id ${id}, ${time}`});
  for (const issue of issues) for (const alias of issue.aliases) note(alias, {issue, why: `${alias} is another name of it`});

  const normal = (typed) => typed.replace(/[-\s]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const looksLikeId = (id) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(id);
  const checked = (id) => {
    let sum = 0;
    for (let i = 0; i < 7; i++) sum += (2 * i + 1) * ALPHABET.indexOf(id[i]);
    return ALPHABET[sum & 31] === id[7];
  };
  const distance = (a, b) => [...a].reduce((sum, c, i) => sum + (c === b[i] ? 0 : 1), 0);

  // All that fits, with the reason; or why nothing does.
  const find = (typed) => {
    const exact = quoted.get(typed.toLowerCase());
    if (exact) return {hits: exact};
    const id = normal(typed);
    if (looksLikeId(id) && byId.has(id)) return {hits: [{issue: byId.get(id), why: 'its id'}]};
    const words = typed.toLowerCase().split(/\s+/);
    const simple = (type) => type.split('.').pop().toLowerCase();
    const byClass = issues.filter((i) => i.type.toLowerCase() === words.join(' ') || simple(i.type) === words.join(' '));
    const byWords = issues.filter((i) => words.every((word) => i.text.includes(word)) && !byClass.includes(i));
    const hits = byClass.map((issue) => ({issue, why: 'its class'})).concat(byWords.map((issue) => ({issue, why: ''})));
    if (hits.length) return {hits};
    if (looksLikeId(id) && /[-0-9]/.test(typed)) {
      const near = issues.filter((i) => distance(i.id.replace('-', ''), id) <= 2);
      return checked(id)
          ? {hits: [], why: `${id.slice(0, 4)}-${id.slice(4)} is a right id, but no issue on these pages has it.`}
          : {hits: near.map((issue) => ({issue, why: 'a similar id'})),
            why: `${typed} is not right: its last character does not fit the others. A character is mistyped or swapped.`
                + (near.length ? ' Did you mean:' : '')};
    }
    return {hits: [], why: `Nothing here fits “${typed}”.`};
  };

  const state = (word) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', '#s-' + word);
    svg.append(use);
    return node('span', {class: 'state ' + word}, svg, word);
  };
  const row = ({issue, why}) => node('li', {},
      node('p', {class: 'hit'}, state(issue.state), ' ',
          node('a', {class: 'title', href: root + issue.href}, node('b', {}, issue.type), ' ', issue.message === issue.type ? '' : issue.message)),
      node('p', {class: 'sub'}, ...[
        issue.culprit ? node('code', {}, issue.culprit) : '',
        node('span', {}, issue.project),
        node('span', {class: 'id'}, issue.id),
        node('span', {}, `${issue.events} events, last ${issue.last}`),
        why ? node('span', {class: 'reason'}, why) : '',
      ].filter(Boolean).flatMap((part) => [part, ' '])));

  const most = 100;
  const render = () => {
    const typed = box.value.trim();
    answer.replaceChildren();
    if (!typed) return {hits: []};
    const found = find(typed);
    if (found.why) answer.append(node('p', {class: 'why'}, found.why));
    if (!found.hits.length) {
      answer.append(node('p', {}, `These pages hold ${issues.length} issues of ${data.window} and the ids of ${data.ids.length ? 'some of their' : 'no'} events. ` +
          'Not here are other times, events that were not kept as samples, and logs that no project reads. In a terminal this looks everywhere: '),
      node('p', {}, node('code', {}, 'nightjar show ' + typed)));
    } else {
      const count = `${found.hits.length} ${found.hits.length === 1 ? 'issue' : 'issues'}`;
      answer.append(node('p', {class: 'count'}, found.hits.length > most ? `${count}, the first ${most}:` : count),
          node('ol', {class: 'hits'}, ...found.hits.slice(0, most).map(row)));
    }
    return found;
  };
  box.addEventListener('input', () => {
    history.replaceState(null, '', box.value.trim() ? '#q=' + encodeURIComponent(box.value.trim()) : location.pathname);
    render();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      const {hits, why} = render();
      if (hits.length === 1 && !why) location.href = root + hits[0].issue.href;
    }
  });
  const fromAddress = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    try {
      box.value = match ? decodeURIComponent(match[1]) : '';
    } catch {
      box.value = match[1];
    }
    render();
  };
  addEventListener('hashchange', fromAddress);
  fromAddress();
  box.focus();
})();
