import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import type { Line } from './line.ts';
import type { LineReader } from './line-reader.ts';

/** A code's name found as a whole token. `code` is undefined for `UNKNOWN_ERROR`. */
export interface NameHit {
  readonly code: Code | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * What Mooncake's toString() prints for a value that its own name table lacks (mooncake-store/src/types.cpp; at commit
 * 3b5a59413 that is REPLICA_NOT_IN_LOCAL_MEMORY, -713).
 */
export const unknownErrorName = 'UNKNOWN_ERROR';

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
  /RST_STREAM|GOAWAY|HTTP\/2|http2|\bh2\b|\bgrpc|\bQUIC\b|CUDNN_|CUBLAS_|\bNCCL\b|NVML_|cuda(?:Error|Status)|ACL_ERROR|HCCL_E|\bS3\b|\bAWS\b|NoSuchBucket/i;

/** Whether other programs print this name, too. */
export function isCommon(name: string): boolean {
  return common.has(name);
}

/** The codes of Mooncake by name, and `UNKNOWN_ERROR`, which is the name of none. */
export class NameTable {
  /** In the order of `codes`. */
  readonly names: readonly string[];
  readonly codes: readonly (Code | undefined)[];

  constructor(catalogue: Catalogue) {
    this.names = [...new Set([...catalogue.codes.map((code) => code.name), unknownErrorName])];
    this.codes = this.names.map((name) => catalogue.named(name)[0]);
  }
}

/**
 * Finds the names of codes between the offsets `from` and `to` as whole tokens: longer tokens that merely contain a name
 * (`MY_RPC_FAIL_COUNT`), and tokens that are part of a key, path or identifier (`a/RPC_FAIL@3`, `x-RPC_FAIL`), are none.
 * `own` says that Mooncake printed the line, so that no other program's names are on it. Linear in the length of the text.
 *
 * @param reader which looks for the names of the table
 */
export function findNames(
  reader: LineReader,
  line: Line,
  from: number,
  to: number,
  own: boolean,
  { names, codes }: NameTable,
): readonly NameHit[] {
  let hits: NameHit[] | undefined;
  reader.eachName(line, from, to, (name, start, end) => {
    if (!own && common.has(names[name]!) && otherPrograms.test(around(line, from, start, end))) return;
    const hit = { code: codes[name], start, end };
    if (hits === undefined) hits = [hit];
    else hits.push(hit);
  });
  return hits ?? noHits;
}

const noHits: readonly NameHit[] = [];

/** The words around a name, in which other programs are looked for. */
function around(line: Line, from: number, start: number, end: number): string {
  return line.text.slice(Math.max(from, start - 120), end + 60);
}
