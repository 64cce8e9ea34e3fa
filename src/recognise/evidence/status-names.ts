import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code, Component } from '../../catalogue/code.ts';
import type { LogOrigin } from '../log-origin.ts';
import { isSevere, type Prefix } from '../prefix/prefix.ts';

/** A status name that a `Status` printed (`MetadataError: text`). `code` is undefined for `UnknownCode`. */
interface StatusHit {
  readonly code: Code | undefined;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

// `operator<<(Status::Code)` prints the bare name (transfer_task.cpp: `error code is Context`).
const bareCode = /\berror code is ([A-Z][a-z]+(?:[A-Z][a-z]+)*)\b/;
/** What is printed for a status that has no name. */
const unknownStatus = 'UnknownCode';
const noHits: readonly StatusHit[] = [];

/** A capitalised word before a colon and a blank, behind the message's start, `: `, `(` or a colon without a blank. */
const printed = /(?<=^|[(:]|: )([A-Z][A-Za-z]{2,31}):(?= |$)/g;

/** What the exceptions of Python callers may hold. */
const anyStatus: readonly Component[] = ['TransferEngine', 'Tent'];
const classicStatus: readonly Component[] = ['TransferEngine'];

/**
 * Finds status names on lines of severity W, E or F of the transfer engine, classic or tent, and in the exceptions of Python
 * callers. Names that are plain English too (Context, Memory, Socket) count only where a status is printed.
 * A status can wrap another: `Context: InternalError: text` names two. It is printed as `Name: text`, also behind a colon without
 * a blank (tent/src/runtime/transfer_engine_impl.cpp prints `SubBatch 8:MetadataError: text`).
 */
export function findStatuses(
  line: string,
  prefix: Prefix,
  logOrigin: LogOrigin,
  catalogue: Catalogue,
): readonly StatusHit[] {
  const { message: from, messageEnd: to } = prefix;
  const flavours = flavoursOf(line, prefix, logOrigin);
  if (flavours === undefined) return noHits;
  const hits: StatusHit[] = [];
  const text = line.slice(from, to);
  // An exception's own name is no status, even where it is spelt like one.
  const first = logOrigin.kind === 'mooncake' ? 0 : errorHead(line, from).length;
  printed.lastIndex = 0;
  for (let match = printed.exec(text); match !== null; match = printed.exec(text)) {
    const name = match[1]!;
    if (match.index + name.length < first) continue;
    const code = choose(catalogue.withStatus(name), flavours);
    const start = from + match.index;
    if (code !== undefined || name === unknownStatus)
      hits.push({ code, name, start, end: start + name.length });
  }
  const bare = bareCode.exec(text);
  if (bare !== null) {
    const code = choose(catalogue.withStatus(bare[1]!), classicStatus);
    const end = from + bare.index + bare[0].length;
    if (code !== undefined) hits.push({ code, name: bare[1]!, start: end - bare[1]!.length, end });
  }
  return hits;
}

/** The flavours of status that this origin prints, surest first; undefined where none is printed. */
function flavoursOf(line: string, prefix: Prefix, logOrigin: LogOrigin): readonly Component[] | undefined {
  if (logOrigin.kind === 'mooncake') return isSevere(prefix) ? logOrigin.statuses : undefined;
  if (logOrigin.kind === 'caller' || logOrigin.kind === 'unknown')
    return /^\w*Error: $/.test(errorHead(line, prefix.message)) ? anyStatus : undefined;
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
