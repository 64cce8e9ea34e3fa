import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import { TextTable } from '../catalogue/text-table.ts';

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

/** The codes of Mooncake by name, and `UNKNOWN_ERROR`, which is the name of none. */
export type NameTable = TextTable<{ readonly name: string; readonly code: Code | undefined }>;

/** Makes the table of names of a catalogue. */
export function nameTable(catalogue: Catalogue): NameTable {
  const table: NameTable = new TextTable();
  for (const name of new Set([...catalogue.codes.map((code) => code.name), unknownErrorName]))
    table.add(name, { name, code: catalogue.named(name)[0] });
  return table;
}

/**
 * Finds the names of codes between `from` and `to` as whole tokens: longer tokens that merely contain a name
 * (`MY_RPC_FAIL_COUNT`), and tokens that are part of a key, path or identifier (`a/RPC_FAIL@3`, `x-RPC_FAIL`), are none.
 * `own` says that Mooncake printed the line, so that no other program's names are on it. Linear in the length of the text.
 */
export function findNames(
  line: string,
  from: number,
  to: number,
  own: boolean,
  names: NameTable,
): readonly NameHit[] {
  let hits: NameHit[] | undefined;
  for (let at = line.indexOf('_', from); at !== -1 && at < to; ) {
    if (!isUpperOrDigit(line.charCodeAt(at - 1)) || !isUpper(line.charCodeAt(at + 1))) {
      at = line.indexOf('_', at + 1);
      continue;
    }
    let start = at;
    while (start > from && isNamePart(line.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < to && isNamePart(line.charCodeAt(end))) end++;
    // 40 characters hold the longest name twice; a longer token is none.
    if (end - start <= 40 && standsAlone(line, start, end)) {
      const known = names.get(line, start, end);
      if (
        known !== undefined &&
        (own ||
          !common.has(known.name) ||
          !otherPrograms.test(line.slice(Math.max(from, start - 120), end + 60)))
      ) {
        hits ??= [];
        hits.push({ code: known.code, start, end });
      }
    }
    at = line.indexOf('_', end);
  }
  return hits ?? noHits;
}

const noHits: readonly NameHit[] = [];

/** Whether a name is neither part of a longer word, a key or a path, nor the name of a setting or call. */
export function standsAlone(line: string, start: number, end: number): boolean {
  const before = line.charCodeAt(start - 1);
  const after = line.charCodeAt(end);
  if (isWord(before) || isWord(after)) return false;
  // -, @, /, . and # glue a name into a key or path, unless a sentence ends or a scope (ErrorCode.NAME) precedes it.
  if (
    isGlue(before) &&
    isWord(line.charCodeAt(start - 2)) &&
    !/(?:ErrorCode|Status|Error)\.$/.test(line.slice(Math.max(0, start - 10), start))
  )
    return false;
  if (isGlue(after) && isWord(line.charCodeAt(end + 1))) return false;
  // $NAME, %NAME, NAME=value and NAME( are settings and calls, not reports; `NAME(-800)` is one.
  if (before === 36 || after === 61) return false;
  return !(after === 40 && /[A-Za-z_)]/.test(line[end + 1] ?? ')'));
}

function isGlue(code: number): boolean {
  return code === 45 || code === 64 || code === 47 || code === 46 || code === 35;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isUpperOrDigit(code: number): boolean {
  return isUpper(code) || (code >= 48 && code <= 57);
}

function isNamePart(code: number): boolean {
  return isUpperOrDigit(code) || code === 95;
}

function isWord(code: number): boolean {
  return isNamePart(code) || (code >= 97 && code <= 122);
}
