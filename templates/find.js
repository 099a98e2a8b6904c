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

  const most = 100;
  const count = data.ids.length / 8;
  const shown = (id) => id.slice(0, 4) + '-' + id.slice(4);
  const part = (index) => data.parts.findLastIndex((first) => first <= index);
  const issueAt = async (index) => {
    const nth = part(index);
    await load(`i${nth}.js`);
    const [href, state, project, type, message, culprit, thrown, said, reason, note, owner, contact, first, last, events, total, users] =
        parts[nth][index - data.parts[nth]];
    return {index, id: shown(data.ids.slice(index * 8, index * 8 + 8)), href, state, project, type, message, culprit, thrown, said, reason,
      name: [thrown, said].filter(Boolean).join(': '),
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

  // What is exactly an id: hits in the order in which they happened.
  const named = async (typed) => {
    const key = typed.toLowerCase();
    const id = normal(typed);
    const index = looksLikeId(id) ? numberOf(id) : -1;
    if (index >= 0) return {hits: [{issue: await issueAt(index), why: 'its id'}]};
    const rows = await rowsAround(key);
    const exact = rows.filter((row) => row[0].toLowerCase() === key).sort((a, b) => (a[6] || 0) - (b[6] || 0));
    return {rows, hits: await Promise.all(exact.map(seen))};
  };

  // What in a pasted text could be an id, told by its shape, in the order of the text.
  const candidates = (text) => {
    const ids = new Set();
    for (const [token] of text.slice(0, 1 << 20).replace(/=\r?\n/g, '').matchAll(/[0-9A-Za-z][0-9A-Za-z_-]{2,199}/g)) {
      const whole = token.replace(/[-_]+$/, '');
      if (ids.size >= 200) break;
      if (/[0-9]/.test(whole) && whole.length >= 5 || looksLikeId(normal(whole)) && checked(normal(whole))) ids.add(whole);
      for (const part of whole.split('-')) if (part.length >= 16 && /^[0-9a-f]+$/i.test(part)) ids.add(part);
    }
    return [...ids];
  };

  // Each id of a text that is known here.
  const findAll = async (ids) => {
    const known = [];
    for (const id of ids) {
      const {hits} = await named(id);
      if (hits.length) known.push({id, hits});
    }
    return known;
  };

  // All that fits, with the reason; or why nothing does.
  const find = async (typed) => {
    const key = typed.toLowerCase();
    const id = normal(typed);
    const {rows, hits: exact} = await named(typed);
    if (exact.length) return {hits: exact, id: typed};
    if (/\s/.test(typed)) {
      const ids = candidates(typed);
      const known = await findAll(ids);
      if (known.length) return {hits: known.flatMap(({hits}) => hits), known, of: ids.length};
    }
    const begins = key.length < 4 ? [] : rows.filter((row) => row[0].toLowerCase().startsWith(key)).slice(0, 20);
    const words = key.split(/\s+/);
    const issues = await everyIssue();
    const simple = (type) => type.split('.').pop().toLowerCase();
    const byClass = issues.filter((i) => i.type.toLowerCase() === key || simple(i.type) === key);
    const text = (i) => [i.id, i.project, i.type, i.name, i.message, i.culprit].join(' ').toLowerCase();
    const byWords = byClass.length && words.length === 1 && begins.length === 0 && byClass.length === 1 ? []
        : issues.filter((i) => !byClass.includes(i) && words.every((word) => text(i).includes(word)));
    const hits = byClass.map((issue) => ({issue, why: 'its class'})).concat(byWords.map((issue) => ({issue, why: ''})));
    if (hits.length) return {hits};
    if (begins.length) return {hits: await Promise.all(begins.map(seen)), note: 'No id is just so. These begin so:'};
    return missing(typed, id, key, rows);
  };
  const seen = async ([key, index, kind, time, place, event, at, error]) => ({
    issue: await issueAt(index), seen: kind === 'alias' ? null : {key, kind, time, place, event: event || key, at, error},
    why: kind === 'alias' ? `${key} is another name of it` : `${kind} id ${key}, ${time}`,
  });

  const missing = async (typed, id, key, rows) => {
    if (looksLikeId(id) && /[-0-9]/.test(typed)) {
      const near = Array.from({length: count}, (ignored, i) => i)
          .filter((i) => [...id].filter((c, at) => c !== data.ids[i * 8 + at]).length <= 2).slice(0, 5);
      if (near.length) {
        return {hits: await Promise.all(near.map(async (i) => ({issue: await issueAt(i), why: 'a similar id'}))), near: true,
          why: `No issue and no event on these pages has the id ${typed}. Did you mean:`};
      }
      return {hits: [], why: checked(id) ? `${shown(id)} may be the id of an issue, but of none on these pages.`
          : `Nothing on these pages has the id ${typed}. If it is an issue's, a character of it was read wrong.`};
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
  const many = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
  const title = (issue) => node('a', {class: 'title', href: root + issue.href},
      ...[issue.thrown ? node('b', {}, issue.thrown) : '', issue.said].filter(Boolean).flatMap((piece) => [piece, ' ']));
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
  const tell = (text) => {
    const button = node('button', {type: 'button'}, 'Copy');
    button.addEventListener('click', () => {
      button.textContent = copied(text) ? 'Copied' : 'Select and copy by hand';
      button.focus();
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    return node('div', {class: 'tell'}, node('pre', {tabindex: '0'}, text), button);
  };
  const list = (facts) => node('dl', {}, ...facts.filter(Boolean).map(([name, value]) =>
      node('div', {}, node('dt', {}, name), node('dd', {}, value))));
  const owned = ({owner, contact}) => owner ? owner + (contact ? `, ${contact}` : '') : 'nobody yet';

  // One id that went through several issues: the cause first, what to tell, whom to ask; then its way.
  const chain = (id, hits) => {
    const cause = hits.find((hit) => hit.seen.error) || hits[0];
    const way = [...new Set(hits.map((hit) => hit.issue.project))];
    const noted = cause.issue.note ? cause : hits.find((hit) => hit.issue.note);
    const asked = cause.issue.owner ? cause : hits.find((hit) => hit.issue.owner) || cause;
    const took = hits[hits.length - 1].seen.at - hits[0].seen.at;
    const within = took ? `, within ${took < 120000 ? (Math.max(took, 100) / 1000).toFixed(1) + ' s' : Math.round(took / 60000) + ' min'}` : '';
    const text = [`${id} failed in ${way.join(', then ')}, ${hits[0].seen.time}${within}`,
      `It began with ${cause.issue.name} (${cause.issue.id}, ${cause.issue.state})`,
      ...hits.map(({issue, seen}) => `${seen.time}  ${issue.project}  ${issue.id}  ${issue.name}  ${seen.place}`),
      `nightjar show ${id}`].join('\n');
    return node('article', {class: 'card'},
        node('h2', {}, `Failed in ${way.join(' → ')}`),
        node('p', {class: noted ? 'note' : 'plainly'}, noted ? noted.issue.note
            : 'Nobody has written yet what to tell the customer.'),
        list([
          ['Began with', `${cause.issue.name}, in ${cause.issue.project}`],
          ['Known since', `${cause.issue.first}, ${cause.issue.state}: ${cause.issue.reason}`],
          ['Ask', owned(asked.issue) + (asked === cause || !asked.issue.owner ? '' : `, who owns what failed in ${asked.issue.project}; the cause has no owner yet`)],
          ['This id', `${cause.seen.kind} ${id}, ${hits[0].seen.time}${within}`],
        ]),
        node('h3', {}, 'Its way, from the first that failed'),
        node('ol', {class: 'hits'}, ...hits.map(({issue, seen}) =>
            row({issue, why: `${seen.time}, ${seen.place}${hits.length > 1 && issue === cause.issue ? ', the cause' : ''}`}))),
        node('h3', {}, 'For engineering'), tell(text));
  };

  const card = ({issue, seen, why}) => {
    const facts = [
      ['Seen', `${many(issue.total, 'time')} since ${issue.first}, last ${issue.last}`],
      ['In this window', many(issue.events, 'event') + (issue.users ? `, ${many(issue.users, 'user')}` : '')],
      seen ? ['This event', `${seen.time}, ${seen.kind} id ${seen.key}`] : ['Found by', why],
      seen ? ['Written to', seen.place] : null,
      ['Owner', owned(issue)],
    ];
    return node('article', {class: 'card'},
        node('h2', {}, `${issue.state === 'new' ? 'New since' : 'Known problem since'} ${issue.first} `, state(issue.state)),
        node('p', {class: issue.note ? 'note' : 'plainly'}, issue.note || issue.reason),
        list(facts),
        node('h3', {}, 'For engineering'), tell(told(issue, seen)),
        node('ol', {class: 'hits'}, row({issue, why: ''})));
  };

  // An id may lead to many issues; only what events have of it has a way.
  const cardOf = (id, hits) => hits.length === 1 ? card(hits[0])
      : hits.every((hit) => hit.seen) && hits.length <= most ? chain(id, hits)
      : node('ol', {class: 'hits'}, ...hits.slice(0, most).map(row));

  const nothing = (typed) => [
    node('p', {}, `These pages hold ${many(count, 'issue')} of ${data.window} and ${many(data.keys, 'id')} of their events, from ${data.projects.join(', ') || 'no project'}. ` +
        (data.since ? `Those of all events since ${data.since} are here, of earlier ones the examples'. ` : '') +
        'Not here are other times, events that were not kept, and logs that no project reads. In a terminal this looks everywhere: '),
    node('p', {}, node('code', {}, 'nightjar show ' + typed)),
  ];
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
    } else if (found.known) {
      answer.append(node('p', {class: 'count'}, `${found.known.length} of ${many(found.of, 'possible id')} in the text known here`));
      for (const {id, hits: own} of found.known.slice(0, 10)) answer.append(cardOf(id, own));
    } else if (!found.near && (hits.length === 1 || found.id)) {
      answer.append(cardOf(found.id, hits));
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
  // Of what is longer than a line the ids are kept: a mail, a whole error page.
  box.addEventListener('paste', (event) => {
    const text = (event.clipboardData || {getData: () => ''}).getData('text');
    if (text.length < 200 && !/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    const ids = candidates(text);
    box.value = ids.join(' ') || text.trim().slice(0, 200);
    box.dispatchEvent(new Event('input'));
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
