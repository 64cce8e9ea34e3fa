import { type Chunk, type FollowedFile, LineLimit } from '../input/index.ts';
import { type RecordLine, writeRecord } from './record-stream.ts';

interface OpenLine {
  readonly limit: LineLimit;
  readonly text: string;
}

/** Writes a record for each line of followed files. Lines are numbered for each name, from where following began. */
export class FollowedRecords {
  /** Lines that lost their rest. */
  shortened = 0;
  readonly #longest: number;
  readonly #open = new Map<FollowedFile, OpenLine>();
  readonly #numbers = new Map<string, number>();

  /** @param longest bytes of a line that a record holds */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Whether a line was begun and not ended. */
  get isWithinLine(): boolean {
    return this.#open.size > 0;
  }

  /** Writes the records of one chunk. */
  take({ file, bytes, end }: Chunk, parts: Omit<RecordLine, 'input'>): void {
    const open = this.#open.get(file);
    const limit = open?.limit ?? new LineLimit(this.#longest);
    const before = limit.shortened;
    let text = open?.text ?? '';
    for (const piece of limit.shorten(bytes)) text += piece.toString('latin1');
    this.shortened += limit.shortened - before;
    const lines = text.split(/\r?\n/);
    const rest = lines.pop()!;
    for (const line of lines) this.#write(line, file, parts);
    this.#open.delete(file);
    if (end === 'open') this.#open.set(file, { limit, text: rest });
    else if (rest !== '') this.#write(rest, file, parts);
  }

  #write(line: string, { name }: FollowedFile, parts: Omit<RecordLine, 'input'>): void {
    const number = (this.#numbers.get(name) ?? 0) + 1;
    this.#numbers.set(name, number);
    writeRecord(line, number, { ...parts, input: name });
  }
}
