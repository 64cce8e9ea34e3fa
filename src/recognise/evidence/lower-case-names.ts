import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { NameHit } from './names.ts';

const token = '[a-z][a-z0-9]*(?:_[a-z0-9]+)+';
/** `error=object_not_found`, `warn=segment_already_exists`, `info=`, `reason=`. */
const stated = new RegExp(String.raw`(?<!\w)(?:error|info|warn|reason)=(${token})`, 'g');
/** `object_already_exists key=...` at the start of a message. */
const leading = new RegExp(`^(${token}) (?:key|base|id)=`);

/**
 * Finds lower-case spellings of the Store's names: `error=object_not_found`, `warn=segment_already_exists`, and
 * `segment_not_found base=...` at the start of a message (master_service.cpp, segment.cpp, client_service.cpp). Only
 * whole tokens count: `error=segment_not_found_in_client_segments` is another thing.
 *
 * @param severe whether the line is of severity W, E or F
 */
export function findLowerCaseNames(
  line: string,
  from: number,
  to: number,
  severe: boolean,
  catalogue: Catalogue,
): readonly NameHit[] {
  const text = line.slice(from, to);
  const hits: NameHit[] = [];
  const add = (start: number, name: string): void => {
    const end = start + name.length;
    if (/^[-@/.:#]\w/.test(line.slice(end, end + 2))) return;
    const code = catalogue.named(name.toUpperCase()).find((row) => row.component === 'Store');
    if (code !== undefined) hits.push({ code, start, end });
  };
  const first = leading.exec(text.slice(0, 60));
  // Below W Mooncake prints only `object_already_exists key=` so (a VLOG of client_service.cpp).
  if (first !== null && (severe || first[0].endsWith('ts key='))) add(from, first[1]!);
  stated.lastIndex = 0;
  for (let match = stated.exec(text); match !== null; match = stated.exec(text))
    add(from + match.index + match[0].length - match[1]!.length, match[1]!);
  return hits;
}
