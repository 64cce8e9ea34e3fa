/**
 * What lines may name besides their process and thread. Most lines name one or two kinds of things, and looking for all others takes
 * longer than all else that is done with a line; its shape tells which to look for.
 */
export interface NameKinds {
  readonly addresses: boolean;
  readonly devices: boolean;
  readonly requests: boolean;
  readonly keys: boolean;
  readonly segments: boolean;
  /** In the message, and before it. */
  readonly ranks: boolean;
  readonly ranksBefore: boolean;
}

/** All that there can be, so that thousands of shapes share them. */
const combinations = Array.from(
  { length: 128 },
  (_, bits): NameKinds => ({
    addresses: (bits & 1) !== 0,
    devices: (bits & 2) !== 0,
    requests: (bits & 4) !== 0,
    keys: (bits & 8) !== 0,
    segments: (bits & 16) !== 0,
    ranks: (bits & 32) !== 0,
    ranksBefore: (bits & 64) !== 0,
  }),
);

/** Everything, of a line of which the shape is not known. */
export const anyNames: NameKinds = combinations.at(-1)!;

// Each is in all texts of shapes whose lines name such a thing, and in others: a run with digits stands for any other of its kind, and
// where the escape of a terminal was left out, letters stand before or behind a name that are no part of it.
const address = /[\w.\]-]:\w*\d|@\w|\d\.\d+\.\d+\.\w*\d|\[\w*:/;
const device = /[A-Za-z]\d|erdma_|bnxt_re|rocep|hns_|efa_|rdmap|xscale_/;
const request = /re?q|mpl-|rid/i;
const segment = /segment/i;
const rank = /P\d|[Rr]ank|a\d/;

/**
 * What the lines of a shape may name; the same in other words as what `readEntities` looks for.
 *
 * @param text of the shape
 * @param from where its message begins
 */
export function nameKindsIn(text: string, from: number): NameKinds {
  const message = text.slice(from);
  const found =
    (address.test(message) ? 1 : 0) +
    (device.test(message) ? 2 : 0) +
    (request.test(message) ? 4 : 0) +
    (message.includes('ey') ? 8 : 0) +
    (segment.test(message) ? 16 : 0) +
    (rank.test(message) ? 32 : 0) +
    (rank.test(text.slice(0, from)) ? 64 : 0);
  return combinations[found]!;
}
