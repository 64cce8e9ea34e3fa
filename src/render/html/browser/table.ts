import { buttonFrom, selectAll, selectFirst, selectMaybe } from './elements.ts';

/** The table of codes: heads sort it, names unfold, its form filters. */
export function enlivenTables(): void {
  for (const table of selectAll<HTMLTableElement>('[data-codes]')) enlivenTable(table);
}

function enlivenTable(table: HTMLTableElement): void {
  const section = table.closest('section')!;
  const bodies = selectAll<HTMLTableSectionElement>('tbody', table);
  makeSortable(table, bodies);
  const unfolders = new Map<HTMLElement, HTMLButtonElement>();
  const unfold = (body: HTMLElement, open: boolean): void => {
    body.classList.toggle('open', open);
    selectFirst<HTMLDetailsElement>('details', body).open = open;
    unfolders.get(body)!.setAttribute('aria-expanded', String(open));
  };
  for (const body of bodies) {
    const button = buttonFrom(selectFirst('[data-unfold]', body));
    unfolders.set(body, button);
    unfold(body, false);
    button.addEventListener('click', () => unfold(body, !body.classList.contains('open')));
  }
  const form = selectFirst<HTMLFormElement>('[data-filter]', section);
  const clear = makeFilter(form, section, bodies);
  const unfoldAll = selectFirst('[data-unfold-all]', form);
  unfoldAll.addEventListener('click', () => {
    const open = unfoldAll.getAttribute('aria-pressed') !== 'true';
    unfoldAll.setAttribute('aria-pressed', String(open));
    unfoldAll.textContent = open ? 'Fold all' : 'Unfold all';
    for (const body of bodies) unfold(body, open);
  });
  const follow = (): void => {
    const body = document.getElementById(location.hash.slice(1));
    const button = body === null ? undefined : unfolders.get(body);
    if (body === null || button === undefined) return;
    if (body.hidden) clear();
    unfold(body, true);
    body.scrollIntoView();
    button.focus({ preventScroll: true });
  };
  addEventListener('hashchange', follow);
  follow();
}

function makeSortable(table: HTMLTableElement, bodies: readonly HTMLTableSectionElement[]): void {
  const heads = selectAll<HTMLTableCellElement>('thead th', table);
  const sortBy = (head: HTMLTableCellElement): void => {
    const column = heads.indexOf(head);
    const isNumber = head.dataset.sort === 'number';
    const before = head.getAttribute('aria-sort');
    const descending = before === null ? isNumber : before === 'ascending';
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const value = (body: HTMLTableSectionElement): string => body.rows[0]!.cells[column]!.dataset.value ?? '';
    const compare = (one: string, other: string): number =>
      isNumber ? Number(one) - Number(other) : one < other ? -1 : one > other ? 1 : 0;
    const sign = descending ? -1 : 1;
    table.append(...[...bodies].sort((one, other) => sign * compare(value(one), value(other))));
  };
  for (const head of heads) {
    if (head.dataset.sort === undefined) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => sortBy(head));
  }
}

/** Lets the form hide rows; returns what shows all of them again. */
function makeFilter(form: HTMLFormElement, section: Element, bodies: readonly HTMLElement[]): () => void {
  const text = selectFirst<HTMLInputElement>('[data-filter-text]', form);
  const component = selectMaybe<HTMLSelectElement>('[data-filter-component]', form);
  const news = selectMaybe<HTMLInputElement>('[data-filter-news]', form);
  const searched = new Map(bodies.map((body) => [body, (body.textContent ?? '').toLowerCase()]));
  const filter = (): void => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const body of bodies) {
      const fits =
        words.every((word) => searched.get(body)!.includes(word)) &&
        (component === undefined || component.value === '' || component.value === body.dataset.component) &&
        (news === undefined || !news.checked || body.dataset.news !== undefined);
      body.hidden = !fits;
      if (fits) shown += 1;
    }
    selectFirst('[data-filter-count]', form).textContent =
      `${shown} of ${bodies.length}${bodies.length === 1 ? ' code' : ' codes'}`;
    selectFirst('[data-none]', section).hidden = shown > 0;
  };
  form.addEventListener('input', filter);
  form.hidden = false;
  filter();
  return () => {
    text.value = '';
    if (component !== undefined) component.value = '';
    if (news !== undefined) news.checked = false;
    filter();
  };
}
