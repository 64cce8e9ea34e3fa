import type { Catalogue } from '../catalogue/catalogue.ts';
import type { NameHit } from './names.ts';

const keyed = /\b(?:error|info|warn|reason)=([a-z][a-z0-9]*(?:_[a-z0-9]+)+)/g;
const leading = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+) (?:key|base|id)=/;

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
): NameHit[] {
  const hits: NameHit[] = [];
  const text = line.slice(from, to);
  const first = leading.exec(text);
  // Below W Mooncake prints only `object_already_exists key=` so (a VLOG of client_service.cpp).
  if (first !== null && (severe || first[0].endsWith('ts key='))) add(first[1]!, from);
  if (text.includes('r=') || text.includes('o=') || text.includes('n=')) {
    for (const match of text.matchAll(keyed))
      add(match[1]!, from + match.index + match[0].length - match[1]!.length);
  }
  return hits;

  function add(token: string, start: number): void {
    const end = start + token.length;
    if (/[-@/.:#]\w/.test(line.slice(end, end + 2))) return;
    const code = catalogue.named(token.toUpperCase()).find((row) => row.component === 'Store');
    if (code !== undefined) hits.push({ code, start, end });
  }
}
