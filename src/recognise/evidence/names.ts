import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code } from '../../catalogue/code.ts';
import { standsAlone } from './stands-alone.ts';

/** A code's name found as a whole token. `code` is undefined for `UNKNOWN_ERROR`. */
export interface NameHit {
  readonly code: Code | undefined;
  readonly start: number;
  readonly end: number;
}

// Names that other programs print too; beside such words they are those programs' own.
const common = new Set([
  'INTERNAL_ERROR',
  'NOT_SUPPORTED',
  'FILE_NOT_FOUND',
  'INVALID_VERSION',
  'INVALID_KEY',
  'INVALID_PARAMS',
  'JOB_NOT_FOUND',
  'TASK_NOT_FOUND',
  'BUFFER_OVERFLOW',
  'BUCKET_NOT_FOUND',
  'BUCKET_ALREADY_EXISTS',
  'UNKNOWN_ERROR',
]);
const otherPrograms =
  /RST_STREAM|GOAWAY|HTTP\/\d|http2|\bh2\b|\bgrpc|\bQUIC\b|CUDNN_|CUBLAS_|\bNCCL\b|NVML_|cuda(?:Error|Status)|ACL_ERROR|HCCL_E|\bS3\b|\bAWS\b|NoSuchBucket/i;

/** A word of capitals, digits and underscores with an underscore; names are among them, of which the longest has half as many characters. */
const token = /(?<![A-Z0-9_])[A-Z0-9]{0,40}_[A-Z0-9_]*/g;
const longestToken = 40;

/**
 * Finds the names of codes between the offsets `from` and `to` as whole tokens: longer tokens that merely contain a name
 * (`MY_RPC_FAIL_COUNT`), and tokens that are part of a key, path or identifier (`a/RPC_FAIL@3`, `x-RPC_FAIL`), are none.
 *
 * @param own whether Mooncake printed the line, so that no other program's names are on it
 */
export function findNames(
  line: string,
  from: number,
  to: number,
  own: boolean,
  catalogue: Catalogue,
): readonly NameHit[] {
  const hits: NameHit[] = [];
  const text = line.slice(from, to);
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const name = match[0];
    if (name.length > longestToken) continue;
    const code = catalogue.named(name)[0];
    if (code === undefined && name !== unknownErrorName) continue;
    const start = from + match.index;
    const end = start + name.length;
    if (!standsAlone(line, start, end)) continue;
    if (!own && common.has(name) && otherPrograms.test(line.slice(Math.max(from, start - 120), end + 60)))
      continue;
    hits.push({ code, start, end });
  }
  return hits;
}

const smallToken = '[a-z][a-z0-9]*(?:_[a-z0-9]+)+';
/** `error=object_not_found`, `warn=segment_already_exists`, `info=`, `reason=`. */
const stated = new RegExp(String.raw`(?<!\w)(?:error|info|warn|reason)=(${smallToken})`, 'g');
/** `object_already_exists key=...` at the start of a message. */
const leading = new RegExp(`^(${smallToken}) (?:key|base|id)=`);

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

/**
 * What Mooncake's toString() prints for a value that its own name table lacks (mooncake-store/src/types.cpp). The numbers are
 * lost; which codes a release's table lacks was read from each.
 */
export const unknownErrorName = 'UNKNOWN_ERROR';

/** What is said about it. */
export const unknownErrorText =
  'Mooncake printed a code that its own name table lacks; the number is lost (missing are REPLICA_NOT_IN_LOCAL_MEMORY, -713, since v0.3.10, TASK_NOT_FOUND and TASK_PENDING_LIMIT_EXCEEDED before v0.3.10.post2, OBJECT_HAS_LEASE in v0.3.2, RPC_FAIL and four more in v0.3.0-beta; `explain UNKNOWN_ERROR` names all)';
