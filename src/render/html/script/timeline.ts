/** Browser script: timelines that zoom, move and show a bar's lines; commands that can be copied. */
export const TIMELINE_SCRIPT = `
const roundTimes = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];

for (const figure of all('[data-timeline]')) {
  const from = Number(figure.dataset.from);
  const to = Number(figure.dataset.to);
  const offset = figure.dataset.offset * 60000;
  const plot = first('[data-lanes]', figure);
  const part = first('[data-window]', figure);
  const ticks = first('[data-ticks]', figure);
  const height = Number(part.getAttribute('height'));
  const svg = 'http://www.w3.org/2000/svg';
  let start = from;
  let span = to - from;

  function drawTicks() {
    const wide = plot.clientWidth || 800;
    const step = (roundTimes.find((seconds) => (span / 1000 / seconds) * 64 <= wide) || 2592000) * 1000;
    const marks = [];
    for (let wall = Math.ceil((start + offset) / step) * step; wall - offset < start + span; wall += step) {
      const x = ((wall - offset - start) / span) * 100 + '%';
      const text = new Date(wall).toISOString();
      const line = document.createElementNS(svg, 'line');
      for (const [name, value] of [['class', 'tick'], ['x1', x], ['x2', x], ['y1', height], ['y2', height + 5]]) line.setAttribute(name, value);
      const label = document.createElementNS(svg, 'text');
      for (const [name, value] of [['class', 'x'], ['x', x], ['y', height + 18], ['dx', 3]]) label.setAttribute(name, value);
      label.textContent = step >= 86400000 ? text.slice(5, 10) : text.slice(11, step >= 60000 ? 16 : 19);
      marks.push(line);
      if (parseFloat(x) < 95) marks.push(label);
    }
    ticks.replaceChildren(...marks);
  }
  function show(newStart, newSpan) {
    span = Math.max(1000, Math.min(to - from, newSpan));
    start = Math.max(from, Math.min(to - span, newStart));
    const unit = 1000 / (to - from);
    part.setAttribute('viewBox', (start - from) * unit + ' 0 ' + span * unit + ' ' + height);
    drawTicks();
  }
  const zoom = (factor, at = 0.5) => show(start + span * at * (1 - factor), span * factor);
  const moves = {
    in: () => zoom(0.5),
    out: () => zoom(2),
    left: () => show(start - span / 4, span),
    right: () => show(start + span / 4, span),
    all: () => show(from, to - from),
  };
  const controls = first('[data-zoom]', figure);
  controls.hidden = false;
  first('[data-hint]', figure).hidden = false;
  for (const button of all('[data-move]', controls)) button.addEventListener('click', moves[button.dataset.move]);

  plot.tabIndex = 0;
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', 'Timeline; up and down go from bar to bar, Enter shows a bar\\'s lines, plus and minus zoom, left and right move, 0 shows all');
  plot.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      reach(reached + (event.key === 'ArrowDown' ? 1 : -1));
      return;
    }
    const move = { '+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', 0: 'all' }[event.key];
    if (!move) return;
    event.preventDefault();
    moves[move]();
  });
  /* Without focus the wheel scrolls the page, as everywhere else. */
  plot.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !plot.contains(document.activeElement)) return;
    event.preventDefault();
    const box = plot.getBoundingClientRect();
    if (event.shiftKey) show(start + (Math.sign(event.deltaY + event.deltaX) * span) / 10, span);
    else zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width);
  }, { passive: false });

  let drag;
  plot.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && event.pointerType === 'mouse') drag = { x: event.clientX, start, moved: false };
  });
  addEventListener('pointermove', (event) => {
    if (!drag) return;
    if (Math.abs(event.clientX - drag.x) > 3) drag.moved = true;
    if (drag.moved) show(drag.start - ((event.clientX - drag.x) / plot.clientWidth) * span, span);
  });
  addEventListener('pointerup', () => {
    const ended = drag;
    drag = undefined;
    if (ended && ended.moved) plot.addEventListener('click', (event) => event.preventDefault(), { capture: true, once: true });
  });
  plot.addEventListener('dragstart', (event) => event.preventDefault());

  /* There may be hundreds of bars: arrow keys go from one to the next, lane by lane; Tab passes them by. */
  const bars = all('[data-bar]', figure);
  let reached = -1;
  for (const bar of bars) bar.setAttribute('tabindex', '-1');
  function reach(index) {
    reached = Math.max(0, Math.min(bars.length - 1, index));
    const time = from + (Number(first('rect', bars[reached]).getAttribute('x')) / 1000) * (to - from);
    if (time < start || time > start + span) show(time - span / 2, span);
    bars[reached].focus({ preventScroll: true });
  }

  const shown = first('[data-shown]', figure);
  for (const bar of bars) {
    bar.addEventListener('click', (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      for (const other of all('[data-bar]', figure)) other.removeAttribute('aria-current');
      bar.setAttribute('aria-current', 'true');
      const target = document.getElementById(bar.getAttribute('href').slice(1));
      const title = document.createElement('p');
      title.className = 'picked';
      title.append(bar.getAttribute('aria-label') + '. ');
      const incident = target.closest('.incident');
      const link = document.createElement('a');
      link.href = '#' + incident.id;
      link.textContent = 'Go to the incident';
      title.append(link);
      const lines = target.matches('.sample') ? target : first('.sample, .first', incident);
      const copy = lines && lines.cloneNode(true);
      if (copy) copy.removeAttribute('id');
      shown.replaceChildren(title, ...(copy ? [copy] : []));
    });
  }
  drawTicks();
  addEventListener('resize', drawTicks);
}

for (const command of all('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.className = 'copy';
  command.after(button);
  const say = (text) => {
    button.textContent = text;
    setTimeout(() => { button.textContent = 'Copy'; }, 2500);
  };
  /* Where the clipboard is out of reach, the text is selected, ready to be copied by hand. */
  const select = () => {
    getSelection().selectAllChildren(command);
    say('Selected');
  };
  button.addEventListener('click', () => {
    if (!navigator.clipboard) return select();
    navigator.clipboard.writeText(command.textContent).then(() => say('Copied'), select);
  });
  button.setAttribute('aria-live', 'polite');
}

/* A link into something folded unfolds it. */
function unfoldTarget() {
  const target = document.getElementById(location.hash.slice(1));
  for (let around = target && target.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
  if (target && target.closest('.incident')) target.scrollIntoView();
}
addEventListener('hashchange', unfoldTarget);
unfoldTarget();
`;
