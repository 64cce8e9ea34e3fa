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

/**
 * Finds inputs that are the beginning of another one: a copy that was broken off, or was taken while the log was written. Only
 * those with the same first stamp of the range, in parts of a second, come into question; what they hold is compared byte for
 * byte. A copy that begins later than its log is not found: where it begins, logs may well be silent.
 *
 * @param inputs what was read of each input, by the name under which it is found
 */
export async function partialCopies(inputs: readonly InputCount[]): Promise<PartialCopy[]> {
  const byFirst = new Map<number, InputCount[]>();
  for (const input of inputs) {
    const { lines, first, last } = input;
    if (lines < 2 || first === undefined || first === last || first % 1000 === 0) continue;
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
      const whole = wholes.find((one) => beginsAlike(starts.get(one)!, starts.get(input)!));
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

/** The first bytes of what a regular file holds, decompressed; none where it cannot be read any more. */
async function startOf(name: string): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  try {
    // Opening a FIFO would wait for its writer.
    if (!statSync(name).isFile()) return start;
    const source = await openSource(name);
    try {
      if (source.kind === 'file') {
        const bytes = Buffer.alloc(compared);
        return bytes.subarray(0, readSync(source.fd, bytes, 0, compared, 0));
      }
      for await (const block of source.readable as AsyncIterable<Buffer>) {
        start = Buffer.concat([start, block]);
        if (start.length >= compared) break;
      }
    } finally {
      closeSource(source);
    }
  } catch {
    // What came before it breaks off is enough, or there is nothing to compare.
  }
  return start.subarray(0, compared);
}
