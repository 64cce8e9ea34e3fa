import { builtInCatalogue } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sourceOf } from '../recognise/prefix/prefix.ts';
import { Recogniser, type RecogniserOptions } from '../recognise/recogniser.ts';
import { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import { annotationsOf } from '../render/lines/annotation.ts';
import { type RecordCode, recordCode } from '../render/lines/record.ts';
import { ArgumentError } from './log-stream.ts';

/** What is looked for in lines. */
export interface AnnotateOptions extends RecogniserOptions {
  /** The codes that are known; by default Mooncake's. */
  readonly catalogue?: Catalogue;
  /** In which stamps without a zone are read: `local` (the default), `UTC`, or an IANA name. */
  readonly timezone?: string;
}

/** A code that a line reports. */
export interface LineFinding extends RecordCode {
  /** Where the evidence stands in the line as it was given: UTF-16 units of a string, bytes of a Buffer. */
  readonly start: number;
  readonly end: number;
}

/** One line, understood. Fields that the line does not tell are undefined. */
export interface AnnotatedLine {
  readonly findings: readonly LineFinding[];
  /** What the program would append to a line of text; empty where it reports nothing. */
  readonly annotation: string;
  readonly severity: 'D' | 'I' | 'W' | 'E' | 'F' | undefined;
  readonly time: Date | undefined;
  /** `client_service.cpp:1126` */
  readonly source: string | undefined;
  readonly host: string | undefined;
}

/** Understands lines one by one; it keeps nothing from one to the next but the year that stamps had. */
export class LineReader {
  readonly #recogniser: Recogniser;
  readonly #clock: TimestampParser;

  constructor({ catalogue = builtInCatalogue(), timezone = 'local', ...options }: AnnotateOptions = {}) {
    this.#recogniser = new Recogniser(catalogue, options);
    this.#clock = new TimestampParser({ timezone, latest: Date.now() });
  }

  /**
   * Understands one line, given without its end.
   *
   * @throws ArgumentError for anything but a string or bytes
   * @example new LineReader().read('E0730 11:49:18.1 1 a.cpp:1] RPC_FAIL').findings[0].name // 'RPC_FAIL'
   */
  read(line: string | Uint8Array): AnnotatedLine {
    const bytes = bytesOf(line);
    const text = bytes.toString('latin1');
    const { prefix, findings } = this.#recogniser.recognise(text);
    const place = (offset: number): number =>
      typeof line === 'string' ? bytes.toString('utf8', 0, offset).length : offset;
    const time = this.#clock.of(text, prefix);
    return {
      findings: findings.map((finding) => ({
        ...recordCode(finding),
        start: place(finding.start),
        end: place(finding.end),
      })),
      annotation: findings.length === 0 ? '' : annotationsOf(findings),
      severity: prefix.severity,
      time: time === undefined ? undefined : new Date(time),
      source: sourceOf(prefix),
      host: prefix.host,
    };
  }
}

/** Understands one line; for many, make a `LineReader` once. */
export function annotate(line: string | Uint8Array, options?: AnnotateOptions): AnnotatedLine {
  return new LineReader(options).read(line);
}

function bytesOf(line: unknown): Buffer {
  if (typeof line === 'string') return Buffer.from(line, 'utf8');
  if (line instanceof Uint8Array) return Buffer.from(line.buffer, line.byteOffset, line.length);
  throw new ArgumentError(`a line is a string or a Buffer, not ${line === null ? 'null' : typeof line}`);
}

/** How many lines reported a code, or any code of a group. */
export interface CodeLines {
  readonly name: string;
  readonly value: number | null;
  readonly lines: number;
}

export interface GroupLines {
  readonly component: string;
  readonly group: string;
  /** A line with two codes of the group counts once. */
  readonly lines: number;
  readonly codes: readonly CodeLines[];
}

/** Counts lines per group and code. */
export interface LineTally {
  /** Takes in what `annotate` or a `recordStream` said of a line. */
  add(line: Pick<AnnotatedLine, 'findings'>): void;
  /** All groups, most lines first. */
  groups(): readonly GroupLines[];
}

/**
 * Makes a tally of lines.
 *
 * @example const tally = createTally(); tally.add(annotate(line)); tally.groups()
 */
export function createTally(): LineTally {
  const groups = new Map<
    string,
    { component: string; group: string; lines: number; codes: Map<string, Counted> }
  >();
  return {
    add({ findings }) {
      const counted = new Set<string>();
      for (const { component, group, name, value } of findings) {
        const key = `${component}\0${group}`;
        const entry = groups.get(key) ?? { component, group, lines: 0, codes: new Map() };
        groups.set(key, entry);
        if (!counted.has(key)) entry.lines++;
        counted.add(key);
        const code = entry.codes.get(name) ?? { name, value, lines: 0 };
        entry.codes.set(name, { ...code, lines: code.lines + 1 });
      }
    },
    groups() {
      return [...groups.values()]
        .map(({ codes, ...rest }) => ({ ...rest, codes: [...codes.values()].sort(byLines) }))
        .sort(byLines);
    },
  };
}

type Counted = CodeLines;

function byLines(a: { readonly lines: number }, b: { readonly lines: number }): number {
  return b.lines - a.lines;
}
