import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code, Component } from '../catalogue/code.ts';
import type { Line } from './line.ts';
import { isSevere, type Prefix } from './prefix.ts';
import type { Reporter } from './reporter.ts';

/** A status name that a `Status` printed (`MetadataError: text`). `code` is undefined for `UnknownCode`. */
export interface StatusHit {
  readonly code: Code | undefined;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

// `operator<<(Status::Code)` prints the bare name (transfer_task.cpp: `error code is Context`).
const bareCode = /\berror code is ([A-Z][a-z]+(?:[A-Z][a-z]+)*)\b/;
const longestName = 32;
const noHits: readonly StatusHit[] = [];

/** What the exceptions of Python callers may hold. */
const anyStatus: readonly Component[] = ['TransferEngine', 'Tent'];
const classicStatus: readonly Component[] = ['TransferEngine'];

/**
 * Finds status names on lines of severity W, E or F of the transfer engine, classic or tent, and in the exceptions of Python
 * callers. Names that are plain English too (Context, Memory, Socket) count only where a status is printed.
 * A status can wrap another: `Context: InternalError: text` names two.
 */
export function findStatuses(
  whole: Line,
  prefix: Prefix,
  reporter: Reporter,
  catalogue: Catalogue,
): readonly StatusHit[] {
  const { message: from, messageEnd: to } = prefix;
  const flavours = flavoursOf(whole, prefix, reporter);
  if (flavours === undefined) return noHits;
  const line = whole.text;
  let hits: StatusHit[] | undefined;
  // An exception's own name is no status, even where it is spelt like one.
  const first = reporter.kind === 'mooncake' ? from : from + errorHead(line, from).length;
  for (let at = line.indexOf(':', first); at !== -1 && at < to; at = line.indexOf(':', at + 1)) {
    if (at + 1 < to && line.charCodeAt(at + 1) !== 32) continue;
    const start = nameStart(line, from, at);
    if (start === -1) continue;
    const name = line.slice(start, at);
    const code = choose(catalogue.withStatus(name), flavours);
    if (code === undefined && name !== 'UnknownCode') continue;
    hits ??= [];
    hits.push({ code, name, start, end: at });
  }
  const bare = line.indexOf('error code is ', from) === -1 ? null : bareCode.exec(line.slice(from, to));
  if (bare !== null) {
    const code = choose(catalogue.withStatus(bare[1]!), classicStatus);
    const end = from + bare.index + bare[0].length;
    if (code !== undefined) {
      hits ??= [];
      hits.push({ code, name: bare[1]!, start: end - bare[1]!.length, end });
    }
  }
  return hits ?? noHits;
}

/**
 * Where a status name begins that ends at the colon `at`, or -1. A status is printed as `Name: text`; its name follows the
 * prefix, ": ", "(", or a colon without a blank (tent/src/runtime/transfer_engine_impl.cpp prints
 * `SubBatch 8:MetadataError: text`).
 */
function nameStart(line: string, from: number, at: number): number {
  let start = at;
  while (start > from && at - start <= longestName && isLetter(line.charCodeAt(start - 1))) start--;
  const first = line.charCodeAt(start);
  if (at - start < 3 || first < 65 || first > 90) return -1;
  if (start === from) return start;
  const before = line.charCodeAt(start - 1);
  if (before === 40 || before === 58) return start;
  return before === 32 && line.charCodeAt(start - 2) === 58 ? start : -1;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The flavours of status that this reporter prints, surest first; undefined where none is printed. */
function flavoursOf(line: Line, prefix: Prefix, reporter: Reporter): readonly Component[] | undefined {
  if (reporter.kind === 'mooncake') return isSevere(prefix) ? reporter.statuses : undefined;
  if (reporter.kind === 'caller' || reporter.kind === 'unknown')
    return /^\w*Error: $/.test(errorHead(line.text, prefix.message)) ? anyStatus : undefined;
  return undefined;
}

/** The `RuntimeError: ` at the start of a Python exception's line. */
function errorHead(line: string, from: number): string {
  const end = line.indexOf(': ', from);
  return end === -1 || end - from > 40 ? '' : line.slice(from, end + 2);
}

function choose(rows: readonly Code[], flavours: readonly Component[]): Code | undefined {
  for (const flavour of flavours) {
    const row = rows.find((code) => code.component === flavour);
    if (row !== undefined) return row;
  }
  return undefined;
}
