import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code, Component } from '../catalogue/code.ts';
import { isSevere, type Prefix } from './prefix.ts';
import type { Reporter } from './reporter.ts';

/** A status name that a `Status` printed (`MetadataError: text`). `code` is undefined for `UnknownCode`. */
export interface StatusHit {
  readonly code: Code | undefined;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

// A status is printed as `Name: text`; the name follows the prefix, ": ", "(", or a colon without a blank
// (tent/src/runtime/transfer_engine_impl.cpp prints `SubBatch 8:MetadataError: text`).
// The colon behind it is left to the next name, since one status can wrap another.
const printed = /(^|: |\(|:)([A-Z][a-z]+(?:[A-Z][a-z]+)*)(?=:(?: |$))/g;
// `operator<<(Status::Code)` prints the bare name (transfer_task.cpp: `error code is Context`).
const bareCode = /\berror code is ([A-Z][a-z]+(?:[A-Z][a-z]+)*)\b/;

/** A reporter of the store that hands statuses of the engine on. */
const handsOn = new Set(['transfer_task.cpp', 'client_service.cpp', 'client.cpp']);

/**
 * Finds status names on lines of severity W, E or F of the transfer engine, classic or tent, and in the exceptions of Python
 * callers. Names that are plain English too (Context, Memory, Socket) count only where a status is printed.
 * A status can wrap another: `Context: InternalError: text` names two.
 */
export function findStatuses(
  line: string,
  prefix: Prefix,
  reporter: Reporter,
  catalogue: Catalogue,
): StatusHit[] {
  const { message: from, messageEnd: to } = prefix;
  const flavours = flavoursOf(line, prefix, reporter);
  if (flavours === undefined) return [];
  const hits: StatusHit[] = [];
  const text = line.slice(from, to);
  for (const match of text.matchAll(printed)) {
    const name = match[2]!;
    const start = from + match.index + match[1]!.length;
    const code = choose(catalogue.withStatus(name), flavours);
    if (code !== undefined || name === 'UnknownCode')
      hits.push({ code, name, start, end: start + name.length });
  }
  const bare = bareCode.exec(text);
  if (bare !== null) {
    const code = choose(catalogue.withStatus(bare[1]!), ['TransferEngine']);
    const start = from + bare.index + bare[0].length - bare[1]!.length;
    if (code !== undefined) hits.push({ code, name: bare[1]!, start, end: start + bare[1]!.length });
  }
  return hits;
}

/** The flavours of status that this reporter prints, surest first; undefined where none is printed. */
function flavoursOf(line: string, prefix: Prefix, reporter: Reporter): readonly Component[] | undefined {
  if (reporter.kind === 'mooncake') {
    if (!isSevere(prefix)) return undefined;
    const engine = reporter.components.includes('TransferEngine');
    const tent = reporter.components.includes('Tent');
    // Files of this name exist in both flavours; nearly all statements that print a status are tent's.
    if (engine && tent) return ['Tent', 'TransferEngine'];
    if (tent) return ['Tent'];
    if (engine) return ['TransferEngine', 'Tent'];
    return prefix.file !== undefined && handsOn.has(prefix.file) ? ['Tent', 'TransferEngine'] : undefined;
  }
  if (reporter.kind === 'caller' || reporter.kind === 'unknown')
    return /^\w*Error: $/.test(errorHead(line, prefix.message)) ? ['TransferEngine', 'Tent'] : undefined;
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
