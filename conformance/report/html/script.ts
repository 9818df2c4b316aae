/** What a report does: it filters its rules, and opens the failure that a link names. */
export const script = `
const rows = [...document.querySelectorAll('tr[data-rule]')];
const chapters = [...document.querySelectorAll('tbody[data-chapter]')];
const filters = document.querySelector('.filters');
const count = document.querySelector('output');
function filter() {
  const chosen = new FormData(filters);
  const verdicts = chosen.getAll('verdict');
  const words = String(chosen.get('words')).toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const has = row.dataset.verdicts.split(',');
    const fits = verdicts.some((verdict) => has.includes(verdict))
      && (chosen.get('level') === '' || row.dataset.level === chosen.get('level'))
      && (chosen.get('chapter') === '' || row.dataset.chapter === chosen.get('chapter'))
      && row.textContent.toLowerCase().includes(words);
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  for (const chapter of chapters)
    chapter.hidden = ![...chapter.querySelectorAll('tr[data-rule]')].some((row) => !row.hidden);
  count.value = shown + ' of ' + rows.length + ' rules';
}
function open() {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}
if (filters !== null) {
  filters.addEventListener('input', filter);
  filters.addEventListener('submit', (event) => event.preventDefault());
  filter();
}
addEventListener('hashchange', open);
open();
`;
