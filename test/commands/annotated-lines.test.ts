import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { annotatorBytes, BlockAnnotator, type KeepingOutput } from '../../src/commands/block-annotator.ts';
import { TextAnnotator } from '../../src/commands/text-annotator.ts';
import { BlockScanner } from '../../src/lines/scan/block-scanner.ts';
import { FindingFilter } from '../../src/recognise/finding-filter.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { tallyTable } from '../../src/render/summary/tally-table.ts';
import { Tally } from '../../src/tally/tally.ts';
import { corpus } from '../bench/corpus.ts';
import { logText } from '../lines/scan/log-bytes.ts';

const catalogue = builtInCatalogue();

/** Takes its time with the bytes that it may keep, and is free of them when its turns say so. */
class SlowOutput implements KeepingOutput {
  readonly waiting = false;
  readonly closed = false;
  readonly #turns: Iterator<boolean>;
  readonly #written: Buffer[] = [];
  #kept: Buffer[] = [];

  constructor(turns: readonly boolean[]) {
    this.#turns = turns.values();
  }

  get pending(): number {
    return this.#written.length + this.#kept.length;
  }

  get output(): string {
    this.#write();
    return Buffer.concat(this.#written).toString('latin1');
  }

  bytes(bytes: Buffer, start: number, end: number, kept = false): void {
    const piece = bytes.subarray(start, end);
    this.#kept.push(kept ? piece : Buffer.from(piece));
  }

  text(text: string | Buffer): void {
    this.#kept.push(Buffer.from(text));
  }

  free(pending: number): Promise<void> | undefined {
    if (pending <= this.#written.length) return undefined;
    if (this.#turns.next().value === true) return Promise.resolve();
    this.#write();
    return undefined;
  }

  async room(): Promise<void> {}
  async send(): Promise<void> {}
  async flush(): Promise<void> {}

  #write(): void {
    this.#written.push(...this.#kept.map((piece) => Buffer.from(piece)));
    this.#kept = [];
  }
}

interface Way {
  /** By lines that are read in parts, by lines that are read as a whole, or by blocks of so many bytes. */
  readonly by: 'parts' | 'lines' | number;
  readonly only?: boolean;
  readonly chunk?: number;
  /** Whether the output is still busy, each time it is asked. */
  readonly busy?: readonly boolean[];
  readonly lineOpen?: boolean;
}

/** What a log becomes, with its counts, and how many lines JavaScript read. */
function annotated(log: string, { by, only = false, chunk = 4096, busy = [], lineOpen = false }: Way) {
  const blockBytes = typeof by === 'number' ? by : 0;
  const scanner = new BlockScanner({ maxLine: 4096, blockSize: 4096, reserved: annotatorBytes(blockBytes) });
  const recogniser = new Recogniser(catalogue);
  let asked = 0;
  const recognise = recogniser.recognise.bind(recogniser);
  recogniser.recognise = (...line) => {
    asked++;
    return recognise(...line);
  };
  const whole = recogniser.share(scanner)!;
  const tally = new Tally();
  const writer = new SlowOutput(busy);
  const filter = new FindingFilter();
  const parts = { recogniser, filter, tally, writer, only, colour: false, lineOpen };
  const others = new TextAnnotator(by === 'parts' ? parts : { ...parts, whole });
  const { buffer, reserved } = scanner;
  const annotator =
    typeof by === 'number'
      ? new BlockAnnotator({ whole, tally, writer, buffer, reserved, blockBytes, others })
      : others;
  const bytes = Buffer.from(log, 'latin1');
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.subarray(at, at + chunk), annotator);
  scanner.end(annotator);
  annotator.flush();
  annotator.count();
  return { output: writer.output, counts: tallyTable(tally), open: annotator.lineOpen, asked };
}

describe('lines that are annotated where they stand', () => {
  it('become the same as lines that are read in parts, and count the same', () => {
    fc.assert(
      fc.property(logText, fc.boolean(), (text, only) => {
        const { asked: _, ...wanted } = annotated(text, { by: 'parts', only });
        const { asked: __, ...found } = annotated(text, { by: 'lines', only });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([false, true])(
    'become the same in the log of a night, while JavaScript reads few (only: %s)',
    (only) => {
      const night = [...corpus({ size: 1 << 20, share: 0.2 })].join('');
      const { asked, ...wanted } = annotated(night, { by: 'parts', only });
      const { asked: some, ...found } = annotated(night, { by: 'lines', only });
      expect(found).toEqual(wanted);
      expect(some).toBeLessThan(asked / 8);
    },
  );
});

describe('lines that are put into blocks with their annotations', () => {
  const night = [...corpus({ size: 1 << 19, share: 0.3 })].join('');

  it('become the same as lines that are written one by one, whatever they hold and however busy the output is', () => {
    const way = fc.record({
      by: fc.integer({ min: 1, max: 3000 }),
      chunk: fc.integer({ min: 1, max: 5000 }),
      busy: fc.array(fc.boolean(), { maxLength: 200 }),
      lineOpen: fc.boolean(),
    });
    const text = fc.oneof(
      logText,
      fc
        .tuple(fc.nat(night.length), fc.nat(9000), logText)
        .map(([at, length, other]) => night.slice(at, at + length) + other),
    );
    fc.assert(
      fc.property(text, way, (log, { lineOpen, ...choice }) => {
        const { asked: _, ...wanted } = annotated(log, { by: 'parts', lineOpen });
        const { asked: __, ...found } = annotated(log, { ...choice, lineOpen });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it('are few that JavaScript reads in the log of a night', () => {
    const { asked, ...wanted } = annotated(night, { by: 'parts' });
    const { asked: some, ...found } = annotated(night, { by: 1 << 14 });
    expect(found).toEqual(wanted);
    expect(some).toBeLessThan(asked / 8);
  });
});
