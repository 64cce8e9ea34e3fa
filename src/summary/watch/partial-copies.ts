import { createHash } from 'node:crypto';
import { readSync, statSync } from 'node:fs';
import { closeSource, openSource } from '../../input/files/source.ts';
import type { InputCount } from '../../tally/input-counts.ts';

/** An input whose lines of the range are the first of another one's, which so count twice. */
export interface PartialCopy {
  readonly name: string;
  /** The one that holds more. */
  readonly of: string;
}

/** How many bytes tell whether two inputs begin with the same lines, and how many of them have to be there. */
const compared = 4096;
const leastCompared = 64;

/** Inputs that begin at one moment and are looked into; more than these are no copies that somebody left. */
const mostLookedInto = 200;

/** Of a copy whose clock has whole seconds all bytes are compared, but no more than these: several copies may be long. */
const mostCompared = 1 << 24;

/**
 * Finds inputs that are the beginning of another one: a copy that was broken off, or was taken while the log was written. Only
 * those with the same first stamp of the range come into question; what they begin with is compared byte for byte. Two
 * processes may well print the same lines in the same second: where the stamp has no parts of one, all that the copy holds must
 * be the same, and be 4 KiB at least. A copy that begins later than its log is not found: where it begins, logs may well be silent.
 *
 * @param inputs what was read of each input, by the name under which it is found
 */
export async function partialCopies(inputs: readonly InputCount[]): Promise<PartialCopy[]> {
  const byFirst = new Map<number, InputCount[]>();
  for (const input of inputs) {
    const { lines, first, last } = input;
    if (lines < 2 || first === undefined || first === last) continue;
    const others = byFirst.get(first);
    if (others === undefined) byFirst.set(first, [input]);
    else others.push(input);
  }
  const copies: PartialCopy[] = [];
  let lookedInto = 0;
  for (const alike of byFirst.values()) {
    lookedInto += alike.length;
    if (alike.length < 2 || lookedInto > mostLookedInto) continue;
    const starts = new Map<InputCount, Buffer>();
    for (const input of alike) starts.set(input, await startOf(input.name));
    // The longest first: a copy is one of what holds more.
    const wholes: InputCount[] = [];
    for (const input of alike.sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1))) {
      const begun = wholes.filter((one) => beginsAlike(starts.get(one)!, starts.get(input)!));
      const whole = input.first! % 1000 === 0 ? await wholeOf(input, begun) : begun[0];
      if (whole === undefined) wholes.push(input);
      // Those that hold the same lines to the end are told of as such.
      else if (whole.lines > input.lines) copies.push({ name: input.name, of: whole.name });
    }
  }
  return copies;
}

function beginsAlike(whole: Buffer, part: Buffer): boolean {
  const length = Math.min(whole.length, part.length);
  return length >= leastCompared && whole.subarray(0, length).equals(part.subarray(0, length));
}

/** The first of some inputs that begins with all that another one holds. */
async function wholeOf(part: InputCount, wholes: readonly InputCount[]): Promise<InputCount | undefined> {
  if (part.bytes < compared) return undefined;
  const own = await digestOf(part);
  for (const whole of wholes) if ((await digestOf(whole, part.bytes)) === own) return whole;
  return undefined;
}

/** What the first bytes of an input come to. */
async function digestOf({ name, bytes }: InputCount, length = bytes): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of bytesOf(name, Math.min(length, mostCompared))) hash.update(block);
  return hash.digest('hex');
}

/** The first bytes of what a regular file holds, decompressed; none where it cannot be read any more. */
async function startOf(name: string): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of bytesOf(name, compared)) blocks.push(block);
  return Buffer.concat(blocks);
}

/** So many bytes of a regular file from its beginning on, decompressed, or as many as can be read. */
async function* bytesOf(name: string, length: number): AsyncGenerator<Buffer> {
  let left = length;
  try {
    // Opening a FIFO would wait for its writer.
    if (!statSync(name).isFile()) return;
    const source = await openSource(name);
    try {
      if (source.kind === 'file') {
        for (let at = 0; left > 0; ) {
          const block = Buffer.alloc(Math.min(left, 1 << 16));
          const read = readSync(source.fd, block, 0, block.length, at);
          if (read === 0) return;
          yield block.subarray(0, read);
          at += read;
          left -= read;
        }
        return;
      }
      for await (const block of source.readable as AsyncIterable<Buffer>) {
        yield block.subarray(0, left);
        left -= block.length;
        if (left <= 0) return;
      }
    } finally {
      closeSource(source);
    }
  } catch {
    // What came before it breaks off is enough, or there is nothing to compare.
  }
}
