import { type KnownMessage, knownMessages } from '../../catalogue/known-messages/index.ts';
import { greatest, least } from '../../tally/stats.ts';
import type { CollectedLine } from './collected-line.ts';
import { EntityCounts, type EntityData, type EntityKind } from './entities.ts';
import { type EventSignature, signatureOf } from './event-signature.ts';

/** Widths of cells in milliseconds, each a multiple of the one before. */
export const seriesWidths = [
  10_000, 60_000, 600_000, 3_600_000, 86_400_000, 864_000_000, 8_640_000_000,
] as const;
/** Two hours of cells of ten seconds; more are joined into wider ones. */
const mostCells = 720;
/** The number of widths that cells may have. */
const cellWidths = seriesWidths.length;
/** Different things of one kind that a cell keeps. */
const mostNames = 24;

/** A line that is kept: where it stands, and its text as latin1. */
export interface KeptLine {
  /** From 1 within its input. */
  readonly line: number;
  /** Of its first byte within its input. */
  readonly offset: number;
  readonly time: number | undefined;
  readonly text: string;
  readonly evidence: 'name' | 'status' | 'number' | 'message';
}

/** The lines of one signature and host within one span of time. Times are epoch milliseconds. */
export interface Cell {
  /** Where the span begins; 0 where lines have no stamp. */
  readonly start: number;
  lines: number;
  /** Lines of severity E or F. */
  severe: number;
  first: number | undefined;
  last: number | undefined;
  /** Numbers of its first and last line within the input. */
  firstLine: number;
  lastLine: number;
  sample: KeptLine;
  readonly entities: EntityData;
}

/** All lines of one signature from one host in one input. */
export interface SeriesData {
  readonly signature: EventSignature;
  readonly host: string;
  /** Width of the cells in milliseconds. */
  readonly width: number;
  /** In order of time. */
  readonly cells: readonly Cell[];
}

interface OpenCell extends Cell {
  readonly entities: EntityCounts;
}

/** Counts the lines of one signature and host over time, with what they name. Memory is bounded by widening the cells. */
export class Series {
  readonly signature: EventSignature;
  readonly host: string;
  #level = 0;
  #countedCells = 0;
  #cells = new Map<number, OpenCell>();
  #current: OpenCell | undefined;

  /** @param level how wide its cells are from the beginning, from 0 to one less than `cellWidths` */
  constructor(signature: EventSignature, host: string, level = 0) {
    this.signature = signature;
    this.host = host;
    this.#level = level;
  }

