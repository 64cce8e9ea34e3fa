/** Browser script: stacked charts, whose legend switches groups off and on, and which read out the column pointed at. */
export const CHART_SCRIPT = `
function short(value) {
  for (const [unit, sign] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']]) {
    if (value >= unit * 0.9995) return Number((value / unit).toPrecision(2)) + sign;
  }
  return String(Math.round(value));
}
function scaleEnd(most) {
  const quarter = Math.max(1, most / 4);
  const unit = 10 ** Math.floor(Math.log10(quarter));
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * unit);
  return 4 * (steps.find((step) => step >= quarter && Number.isInteger(step)) || 10 * unit);
}

for (const figure of all('[data-chart]')) {
  const labels = figure.dataset.labels.split('|');
  const paths = all('[data-counts]', figure);
  const counts = paths.map((path) => path.dataset.counts.split(' ').map(Number));
  const names = [];
  const shown = paths.map(() => true);
  const plot = first('[data-plot]', figure);
  const cursor = first('[data-cursor]', figure);
  const readout = first('[data-readout]', figure);
  let at = -1;

  function draw() {
    const totals = labels.map((_, column) => counts.reduce((sum, own, index) => sum + (shown[index] ? own[column] : 0), 0));
    const top = scaleEnd(Math.max(...totals));
    const base = labels.map(() => 0);
    for (const [index, path] of paths.entries()) {
      let d = '';
      for (const [column, lines] of shown[index] ? counts[index].entries() : []) {
        if (lines === 0) continue;
        const low = base[column];
        base[column] += lines;
        const y = (value) => Math.round(1000 * (1 - value / top));
        d += 'M' + column + ' ' + y(low) + 'V' + y(low + lines) + 'h1V' + y(low) + 'z';
      }
      path.setAttribute('d', d);
    }
    for (const label of all('[data-share]', figure)) label.textContent = short(top * label.dataset.share);
  }

  for (const key of all('.key', figure)) {
    const button = buttonFrom(key);
    const index = names.length;
    const name = [...button.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    names.push(name);
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', () => {
      shown[index] = !shown[index];
      button.setAttribute('aria-pressed', String(shown[index]));
      draw();
      if (at >= 0) read(at);
    });
  }

  function part(text, strong) {
    const span = document.createElement(strong ? 'b' : 'span');
    span.textContent = text;
    return span;
  }
  function read(column) {
    at = Math.max(0, Math.min(labels.length - 1, column));
    cursor.setAttribute('x', at);
    cursor.setAttribute('visibility', 'visible');
    const seen = counts.map((own, index) => [own[at], index]).filter(([lines, index]) => lines > 0 && shown[index]);
    const sum = seen.reduce((total, [lines]) => total + lines, 0);
    const when = document.createElement('span');
    when.append(part(labels[at], true), ' ' + thousands(sum) + (sum === 1 ? ' line' : ' lines'));
    const parts = seen.sort((one, other) => other[0] - one[0]).map(([lines, index]) => part(names[index] + ' ' + thousands(lines)));
    readout.replaceChildren(when, ...parts);
  }
  readout.hidden = false;
  readout.setAttribute('aria-live', 'polite');
  readout.textContent = 'Point at the chart, or focus it and use the arrow keys, to read one column after another.';
  plot.tabIndex = 0;
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', 'Chart; the left and right arrow keys read one column after another');
  const columnAt = (event) => {
    const box = plot.getBoundingClientRect();
    return Math.floor(((event.clientX - box.left) / box.width) * labels.length);
  };
  plot.addEventListener('pointermove', (event) => read(columnAt(event)));
  plot.addEventListener('pointerdown', (event) => read(columnAt(event)));
  plot.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 };
    if (event.key in steps) read(at + steps[event.key]);
    else if (event.key === 'Home') read(0);
    else if (event.key === 'End') read(labels.length - 1);
    else return;
    event.preventDefault();
  });
}

for (const table of all('[data-heat]')) {
  const heads = table.tHead.rows[0].cells;
  table.addEventListener('pointerover', ({ target }) => {
    const cell = target.closest('td');
    if (!cell || cell.title || !cell.className) return;
    const row = cell.parentElement;
    cell.title = row.cells[0].textContent + ', ' + heads[cell.cellIndex].textContent + ': ' + (cell.dataset.lines || cell.textContent);
  });
}
`;
