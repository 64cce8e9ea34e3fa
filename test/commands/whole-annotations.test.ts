import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { TextAnnotator } from '../../src/commands/text-annotator.ts';
import type { LineOutput } from '../../src/output/line-output.ts';
import { tallyTable } from '../../src/output/tally-table.ts';
import { FindingFilter } from '../../src/recognise/finding-filter.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { BlockScanner } from '../../src/scan/block-scanner.ts';
import { Tally } from '../../src/tally/tally.ts';
import { corpus } from '../bench/corpus.ts';
import { logText } from '../scan/log-bytes.ts';

const catalogue = builtInCatalogue();

/** Keeps what is written. */
class Kept implements LineOutput {
  readonly waiting = false;
  readonly closed = false;
  readonly pieces: Buffer[] = [];

  bytes(bytes: Buffer, start: number, end: number): void {
    this.pieces.push(Buffer.from(bytes.subarray(start, end)));
  }

  text(text: string | Buffer): void {
    this.pieces.push(Buffer.from(text));
  }

  async room(): Promise<void> {}
  async send(): Promise<void> {}
  async flush(): Promise<void> {}
}

/** What a log becomes, with its counts, and how many lines JavaScript read. */
function annotated(log: string, isWhole: boolean, only: boolean) {
  const scanner = new BlockScanner({ maxLine: 4096, blockSize: 4096 });
  const recogniser = new Recogniser(catalogue);
  let asked = 0;
  const recognise = recogniser.recognise.bind(recogniser);
  recogniser.recognise = (...line) => {
    asked++;
    return recognise(...line);
  };
  const whole = recogniser.share(scanner);
  const tally = new Tally();
  const writer = new Kept();
  const annotator = new TextAnnotator({
    recogniser,
    filter: new FindingFilter(),
    tally,
    writer,
    only,
    colour: false,
    lineOpen: false,
    whole: isWhole ? whole : undefined,
  });
  scanner.push(Buffer.from(log, 'latin1'), annotator);
  scanner.end(annotator);
  return { output: Buffer.concat(writer.pieces).toString('latin1'), counts: tallyTable(tally), asked };
}

describe('lines that are annotated where they stand', () => {
  it('become the same as lines that are read in parts, and count the same', () => {
    fc.assert(
      fc.property(logText, fc.boolean(), (text, only) => {
        const { asked: _, ...wanted } = annotated(text, false, only);
        const { asked: __, ...found } = annotated(text, true, only);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([false, true])(
    'become the same in the log of a night, while JavaScript reads few (only: %s)',
    (only) => {
      const night = [...corpus({ size: 1 << 20, share: 0.2 })].join('');
      const { asked, ...wanted } = annotated(night, false, only);
      const { asked: some, ...found } = annotated(night, true, only);
      expect(found).toEqual(wanted);
      expect(some).toBeLessThan(asked / 8);
    },
  );
});
