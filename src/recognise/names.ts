import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import { ByteTable } from './byte-table.ts';
import type { Line } from './line.ts';

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
export type NameTable = ByteTable<{ readonly name: string; readonly code: Code | undefined }>;

/** Makes the table of names of a catalogue. */
export function nameTable(catalogue: Catalogue): NameTable {
  const table: NameTable = new ByteTable();
  for (const name of new Set([...catalogue.codes.map((code) => code.name), unknownErrorName]))
    table.add(name, { name, code: catalogue.named(name)[0] });
  return table;
}

/**
 * Finds the names of codes between the offsets `from` and `to` as whole tokens: longer tokens that merely contain a name
 * (`MY_RPC_FAIL_COUNT`), and tokens that are part of a key, path or identifier (`a/RPC_FAIL@3`, `x-RPC_FAIL`), are none.
 * `own` says that Mooncake printed the line, so that no other program's names are on it. Linear in the length of the text.
 */
export function findNames(
  line: Line,
  from: number,
  to: number,
  own: boolean,
  names: NameTable,
): readonly NameHit[] {
  const { bytes, start: base } = line;
  const first = base + from;
  const last = base + to;
  let hits: NameHit[] | undefined;
  for (let at = first + 1; at < last - 1; at++) {
    if (bytes[at] !== underscore || !isUpper(bytes[at + 1]!) || !isUpperOrDigit(bytes[at - 1]!)) continue;
    let start = at - 1;
    while (start > first && isNamePart(bytes[start - 1]!)) start--;
    let end = at + 2;
    while (end < last && isNamePart(bytes[end]!)) end++;
    at = end;
    // 40 characters hold the longest name twice; a longer token is none.
    if (end - start > 40) continue;
    const known = names.get(bytes, start, end);
    if (known === undefined || !standsAlone(line, start - base, end - base)) continue;
    if (!own && common.has(known.name) && otherPrograms.test(around(line, from, start - base, end - base)))
      continue;
    hits ??= [];
    hits.push({ code: known.code, start: start - base, end: end - base });
  }
  return hits ?? noHits;
}

const noHits: readonly NameHit[] = [];

/** The words around a name, in which other programs are looked for. */
function around(line: Line, from: number, start: number, end: number): string {
  return line.text.slice(Math.max(from, start - 120), end + 60);
}

/** Whether a name is neither part of a longer word, a key or a path, nor the name of a setting or call. */
export function standsAlone(line: Line, start: number, end: number): boolean {
  const { bytes } = line;
  const from = line.start + start;
  const to = line.start + end;
  const before = from > line.start ? bytes[from - 1]! : none;
  const after = to < line.end ? bytes[to]! : none;
  if (isWord(before) || isWord(after)) return false;
  // -, @, /, . and # glue a name into a key or path, unless a sentence ends or a scope (ErrorCode.NAME) precedes it.
  if (
    isGlue(before) &&
    from - 1 > line.start &&
    isWord(bytes[from - 2]!) &&
    !/(?:ErrorCode|Status|Error)\.$/.test(line.text.slice(Math.max(0, start - 10), start))
  )
    return false;
  const afterNext = to + 1 < line.end ? bytes[to + 1]! : none;
  if (isGlue(after) && isWord(afterNext)) return false;
  // $NAME, %NAME, NAME=value and NAME( are settings and calls, not reports; `NAME(-800)` is one.
  if (before === 36 || after === 61) return false;
  return !(after === 40 && (afterNext === none || afterNext === 41 || isLetterOrUnderscore(afterNext)));
}

/** What stands before and behind a line. */
const none = -1;
const underscore = 95;

function isGlue(byte: number): boolean {
  return byte === 45 || byte === 64 || byte === 47 || byte === 46 || byte === 35;
}

function isUpper(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

function isUpperOrDigit(byte: number): boolean {
  return isUpper(byte) || (byte >= 48 && byte <= 57);
}

function isNamePart(byte: number): boolean {
  return isUpperOrDigit(byte) || byte === underscore;
}

function isLetterOrUnderscore(byte: number): boolean {
  return isUpper(byte) || (byte >= 97 && byte <= 122) || byte === underscore;
}

function isWord(byte: number): boolean {
  return isLetterOrUnderscore(byte) || (byte >= 48 && byte <= 57);
}