  /** Counts a line; `sample` makes what is kept of it, which only a cell's first line needs. Then name its things. */
  add(time: number | undefined, line: number, severe: boolean, sample: () => KeptLine): void {
    const start = time === undefined ? 0 : time - (time % seriesWidths[this.#level]!);
    let cell = this.#current;
    if (cell?.start !== start) {
      cell = this.#cells.get(start);
      if (cell === undefined) {
        cell = {
          start,
          lines: 0,
          severe: 0,
          first: time,
          last: time,
          firstLine: line,
          lastLine: line,
          sample: sample(),
          entities: new EntityCounts(),
        };
        this.#cells.set(start, cell);
      }
      this.#current = cell;
    }
    cell.lines++;
    if (severe) cell.severe++;
    cell.lastLine = line;
    if (time !== undefined) {
      if (cell.first === undefined || time < cell.first) cell.first = time;
      if (cell.last === undefined || time > cell.last) cell.last = time;
    }
  }

  /** Names a thing that the line added last names. */
  name(kind: EntityKind, name: string): void {
    this.#current!.entities.add(kind, name, mostNames);
  }

  /** Says that the line added last is complete; gives by how many its cells have changed since it was said last. */
  completeLine(): number {
    while (this.#cells.size > mostCells && this.#level < seriesWidths.length - 1) this.widen(this.#level + 1);
    const change = this.#cells.size - this.#countedCells;
    this.#countedCells = this.#cells.size;
    return change;
  }

  /** What was counted, as plain data. */
  data(): SeriesData {
    const cells = [...this.#cells.values()].sort((a, b) => a.start - b.start);
    return {
      signature: this.signature,
      host: this.host,
      width: seriesWidths[this.#level]!,
      cells: cells.map((cell) => ({
        ...cell,
        entities: { counts: cell.entities.counts, folded: cell.entities.folded },
      })),
    };
  }

  /** Adds what was counted elsewhere of the same signature and host. Then say that it is complete. */
  merge({ width, cells }: SeriesData): void {
    this.widen(seriesWidths.findIndex((own) => own >= width));
    for (const { entities, ...cell } of cells) {
      const start = cell.start - (cell.start % seriesWidths[this.#level]!);
      const copy = { ...cell, start, entities: new EntityCounts() };
      copy.entities.merge(entities, mostNames);
      const known = this.#cells.get(start);
      if (known === undefined) this.#cells.set(start, copy);
      else join(known, copy);
    }
  }

  /** Joins cells into wider ones, where they are not as wide already. */
  widen(level: number): void {
    if (level <= this.#level) return;
    this.#level = level;
    this.#current = undefined;
    const narrow = this.#cells;
    this.#cells = new Map();
    for (const cell of narrow.values()) {
      const start = cell.start - (cell.start % seriesWidths[this.#level]!);
      const wide = this.#cells.get(start);
      if (wide === undefined) this.#cells.set(start, { ...cell, start });
      else join(wide, cell);
    }
  }
}

function join(wide: OpenCell, cell: OpenCell): void {
  wide.lines += cell.lines;
  wide.severe += cell.severe;
  if (cell.firstLine < wide.firstLine) {
    wide.firstLine = cell.firstLine;
    wide.sample = cell.sample;
  }
  wide.lastLine = Math.max(wide.lastLine, cell.lastLine);
  wide.first = least(wide.first, cell.first);
  wide.last = greatest(wide.last, cell.last);
  wide.entities.merge(cell.entities, mostNames);
}

const messages: ReadonlyMap<string, KnownMessage> = new Map(
  knownMessages.map((message) => [message.id, message]),
);
/** Kinds of events from one host that are told apart; only broken logs hold more. */
const mostSeries = 2048;

/** What a line reports. */
type ReportedEvent = Pick<CollectedLine, 'findings' | 'known' | 'key'>;

/** The series of one input. Memory is bounded by their number, and by widening the cells of all. */
export class AllSeries {
  readonly #series: Series[] = [];
  /** By host, then by the key of the signature; those that come with a start apart. */
  readonly #ofStart = new Map<string, Map<string, Series>>();
  readonly #others = new Map<string, Map<string, Series>>();
  readonly #mostCells: number;
  #cells = 0;
  /** How wide cells are at least. */
  #level = 0;

  /** @param mostCells of all series together */
  constructor(mostCells: number) {
    this.#mostCells = mostCells;
  }

  /** The series of lines that report this; undefined where there are too many. */
  of({ findings, known, key }: ReportedEvent, host: string, isOfStart: boolean): Series | undefined {
    return this.#seriesOf(host, isOfStart, key, () =>
      signatureOf(findings, known, {
        isOfStart,
        isOwnKind: known !== null && messages.get(known)?.isOwnKind === true,
      }),
    );
  }

  /** Adds a series that was counted elsewhere; false where there are too many. */
  merge(data: SeriesData): boolean {
    const { signature, host } = data;
    const series = this.#seriesOf(host, signature.isOfStart, signature.key, () => signature);
    if (series === undefined) return false;
    series.merge(data);
    this.completeLine(series);
    return true;
  }

  #seriesOf(
    host: string,
    isOfStart: boolean,
    key: string,
    signature: () => EventSignature,
  ): Series | undefined {
    const byHost = isOfStart ? this.#ofStart : this.#others;
    let byKey = byHost.get(host);
    const known = byKey?.get(key);
    if (known !== undefined || this.#series.length >= mostSeries) return known;
    if (byKey === undefined) {
      byKey = new Map();
      byHost.set(host, byKey);
    }
    const series = new Series(signature(), host, this.#level);
    byKey.set(key, series);
    this.#series.push(series);
    return series;
  }

  /** Says that the line added last to a series is complete. */
  completeLine(series: Series): void {
    this.#cells += series.completeLine();
    // Too many kinds of events over too long a time: of all of them less is kept apart.
    while (this.#cells > this.#mostCells && this.#level < cellWidths - 1) {
      this.#level++;
      for (const each of this.#series) {
        each.widen(this.#level);
        this.#cells += each.completeLine();
      }
    }
  }

  /** What was counted, as plain data. */
  data(): SeriesData[] {
    return this.#series.map((series) => series.data());
  }
}
