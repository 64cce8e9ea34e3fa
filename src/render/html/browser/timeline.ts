import { selectAll, selectFirst, selectMaybe } from './elements.ts';
import { TimeWindow } from './time-window.ts';

/** Timelines that zoom, move and show a bar's lines. */
export function enlivenTimelines(): void {
  for (const figure of selectAll('[data-timeline]')) enlivenTimeline(figure);
}

type Moves = Readonly<Record<string, () => void>>;

function enlivenTimeline(figure: HTMLElement): void {
  const plot = selectFirst('[data-lanes]', figure);
  const view = new TimeWindow(figure, plot);
  const moves: Moves = {
    in: () => view.zoom(0.5),
    out: () => view.zoom(2),
    left: () => view.show(view.start - view.span / 4, view.span),
    right: () => view.show(view.start + view.span / 4, view.span),
    all: () => view.show(view.from, view.to - view.from),
  };
  const controls = selectFirst('[data-zoom]', figure);
  controls.hidden = false;
  selectFirst('[data-hint]', figure).hidden = false;
  for (const button of selectAll('[data-move]', controls))
    button.addEventListener('click', () => moves[button.dataset.move ?? '']?.());
  plot.tabIndex = 0;
  plot.setAttribute('role', 'group');
  plot.setAttribute(
    'aria-label',
    "Timeline; up and down go from bar to bar, Enter shows a bar's lines, plus and minus zoom, left and right move, 0 shows all",
  );
  const reach = reachBars(figure, view);
  listenToKeys(plot, moves, reach);
  listenToWheel(plot, view);
  listenToDrags(plot, view);
  showLinesOfBars(figure);
  view.drawTicks();
  addEventListener('resize', () => view.drawTicks());
}

/** There may be hundreds of bars: arrow keys go from one to the next, lane by lane; Tab passes them by. */
function reachBars(figure: HTMLElement, view: TimeWindow): (step: number) => void {
  const bars = selectAll<SVGAElement>('[data-bar]', figure);
  for (const bar of bars) bar.setAttribute('tabindex', '-1');
  let reached = -1;
  return (step) => {
    reached = Math.max(0, Math.min(bars.length - 1, reached + step));
    const bar = bars[reached];
    if (bar === undefined) return;
    const share = Number(selectFirst<SVGElement>('rect', bar).getAttribute('x')) / 1000;
    const time = view.from + share * (view.to - view.from);
    if (time < view.start || time > view.start + view.span) view.show(time - view.span / 2, view.span);
    bar.focus({ preventScroll: true });
  };
}

function listenToKeys(plot: HTMLElement, moves: Moves, reach: (step: number) => void): void {
  const keys: Readonly<Record<string, string>> = {
    '+': 'in',
    '=': 'in',
    '-': 'out',
    ArrowLeft: 'left',
    ArrowRight: 'right',
    0: 'all',
  };
  plot.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') reach(1);
    else if (event.key === 'ArrowUp') reach(-1);
    else {
      const move = moves[keys[event.key] ?? ''];
      if (move === undefined) return;
      move();
    }
    event.preventDefault();
  });
}

/** Without focus the wheel scrolls the page, as everywhere else. */
function listenToWheel(plot: HTMLElement, view: TimeWindow): void {
  plot.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !plot.contains(document.activeElement)) return;
      event.preventDefault();
      const box = plot.getBoundingClientRect();
      if (event.shiftKey) {
        const direction = Math.sign(event.deltaY + event.deltaX);
        view.show(view.start + (direction * view.span) / 10, view.span);
      } else view.zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width);
    },
    { passive: false },
  );
}

function listenToDrags(plot: HTMLElement, view: TimeWindow): void {
  let drag: { readonly x: number; readonly start: number; moved: boolean } | undefined;
  plot.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && event.pointerType === 'mouse')
      drag = { x: event.clientX, start: view.start, moved: false };
  });
  addEventListener('pointermove', (event) => {
    if (drag === undefined) return;
    const far = event.clientX - drag.x;
    if (Math.abs(far) > 3) drag.moved = true;
    if (drag.moved) view.show(drag.start - (far / plot.clientWidth) * view.span, view.span);
  });
  addEventListener('pointerup', () => {
    const ended = drag;
    drag = undefined;
    if (ended?.moved)
      plot.addEventListener('click', (event) => event.preventDefault(), { capture: true, once: true });
  });
  plot.addEventListener('dragstart', (event) => event.preventDefault());
}

function showLinesOfBars(figure: HTMLElement): void {
  const bars = selectAll<SVGAElement>('[data-bar]', figure);
  const shown = selectFirst('[data-shown]', figure);
  for (const bar of bars) {
    bar.addEventListener('click', (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const target = document.getElementById((bar.getAttribute('href') ?? '').slice(1));
      const incident = target?.closest('.incident');
      if (!target || !incident) return;
      for (const other of bars) other.removeAttribute('aria-current');
      bar.setAttribute('aria-current', 'true');
      const lines = target.matches('.sample') ? target : selectMaybe('.sample, .first', incident);
      const copy = lines?.cloneNode(true) as HTMLElement | undefined;
      copy?.removeAttribute('id');
      shown.replaceChildren(title(bar, incident), ...(copy === undefined ? [] : [copy]));
    });
  }
}

function title(bar: Element, incident: Element): HTMLElement {
  const element = document.createElement('p');
  element.className = 'picked';
  const link = document.createElement('a');
  link.href = `#${incident.id}`;
  link.textContent = 'Go to the incident';
  element.append(`${bar.getAttribute('aria-label') ?? ''}. `, link);
  return element;
}
