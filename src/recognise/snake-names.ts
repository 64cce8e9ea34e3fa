import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Line } from './line.ts';
import type { NameHit } from './names.ts';

/** What may stand before the `=`, by the last letter; those of one letter exclude each other. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  r: ['error'],
  o: ['info'],
  n: ['warn', 'reason'],
};
const token = /[a-z][a-z0-9]*(?:_[a-z0-9]+)+/y;
const leading = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+) (?:key|base|id)=/;

const noHits: readonly NameHit[] = [];

/**
 * Finds lower-case spellings of the Store's names: `error=object_not_found`, `warn=segment_already_exists`, and
 * `segment_not_found base=...` at the start of a message (master_service.cpp, segment.cpp, client_service.cpp). Only
 * whole tokens count: `error=segment_not_found_in_client_segments` is another thing.
 *
 * @param hasKeyword whether a keyword may stand on the line; if not, only its start is looked at
 */
export function findSnakeNames(
  line: Line,
  from: number,
  to: number,
  severe: boolean,
  hasKeyword: boolean,
  catalogue: Catalogue,
): readonly NameHit[] {
  let hits: NameHit[] | undefined;
  if (mayLead(line, from, to)) {
    const first = leading.exec(line.text.slice(from, from + 60));
    // Below W Mooncake prints only `object_already_exists key=` so (a VLOG of client_service.cpp).
    if (first !== null && (severe || first[0].endsWith('ts key='))) {
      const hit = hitOf(line.text, from, from + first[1]!.length, catalogue);
      if (hit !== undefined) hits = [hit];
    }
  }
  if (!hasKeyword) return hits ?? noHits;
  const { text } = line;
  for (let at = text.indexOf('=', from); at !== -1 && at < to; at = text.indexOf('=', at + 1)) {
    // The last letters of the four keywords.
    const before = text.charCodeAt(at - 1);
    if ((before !== 114 && before !== 111 && before !== 110) || !isLower(text.charCodeAt(at + 1))) continue;
    if (!endsKeyword(text, from, at)) continue;
    token.lastIndex = at + 1;
    if (!token.test(text) || token.lastIndex > to) continue;
    const hit = hitOf(text, at + 1, token.lastIndex, catalogue);
    if (hit === undefined) continue;
    hits ??= [];
    hits.push(hit);
  }
  return hits ?? noHits;
}

/** Whether a message begins with words joined by underscores and a blank behind them; few do. */
function mayLead({ bytes, start }: Line, from: number, to: number): boolean {
  let at = start + from;
  let joined = false;
  for (; at < start + to && isSnake(bytes[at]!); at++) joined ||= bytes[at] === 95;
  return joined && at < start + to && bytes[at] === 32;
}

function isSnake(byte: number): boolean {
  return isLower(byte) || byte === 95 || (byte >= 48 && byte <= 57);
}

function endsKeyword(line: string, from: number, at: number): boolean {
  for (const keyword of keywords[line[at - 1]!]!) {
    const start = at - keyword.length;
    if (start >= from && line.startsWith(keyword, start))
      return start === from || !isWord(line.charCodeAt(start - 1));
  }
  return false;
}

function hitOf(line: string, start: number, end: number, catalogue: Catalogue): NameHit | undefined {
  if (/^[-@/.:#]\w/.test(line.slice(end, end + 2))) return undefined;
  const code = catalogue.named(line.slice(start, end).toUpperCase()).find((row) => row.component === 'Store');
  return code === undefined ? undefined : { code, start, end };
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isWord(code: number): boolean {
  return isLower(code) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
