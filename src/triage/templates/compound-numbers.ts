const ip = /\d{1,3}(?:\.\d{1,3}){3}(:\d+)?(?![\w.]*\w)/y;
const time = /\d\d:\d\d:\d\d(?:[.,]\d+)*/y;
const ip6 = /[0-9a-f]{1,4}:(?:[0-9a-f]{0,4}:){1,6}(?:[0-9a-f]{1,4}|(?<=::))(?!\w)/iy;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?!\w)/iy;
const decimal = /\d+(?:\.\d+)+/y;

const [point, colon, hyphen] = [46, 58, 45];

/** What is made of several numbers: what stands for it in a masked message, and how many characters it has. */
interface CompoundNumber {
  readonly mask: '<ip>' | '<ip:port>' | '<num>' | '<time>' | '<uuid>';
  readonly length: number;
}

/**
 * What begins with the digits from `start` to `end` and goes on behind a point, a colon or a hyphen: an address, a time, a
 * fraction, a UUID. Undefined where the digits stand for themselves.
 *
 * @example compoundNumber('peer 10.0.0.1:80', 5, 7) // { mask: '<ip:port>', length: 11 }
 */
export function compoundNumber(text: string, start: number, end: number): CompoundNumber | undefined {
  const next = text.charCodeAt(end);
  if (next === point) {
    ip.lastIndex = start;
    const address = ip.exec(text);
    if (address !== null)
      return { mask: address[1] === undefined ? '<ip>' : '<ip:port>', length: address[0].length };
    return compound('<num>', matchedLength(decimal, text, start));
  }
  if (next === colon)
    return compound('<time>', matchedLength(time, text, start)) ?? compound('<ip>', ip6Length(text, start));
  if (next === hyphen && end - start === 8) return compound('<uuid>', uuidLength(text, start));
  return undefined;
}

function compound(mask: CompoundNumber['mask'], length: number): CompoundNumber | undefined {
  return length === 0 ? undefined : { mask, length };
}

/** How long the UUID is that begins at `start`; 0 where none does. */
export function uuidLength(text: string, start: number): number {
  return matchedLength(uuid, text, start);
}

/** How long the address of IPv6 is that begins at `start`; 0 where none does. */
export function ip6Length(text: string, start: number): number {
  return matchedLength(ip6, text, start);
}

/** How many characters a sticky pattern takes at `start`; 0 if it does not fit there. */
export function matchedLength(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0].length ?? 0;
}
