import type { Readable } from 'node:stream';
import { LineLimit } from '../input/files/line-limit.ts';
import type { LineOutput } from '../output/line-output.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { Clock } from '../recognise/time/clock.ts';
import { type LineRecord, recordOf } from '../render/lines/record.ts';
import type { Tally } from '../tally/tally.ts';

/** What writing one record takes. */
export interface RecordLine {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  readonly tally: Tally;
  readonly clock: Clock;
  /** The name that records carry. */
  readonly input: string;
  readonly only: boolean;
  /** Renders one record as text that ends with a line end. */
  readonly render: (record: LineRecord) => string;
  readonly writer: LineOutput;
}

/** What a `RecordWriter` works with. */
export interface RecordParts extends RecordLine {
  /** Longest line in bytes; split2 keeps a whole line and searches it anew with every chunk, so it must be bounded. */
  readonly longest: number;
  readonly stop: AbortSignal;
}

/** Reads one input line by line through split2 and writes a record for each. */
export class RecordWriter {
  readonly #parts: RecordParts;
  readonly #limit: LineLimit;
  #number = 0;

  constructor(parts: RecordParts) {
    this.#parts = parts;
    this.#limit = new LineLimit(parts.longest);
  }

  /** How many lines were longer than the limit and lost their rest. */
  get shortened(): number {
    return this.#limit.shortened;
  }

  /** Reads to the end, or until the run is stopped. Rejects with the input's error, after all that could be read. */
  async read(input: Readable): Promise<void> {
    const { writer, stop } = this.#parts;
    const { default: split2 } = await import('split2');
    const lines = split2(/\r?\n/);
    const abort = (): void => void input.destroy();
    stop.addEventListener('abort', abort, { once: true });
    let failure: unknown;
    lines.on('data', (text: string) => writeRecord(text, ++this.#number, this.#parts));
    try {
      for await (const chunk of input as AsyncIterable<Buffer>) {
        for (const piece of this.#limit.shorten(chunk)) {
          // split2 decodes UTF-8; given each byte as one character it hands every byte on, valid or not.
          if (!lines.write(piece.toString('latin1')))
            await new Promise((resolve) => lines.once('drain', resolve));
        }
        if (input.readableLength === 0) await writer.flush();
        else if (writer.waiting) await writer.room();
        if (writer.closed) break;
      }
    } catch (error) {
      if (!stop.aborted) failure = error;
    }
    stop.removeEventListener('abort', abort);
    await new Promise<void>((resolve) => {
      lines.once('end', resolve);
      lines.end();
    });
    if (failure !== undefined) throw failure;
  }
}

/** Counts one line, decoded as latin1, and writes its record. */
export function writeRecord(text: string, number: number, parts: RecordLine): void {
  const { recogniser, filter, tally, clock, writer, only, input, render } = parts;
  tally.lines++;
  const { prefix, findings: all } = recogniser.recognise(text);
  const findings = filter.pass(all, prefix.severity);
  const time = clock.of(text, prefix);
  tally.add(findings, time);
  if (only && findings.length === 0) return;
  writer.text(render(recordOf({ text, prefix, findings, time, input, number })));
}
