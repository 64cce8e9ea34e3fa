import { type KnownMessage, knownMessages } from '../../catalogue/known-messages/index.ts';
import type { Finding } from '../../recognise/finding.ts';
import { keyOf, signatureOf } from './event-signature.ts';
import { cellWidths, Series, type SeriesData } from './series.ts';

const messages: ReadonlyMap<string, KnownMessage> = new Map(
  knownMessages.map((message) => [message.id, message]),
);
/** Kinds of events from one host that are told apart; only broken logs hold more. */
const mostSeries = 2048;

/** The series of one input. Memory is bounded by their number, and by widening the cells of all. */
export class AllSeries {
  readonly #series = new Map<string, Series>();
  readonly #mostCells: number;
  #cells = 0;
  /** How wide cells are at least. */
  #level = 0;

  /** @param mostCells of all series together */
  constructor(mostCells: number) {
    this.#mostCells = mostCells;
  }

  /** The series of lines that report this; undefined where there are too many. */
  of(
    findings: readonly Finding[],
    known: string | null,
    host: string,
    isOfStart: boolean,
  ): Series | undefined {
    const key = `${host}\0${isOfStart}\0${keyOf(findings, known)}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      if (this.#series.size >= mostSeries) return undefined;
      const isOwnKind = known !== null && messages.get(known)?.isOwnKind === true;
      series = new Series(signatureOf(findings, known, { isOfStart, isOwnKind }), host, this.#level);
      this.#series.set(key, series);
    }
    return series;
  }

  /** Adds a series that was counted elsewhere; false where there are too many. */
  merge(data: SeriesData): boolean {
    const { signature, host } = data;
    const key = `${host}\0${signature.isOfStart}\0${signature.key}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      if (this.#series.size >= mostSeries) return false;
      series = new Series(signature, host, this.#level);
      this.#series.set(key, series);
    }
    series.merge(data);
    this.completeLine(series);
    return true;
  }

  /** Says that the line added last to a series is complete. */
  completeLine(series: Series): void {
    this.#cells += series.completeLine();
    // Too many kinds of events over too long a time: of all of them less is kept apart.
    while (this.#cells > this.#mostCells && this.#level < cellWidths - 1) {
      this.#level++;
      for (const each of this.#series.values()) {
        each.widen(this.#level);
        this.#cells += each.completeLine();
      }
    }
  }

  /** What was counted, as plain data. */
  data(): SeriesData[] {
    return [...this.#series.values()].map((series) => series.data());
  }
}
