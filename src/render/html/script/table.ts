/** Browser script: the table of codes, whose heads sort, whose names unfold, and whose form filters. */
export const TABLE_SCRIPT = String.raw`
for (const table of all('[data-codes]')) {
  const section = table.closest('section');
  const bodies = all('tbody', table);
  const heads = all('thead th', table);

  function sortBy(head) {
    const column = heads.indexOf(head);
    const isNumber = head.dataset.sort === 'number';
    const before = head.getAttribute('aria-sort');
    const descending = before ? before === 'ascending' : isNumber;
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const value = (body) => body.rows[0].cells[column].dataset.value;
    const compare = isNumber
      ? (one, other) => value(one) - value(other)
      : (one, other) => (value(one) < value(other) ? -1 : value(one) > value(other) ? 1 : 0);
    const sign = descending ? -1 : 1;
    table.append(...bodies.slice().sort((one, other) => sign * compare(one, other)));
  }
  for (const head of heads) {
    if (head.dataset.sort === undefined) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => sortBy(head));
  }

  const unfolders = new Map();
  function unfold(body, open) {
    body.classList.toggle('open', open);
    first('details', body).open = open;
    unfolders.get(body).setAttribute('aria-expanded', String(open));
  }
  for (const body of bodies) {
    const button = buttonFrom(first('[data-unfold]', body));
    unfolders.set(body, button);
    unfold(body, false);
    button.addEventListener('click', () => unfold(body, !body.classList.contains('open')));
  }

  const form = first('[data-filter]', section);
  const text = first('[data-filter-text]', form);
  const component = first('[data-filter-component]', form);
  const news = first('[data-filter-news]', form);
  const searched = new Map(bodies.map((body) => [body, body.textContent.toLowerCase()]));
  function filter() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const body of bodies) {
      const fits =
        words.every((word) => searched.get(body).includes(word)) &&
        (!component || component.value === '' || component.value === body.dataset.component) &&
        (!news || !news.checked || body.dataset.news !== undefined);
      body.hidden = !fits;
      if (fits) shown += 1;
    }
    first('[data-filter-count]', form).textContent = shown + ' of ' + bodies.length + (bodies.length === 1 ? ' code' : ' codes');
    first('[data-none]', section).hidden = shown > 0;
  }
  form.addEventListener('input', filter);
  form.hidden = false;
  filter();

  const unfoldAll = first('[data-unfold-all]', form);
  unfoldAll.addEventListener('click', () => {
    const open = unfoldAll.getAttribute('aria-pressed') !== 'true';
    unfoldAll.setAttribute('aria-pressed', String(open));
    unfoldAll.textContent = open ? 'Fold all' : 'Unfold all';
    for (const body of bodies) unfold(body, open);
  });

  function follow() {
    const body = document.getElementById(location.hash.slice(1));
    if (!unfolders.has(body)) return;
    if (body.hidden) {
      text.value = '';
      if (component) component.value = '';
      if (news) news.checked = false;
      filter();
    }
    unfold(body, true);
    body.scrollIntoView();
    unfolders.get(body).focus({ preventScroll: true });
  }
  addEventListener('hashchange', follow);
  follow();
}
`;
