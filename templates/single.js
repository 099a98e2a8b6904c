// The report in one file: filters its issues, and opens the one in the address. It can be read without.
'use strict';
(() => {
  const rows = [...document.querySelectorAll('.sheet > li')];
  const filter = document.querySelector('.filter');
  const input = filter.querySelector('input');
  filter.hidden = false;
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && event.target !== input && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  const open = () => {
    const row = rows.find((one) => '#' + one.id === location.hash);
    if (row && row.querySelector('details')) row.querySelector('details').open = true;
  };
  addEventListener('hashchange', open);
  open();
})();
