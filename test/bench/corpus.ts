import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Moment, ordinary, withCode } from './lines.ts';
import { Random } from './random.ts';

/** What a corpus holds; equal options give equal bytes. */
export interface CorpusOptions {
  /** In bytes; the corpus ends with the first line that reaches it. */
  readonly size: number;
  /** Share of lines with a code, 0 to 1. */
  readonly share: number;
  readonly seed?: number;
}

/** Changes whenever the lines do, so that an old file in the cache is not taken for a new one. */
const version = 5;

const cache = 'node_modules/.cache/mooncake-annotate/corpus';

/** The lines of a corpus in pieces of about 1 MiB, each ending with a line feed. */
export function* corpus({ size, share, seed = 1 }: CorpusOptions): Generator<string> {
  const random = new Random(seed);
  /** One night's log: the stamps go from 22:00 on, however many lines there are. */
  const step = (10 * 3600 * 1e6) / (size / 160);
  let micros = 22 * 3600 * 1e6;
  let written = 0;
  let piece = '';
  while (written < size) {
    micros += random.next() * 2 * step;
    const line = random.weighted(random.next() < share ? withCode : ordinary)(random, moment(micros));
    piece += `${line}\n`;
    written += line.length + 1;
    if (piece.length >= 1 << 20 || written >= size) {
      yield piece;
      piece = '';
    }
  }
}

function moment(micros: number): Moment {
  const seconds = Math.floor(micros / 1e6);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `07${30 + Math.floor(seconds / 86400)}`,
    time: `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
    micros: String(Math.floor(micros) % 1e6).padStart(6, '0'),
  };
}

/** The path of a file with that corpus; written to the cache below the working directory when it is not there yet. */
export function corpusFile(options: CorpusOptions): string {
  const path = join(cache, `v${version}-${options.size}-${options.share}-${options.seed ?? 1}.log`);
  if (existsSync(path)) return path;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  for (const piece of corpus(options)) writeSync(file, piece, null, 'latin1');
  closeSync(file);
  renameSync(unfinished, path);
  return path;
}

/** The bytes that a size means: `64M`, `1G`. */
export function bytesOf(text: string): number {
  const [, digits, unit] = /^(\d+)([MG])$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`not a size: ${text} (64M, 1G)`);
  return Number(digits) * (unit === 'M' ? 2 ** 20 : 2 ** 30);
}
