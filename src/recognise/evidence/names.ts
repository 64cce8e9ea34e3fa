import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code } from '../../catalogue/code.ts';
import { standsAlone } from './stands-alone.ts';
import { unknownErrorName } from './unknown-error.ts';

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
