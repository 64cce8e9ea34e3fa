import { closeSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { SelectedInputs } from '../commands/selected-inputs.ts';
import { openSource } from '../input/files/source.ts';
import { asInputError } from '../input/input-error.ts';
import type { LineOutput } from '../output/line-output.ts';
import type { TimeRange } from '../recognise/time/time-span.ts';
import { Tally } from '../tally/tally.ts';

/** Which lines are wanted. */
interface LinesChoice {
  readonly range: TimeRange;
  /** Only lines with a code. */
  readonly only: boolean;
  readonly most: number;
}

/** Lines as records, with their codes. */
interface ChosenLines {
  readonly records: readonly object[];
  /** Whether there are more. */
  readonly isCut: boolean;
  readonly faults: readonly string[];
}

/** Reads lines of a time, as `-o ndjson` prints them, up to a number of them. */
export async function readChosenLines(
  files: readonly string[],
  { range, only, most }: LinesChoice,
  catalogue: Catalogue,
  timezone: string,
): Promise<ChosenLines> {
  const output = new KeptRecords(most);
  const faults: string[] = [];
  const inputs = new SelectedInputs(
    {
      catalogue,
      files,
      choice: {},
      implied: true,
      normal: false,
      timezone,
      only: false,
      output: 'ndjson',
      colour: false,
      append: false,
      multiline: false,
      summary: false,
      interval: undefined,
      longest: 1 << 20,
      harmless: false,
      selection: { grep: [], exclude: [], range, only, before: 0, after: 0 },
    },
    new Tally(),
    output,
    (record) => `${JSON.stringify(record)}\n`,
  );
  for (const file of files) {
    if (output.closed) break;
    try {
      const source = await openSource(file);
      await inputs.read(source, file, new AbortController().signal);
      if (source.kind === 'file') closeSync(source.fd);
    } catch (error) {
      faults.push(asInputError(error, file).message);
    }
  }
  return { records: output.records.slice(0, most), isCut: output.records.length > most, faults };
}

/** Keeps records up to a number, and one more, which says that there are more. */
class KeptRecords implements LineOutput {
  readonly records: object[] = [];
  readonly waiting = false;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get closed(): boolean {
    return this.records.length > this.#most;
  }

  text(text: string | Buffer): void {
    if (!this.closed) this.records.push(JSON.parse(String(text)) as object);
  }

  bytes(): void {}
  async room(): Promise<void> {}
  async send(): Promise<void> {}
  async flush(): Promise<void> {}
}
