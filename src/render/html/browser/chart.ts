import { buttonFrom, selectAll, selectFirst, thousands } from './elements.ts';

/** Stacked charts, whose legend switches groups off and on, and which read out the column pointed at; heat maps. */
export function enlivenCharts(): void {
  for (const figure of selectAll('[data-chart]')) enlivenChart(figure);
  for (const table of selectAll<HTMLTableElement>('[data-heat]')) enlivenHeatMap(table);
}

function enlivenChart(figure: HTMLElement): void {
  const labels = (figure.dataset.labels ?? '').split('|');
  const paths = selectAll<SVGPathElement>('[data-counts]', figure);
  const counts = paths.map((path) => (path.dataset.counts ?? '').split(' ').map(Number));
  const shown = paths.map(() => true);
  const cursor = selectFirst<SVGElement>('[data-cursor]', figure);
  const readout = selectFirst('[data-readout]', figure);
  const names: string[] = [];
  let at = -1;

  const draw = (): void => drawPaths(figure, paths, counts, shown, labels.length);
  const read = (column: number): void => {
    at = Math.max(0, Math.min(labels.length - 1, column));
    cursor.setAttribute('x', String(at));
    cursor.setAttribute('visibility', 'visible');
    const seen = counts
      .map((own, index) => ({ lines: own[at] ?? 0, index }))
      .filter(({ lines, index }) => lines > 0 && shown[index]);
    const sum = seen.reduce((total, { lines }) => total + lines, 0);
    const when = document.createElement('span');
    when.append(part(labels[at] ?? '', 'b'), ` ${thousands(sum)}${sum === 1 ? ' line' : ' lines'}`);
    const parts = seen
      .sort((one, other) => other.lines - one.lines)
      .map(({ lines, index }) => part(`${names[index] ?? ''} ${thousands(lines)}`, 'span'));
    readout.replaceChildren(when, ...parts);
  };
  for (const [index, key] of selectAll('.key', figure).entries()) {
    const button = buttonFrom(key);
    const texts = [...button.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    names.push(
      texts
        .map((node) => node.textContent)
        .join('')
        .trim(),
    );
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', () => {
      shown[index] = !shown[index];
      button.setAttribute('aria-pressed', String(shown[index]));
      draw();
      if (at >= 0) read(at);
    });
  }
  readout.hidden = false;
  readout.setAttribute('aria-live', 'polite');
  readout.textContent =
    'Point at the chart, or focus it and use the arrow keys, to read one column after another.';
  listen(selectFirst('[data-plot]', figure), labels.length, read, () => at);
}

function part(text: string, kind: 'b' | 'span'): HTMLElement {
  const element = document.createElement(kind);
  element.textContent = text;
  return element;
}

/** Lets a pointer and keys choose the column that is read out. */
function listen(plot: HTMLElement, columns: number, read: (column: number) => void, at: () => number): void {
  const drawing = selectFirst<SVGElement>('svg', plot);
  plot.tabIndex = 0;
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', 'Chart; the left and right arrow keys read one column after another');
  const columnAt = (event: PointerEvent): number => {
    const box = drawing.getBoundingClientRect();
    return Math.floor(((event.clientX - box.left) / box.width) * columns);
  };
  plot.addEventListener('pointermove', (event) => read(columnAt(event)));
  plot.addEventListener('pointerdown', (event) => read(columnAt(event)));
  const steps = new Map([
    ['ArrowLeft', -1],
    ['ArrowRight', 1],
    ['PageUp', -12],
    ['PageDown', 12],
  ]);
  plot.addEventListener('keydown', (event) => {
    const step = steps.get(event.key);
    if (step !== undefined) read(at() + step);
    else if (event.key === 'Home') read(0);
    else if (event.key === 'End') read(columns - 1);
    else return;
    event.preventDefault();
  });
}

/** Stacks the groups that are shown, and names the ends of the scale. */
function drawPaths(
  figure: HTMLElement,
  paths: readonly SVGPathElement[],
  counts: readonly (readonly number[])[],
  shown: readonly boolean[],
  columns: number,
): void {
  const stacked = counts.filter((_, index) => shown[index]);
  const totals = Array.from({ length: columns }, (_, column) =>
    stacked.reduce((sum, own) => sum + (own[column] ?? 0), 0),
  );
  const top = scaleEnd(Math.max(...totals));
  const y = (value: number): number => Math.round(1000 * (1 - value / top));
  const base = totals.map(() => 0);
  for (const [index, path] of paths.entries()) {
    let drawn = '';
    for (const [column, lines] of shown[index] ? counts[index]!.entries() : []) {
      if (lines === 0) continue;
      const low = base[column]!;
      base[column] = low + lines;
      drawn += `M${column} ${y(low)}V${y(low + lines)}h1V${y(low)}z`;
    }
    path.setAttribute('d', drawn);
  }
  for (const label of selectAll('[data-share]', figure))
    label.textContent = short(top * Number(label.dataset.share));
}

/** The least round end of a scale with four parts of whole numbers. */
function scaleEnd(most: number): number {
  const quarter = Math.max(1, most / 4);
  const unit = 10 ** Math.floor(Math.log10(quarter));
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * unit);
  return 4 * (steps.find((step) => step >= quarter && Number.isInteger(step)) ?? 10 * unit);
}

const units = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

function short(value: number): string {
  for (const [unit, sign] of units)
    if (value >= unit * 0.9995) return `${Number((value / unit).toPrecision(2))}${sign}`;
  return String(Math.round(value));
}

function enlivenHeatMap(table: HTMLTableElement): void {
  beginWithFirst(table);
  const heads = table.tHead!.rows[0]!.cells;
  table.addEventListener('pointerover', ({ target }) => {
    const cell = target instanceof Element ? target.closest('td') : null;
    if (cell === null || cell.title !== '' || cell.className === '') return;
    const row = cell.parentElement as HTMLTableRowElement;
    const lines = cell.dataset.lines ?? cell.textContent;
    cell.title = `${row.cells[0]!.textContent}, ${heads[cell.cellIndex]!.textContent}: ${lines}`;
  });
}

/** Where there is no room for all columns, the first are shown that have anything. */
function beginWithFirst(table: HTMLTableElement): void {
  const place = table.parentElement;
  const columns = [...table.tBodies[0]!.rows].flatMap((row) =>
    [...row.cells].filter((cell) => cell.className !== '').map(({ cellIndex }) => cellIndex),
  );
  const row = table.tBodies[0]!.rows[0];
  if (place === null || columns.length === 0 || row === undefined) return;
  const [name, cell] = [row.cells[0]!, row.cells[Math.min(...columns)]!];
  const end = cell.offsetLeft + cell.offsetWidth;
  if (end > place.clientWidth) place.scrollLeft = cell.offsetLeft - name.offsetWidth - cell.offsetWidth;
}
