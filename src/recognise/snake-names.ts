import type { Catalogue } from '../catalogue/catalogue.ts';
import type { NameHit } from './names.ts';

const keyword = /\b(?:error|info|warn|reason)$/;
const token = /[a-z][a-z0-9]*(?:_[a-z0-9]+)+/y;
const leading = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+) (?:key|base|id)=/;

const noHits: readonly NameHit[] = [];

/**
 * Finds lower-case spellings of the Store's names: `error=object_not_found`, `warn=segment_already_exists`, and
 * `segment_not_found base=...` at the start of a message (master_service.cpp, segment.cpp, client_service.cpp). Only
 * whole tokens count: `error=segment_not_found_in_client_segments` is another thing.
 */
export function findSnakeNames(
  line: string,
  from: number,
  to: number,
  severe: boolean,
  catalogue: Catalogue,
): readonly NameHit[] {
  let hits: NameHit[] | undefined;
  if (isLower(line.charCodeAt(from))) {
    const first = leading.exec(line.slice(from, from + 60));
    // Below W Mooncake prints only `object_already_exists key=` so (a VLOG of client_service.cpp).
    if (first !== null && (severe || first[0].endsWith('ts key='))) add(from, first[1]!.length);
  }
  for (let at = line.indexOf('=', from); at !== -1 && at < to; at = line.indexOf('=', at + 1)) {
    // The last letters of the four keywords.
    const before = line.charCodeAt(at - 1);
    if ((before !== 114 && before !== 111 && before !== 110) || !isLower(line.charCodeAt(at + 1))) continue;
    if (!keyword.test(line.slice(Math.max(from, at - 7), at))) continue;
    token.lastIndex = at + 1;
    const match = token.exec(line);
    if (match !== null && token.lastIndex <= to) add(at + 1, match[0].length);
  }
  return hits ?? noHits;

  function add(start: number, length: number): void {
    const end = start + length;
    if (/^[-@/.:#]\w/.test(line.slice(end, end + 2))) return;
    const code = catalogue
      .named(line.slice(start, end).toUpperCase())
      .find((row) => row.component === 'Store');
    if (code === undefined) return;
    hits ??= [];
    hits.push({ code, start, end });
  }
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}
