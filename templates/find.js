// The page that finds: only find.html loads it. Log text only ever becomes text nodes. What it looks up lies in
// data/: this loads the one shard that a question needs.
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
  const data = globalThis.NIGHTJAR;
  const answer = $('#answer');
  if (!data) {
    answer.append(node('p', {class: 'note'}, 'data/find.js is missing beside this page: copy the whole folder of the report, or write it again.'));
    return;
  }
  $('#findbox').hidden = false;

  // Shards: a script calls back with its number and rows.
  const parts = [];
  const shards = [];
  data.part = (nth, rows) => { parts[nth] = rows; };
  data.shard = (nth, rows) => { shards[nth] = rows; };
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = node('script', {src: root + 'data/' + name});
        script.addEventListener('load', resolve);
        script.addEventListener('error', () => reject(new Error('data/' + name + ' is missing beside this page: copy the whole folder of the report, or write it again.')));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  const count = data.ids.length / 8;
  const shown = (id) => id.slice(0, 4) + '-' + id.slice(4);
  const part = (index) => data.parts.findLastIndex((first) => first <= index);
  const issueAt = async (index) => {
    const nth = part(index);
    await load(`i${nth}.js`);
    const [href, state, project, type, message, culprit, name, reason, note, owner, contact, first, last, events, total, users] =
        parts[nth][index - data.parts[nth]];
    return {index, id: shown(data.ids.slice(index * 8, index * 8 + 8)), href, state, project, type, message, culprit, name, reason,
      note, owner, contact, first, last, events, total, users};
  };
  const everyIssue = async () => {
    await Promise.all(data.parts.map((first, nth) => load(`i${nth}.js`)));
    return Promise.all(Array.from({length: count}, (ignored, index) => issueAt(index)));
  };
  const rowsAround = async (key) => {
    const nth = data.first.findLastIndex((first) => first <= key);
    if (nth < 0) return [];
    await load(`k${nth}.js`);
    return shards[nth];
  };

  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const normal = (typed) => typed.replace(/[-\s]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const looksLikeId = (id) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(id);
  const checked = (id) => {
    let sum = 0;
    for (let i = 0; i < 7; i++) sum += (2 * i + 1) * ALPHABET.indexOf(id[i]);
    return ALPHABET[sum & 31] === id[7];
  };
  const numberOf = (id) => {
    for (let at = 0; at < data.ids.length; at += 8) if (data.ids.startsWith(id, at)) return at / 8;
    return -1;
  };
  const distance = (a, b) => {
    let line = Array.from({length: b.length + 1}, (ignored, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(line[j] + 1, next[j - 1] + 1, line[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
      line = next;
    }
    return line[b.length];
  };

  // All that fits, with the reason; or why nothing does.
  const find = async (typed) => {
    const key = typed.toLowerCase();
    const id = normal(typed);
    const index = looksLikeId(id) ? numberOf(id) : -1;
    if (index >= 0) return {hits: [{issue: await issueAt(index), why: 'its id'}]};
    const rows = await rowsAround(key);
    const exact = rows.filter((row) => row[0].toLowerCase() === key);
    if (exact.length) return {hits: await Promise.all(exact.map(seen)), one: exact.length === 1};
    const begins = key.length < 4 ? [] : rows.filter((row) => row[0].toLowerCase().startsWith(key)).slice(0, 20);
    const words = key.split(/\s+/);
    const issues = await everyIssue();
    const simple = (type) => type.split('.').pop().toLowerCase();
    const byClass = issues.filter((i) => i.type.toLowerCase() === key || simple(i.type) === key);
    const text = (i) => [i.id, i.project, i.type, i.message, i.culprit].join(' ').toLowerCase();
    const byWords = byClass.length && words.length === 1 && begins.length === 0 && byClass.length === 1 ? []
        : issues.filter((i) => !byClass.includes(i) && words.every((word) => text(i).includes(word)));
    const hits = byClass.map((issue) => ({issue, why: 'its class'})).concat(byWords.map((issue) => ({issue, why: ''})));
    if (hits.length) return {hits};
    if (begins.length) return {hits: await Promise.all(begins.map(seen)), note: 'No id is just so. These begin so:'};
    return missing(typed, id, key, rows);
  };
  const seen = async ([key, index, kind, time, place, event]) => ({
    issue: await issueAt(index), seen: kind === 'alias' ? null : {key, kind, time, place, event},
    why: kind === 'alias' ? `${key} is another name of it` : `${kind} id ${key}, ${time}`,
  });

  const missing = async (typed, id, key, rows) => {
    if (looksLikeId(id) && /[-0-9]/.test(typed)) {
      if (checked(id)) return {hits: [], why: `${shown(id)} is a right id, but no issue on these pages has it.`};
      const near = Array.from({length: count}, (ignored, i) => i)
          .filter((i) => [...id].filter((c, at) => c !== data.ids[i * 8 + at]).length <= 2).slice(0, 5);
      return {hits: await Promise.all(near.map(async (i) => ({issue: await issueAt(i), why: 'a similar id'}))), near: true,
        why: `${typed} is not right: its last character does not fit the others. A character is mistyped or swapped.`
            + (near.length ? ' Did you mean:' : '')};
    }
    const similar = key.length < 5 || !/[0-9]/.test(key) ? [] : [...new Set(rows.map((row) => row[0]))]
        .filter((other) => Math.abs(other.length - key.length) <= 2 && distance(other.toLowerCase(), key) <= 2).slice(0, 5);
    return {hits: [], similar, why: `Nothing here fits “${typed}”.`};
  };

  const state = (word) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', '#s-' + word);
    svg.append(use);
    const meaning = $(`.meanings dd[data-state="${CSS.escape(word)}"]`);
    return node('span', {class: 'state ' + word, title: meaning ? meaning.textContent : ''}, svg, word);
  };
  const title = (issue) => node('a', {class: 'title', href: root + issue.href}, node('b', {}, issue.type), ' ',
      issue.message === issue.type ? '' : issue.message);
  const many = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
  const row = ({issue, why}) => node('li', {},
      node('p', {class: 'hit'}, state(issue.state), ' ', title(issue)),
      node('p', {class: 'sub'}, ...[
        issue.culprit ? node('code', {}, issue.culprit) : '',
        node('span', {}, issue.project),
        node('span', {class: 'id'}, issue.id),
        node('span', {}, `${many(issue.events, 'event')}, last ${issue.last}`),
        why ? node('span', {class: 'reason'}, why) : '',
      ].filter(Boolean).flatMap((piece) => [piece, ' '])));

  // What support needs, in the order in which it is asked.
  const told = (issue, seen) => [
    `${issue.name} (${issue.id}, ${issue.state}) in ${issue.project}`,
    seen ? `${seen.kind} id ${seen.key} at ${seen.time}, ${seen.place}` : '',
    `${many(issue.total, 'event')} since ${issue.first}, last ${issue.last}`,
    issue.reason,
    `nightjar show ${seen ? seen.event : issue.id}`,
  ].filter(Boolean).join('\n');
  const copied = (text) => {
    const area = node('textarea', {class: 'away', 'aria-hidden': 'true'});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };
  const card = ({issue, seen, why}) => {
    const text = told(issue, seen);
    const button = node('button', {type: 'button'}, 'Copy');
    button.addEventListener('click', () => {
      button.textContent = copied(text) ? 'Copied' : 'Select and copy by hand';
      button.focus();
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    const facts = [
      ['Seen', `${many(issue.total, 'time')} since ${issue.first}, last ${issue.last}`],
      ['In this window', many(issue.events, 'event') + (issue.users ? `, ${many(issue.users, 'user')}` : '')],
      seen ? ['This event', `${seen.time}, ${seen.kind} id ${seen.key}`] : ['Found by', why],
      seen ? ['Written to', seen.place] : null,
      ['Owner', issue.owner ? issue.owner + (issue.contact ? `, ${issue.contact}` : '') : 'nobody yet'],
    ].filter(Boolean);
    return node('article', {class: 'card'},
        node('h2', {}, `Known problem since ${issue.first} `, state(issue.state)),
        node('p', {class: issue.note ? 'note' : 'plainly'}, issue.note || issue.reason),
        node('dl', {}, ...facts.map(([name, value]) => node('div', {}, node('dt', {}, name), node('dd', {}, value)))),
        node('h3', {}, 'For engineering'),
        node('div', {class: 'tell'}, node('pre', {tabindex: '0'}, text), button),
        node('ol', {class: 'hits'}, row({issue, why: ''})));
  };

  const nothing = (typed) => [
    node('p', {}, `These pages hold ${many(count, 'issue')} of ${data.window} and ${many(data.keys, 'id')} of their events, from ${data.projects.join(', ') || 'no project'}. ` +
        'Not here are other times, events that were not kept, and logs that no project reads. In a terminal this looks everywhere: '),
    node('p', {}, node('code', {}, 'nightjar show ' + typed)),
  ];
  const most = 100;
  const show = (typed, found) => {
    if (found.why) answer.append(node('p', {class: 'why'}, found.why));
    if (found.note) answer.append(node('p', {class: 'why'}, found.note));
    if (found.similar && found.similar.length) {
      answer.append(node('p', {class: 'similar'}, 'Near to it: ', ...found.similar.flatMap((other) =>
          [node('a', {href: '#q=' + encodeURIComponent(other)}, node('code', {}, other)), ' '])));
    }
    const {hits} = found;
    if (!hits.length) {
      answer.append(...nothing(typed));
    } else if (hits.length === 1 && !found.near) {
      answer.append(card(hits[0]));
    } else {
      const sum = many(hits.length, 'issue');
      answer.append(node('p', {class: 'count'}, hits.length > most ? `${sum}, the first ${most}:` : sum),
          node('ol', {class: 'hits'}, ...hits.slice(0, most).map(row)));
    }
  };

  // Only the newest question is answered.
  let asked = 0;
  const render = async () => {
    const typed = box.value.trim();
    const mine = ++asked;
    let found = {hits: []};
    try {
      if (typed) found = await find(typed);
    } catch (error) {
      found = {hits: [], why: error.message};
    }
    if (mine !== asked) return found;
    answer.replaceChildren();
    if (typed) show(typed, found);
    answer.dataset.answered = typed;
    return found;
  };
  let waiting = 0;
  box.addEventListener('input', () => {
    history.replaceState(null, '', box.value.trim() ? '#q=' + encodeURIComponent(box.value.trim()) : location.pathname);
    clearTimeout(waiting);
    waiting = setTimeout(render, 120);
  });
  box.addEventListener('keydown', async (event) => {
    if (event.key !== 'Enter') return;
    clearTimeout(waiting);
    const {hits, why, near} = await render();
    if (hits.length === 1 && !why && !near) location.href = root + hits[0].issue.href;
  });
  const fromAddress = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    try {
      box.value = match ? decodeURIComponent(match[1]) : '';
    } catch {
      box.value = match[1];
    }
    return render();
  };
  addEventListener('hashchange', fromAddress);
  fromAddress();
  box.focus();
})();
