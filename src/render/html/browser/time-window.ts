import { selectAll, selectFirst } from './elements.ts';

const svg = 'http://www.w3.org/2000/svg';
/** Distances between ticks in seconds. */
const roundTimes = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800,
];
const longestStep = 2_592_000;
const day = 86_400_000;

/** The part of a timeline that is shown; all times are epoch milliseconds. */
export class TimeWindow {
  readonly from: number;
  readonly to: number;
  start: number;
  span: number;
  readonly #offset: number;
  readonly #plot: HTMLElement;
  readonly #part: SVGElement;
  readonly #ticks: SVGElement;
  readonly #names: readonly SVGElement[];
  readonly #height: number;

  constructor(figure: HTMLElement, plot: HTMLElement) {
    this.from = Number(figure.dataset.from);
    this.to = Number(figure.dataset.to);
    this.#offset = Number(figure.dataset.offset) * 60_000;
    this.#plot = plot;
    this.#part = selectFirst<SVGElement>('[data-window]', figure);
    this.#ticks = selectFirst<SVGElement>('[data-ticks]', figure);
    this.#names = selectAll<SVGElement>('[data-name]', figure);
    this.#height = Number(this.#part.getAttribute('height'));
    this.start = this.from;
    this.span = this.to - this.from;
  }

  /** Shows so much time from there on, as far as the timeline has it. */
  show(start: number, span: number): void {
    const whole = this.to - this.from;
    this.span = Math.max(1000, Math.min(whole, span));
    this.start = Math.max(this.from, Math.min(this.to - this.span, start));
    const unit = 1000 / whole;
    const [x, width] = [(this.start - this.from) * unit, this.span * unit];
    this.#part.setAttribute('viewBox', `${x} 0 ${width} ${this.#height}`);
    for (const name of this.#names) placeName(name, x, width);
    this.drawTicks();
  }

  /** Shows `factor` times as much, around a point between 0 (left) and 1 (right). */
  zoom(factor: number, at = 0.5): void {
    this.show(this.start + this.span * at * (1 - factor), this.span * factor);
  }

  drawTicks(): void {
    const wide = this.#plot.clientWidth || 800;
    const seconds = roundTimes.find((round) => (this.span / 1000 / round) * 64 <= wide) ?? longestStep;
    const step = seconds * 1000;
    const marks: SVGElement[] = [];
    const end = this.start + this.span;
    for (
      let wall = Math.ceil((this.start + this.#offset) / step) * step;
      wall - this.#offset < end;
      wall += step
    ) {
      const share = ((wall - this.#offset - this.start) / this.span) * 100;
      const [x, y] = [`${share}%`, this.#height];
      marks.push(drawn('line', { class: 'tick', x1: x, x2: x, y1: y, y2: y + 5 }));
      if (share >= 95) continue;
      const text = new Date(wall).toISOString();
      const label = drawn('text', { class: 'x', x, y: y + 18, dx: 3 });
      label.textContent = step >= day ? text.slice(5, 10) : text.slice(11, step >= 60_000 ? 16 : 19);
      marks.push(label);
    }
    this.#ticks.replaceChildren(...marks);
  }
}

/** Names stay above what is seen of their bars. */
function placeName(name: SVGElement, x: number, width: number): void {
  const share = (at: string | undefined): number => ((Number(at) - x) / width) * 100;
  const [from, to] = [share(name.dataset.at), share(name.dataset.until)];
  const isSeen = to >= 0 && from <= 100;
  name.setAttribute('visibility', isSeen ? 'visible' : 'hidden');
  name.setAttribute('text-anchor', from > 75 ? 'end' : 'start');
  name.setAttribute('x', `${from > 75 ? Math.min(from, 100) : Math.max(0, from)}%`);
}

function drawn(kind: 'line' | 'text', attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svg, kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
