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

/** Everything, of a line of which the shape is not known. */
export const anyNames: NameKinds = {
  addresses: true,
  devices: true,
  requests: true,
  keys: true,
  segments: true,
  ranks: true,
  ranksBefore: true,
};

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
  return {
    addresses: address.test(message),
    devices: device.test(message),
    requests: request.test(message),
    keys: message.includes('ey'),
    segments: segment.test(message),
    ranks: rank.test(message),
    ranksBefore: rank.test(text.slice(0, from)),
  };
}
