import { beginningEntries } from './memory-layout.ts';

/**
 * Puts beginnings of words into a table as assembly/beginnings.ts looks them up: two to four characters.
 *
 * @param table where it lies in `bytes`
 * @param slotOf where a beginning is to be looked for first
 * @throws {RangeError} for one that is too short or too long, or when there is no room
 */
export function putBeginnings(
  beginnings: readonly string[],
  bytes: Buffer,
  table: number,
  slotOf: (bytes: number) => number,
): void {
  if (beginnings.length * 2 > beginningEntries) throw new RangeError('no room for so many beginnings');
  for (const beginning of beginnings) {
    if (!/^.{2,4}$/.test(beginning)) throw new RangeError(`no beginning: ${beginning}`);
    const entry = [...beginning].reduce(
      (sum, letter, index) => sum + (letter.charCodeAt(0) | 0x20) * 256 ** index,
      0,
    );
    let slot = slotOf(entry);
    while (bytes.readUInt32LE(table + 4 * slot) !== 0) slot = (slot + 1) % beginningEntries;
    bytes.writeUInt32LE(entry, table + 4 * slot);
  }
}
