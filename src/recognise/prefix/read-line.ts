import { annotationsAt } from '../annotated.ts';
import { endBeforeBlanks } from './blanks.ts';
import { isContinuation } from './continuation.ts';
import { parseLogfmt } from './json/logfmt.ts';
import { addUnescaped, type JsonObject, parseJson } from './json/parse.ts';
import { type FieldRecord, recordsOf } from './json/record.ts';
import { type MappedText, TextBuilder } from './mapped-text.ts';
import type { Prefix } from './prefix.ts';
import { PrefixBuilder } from './prefix-builder.ts';
import { dropEscapes, terminalText } from './terminal-text.ts';
import { WrappedLine } from './wrapped-line.ts';

/** A line, or one of the records that it holds, read. */
export interface Reading {
  /** What stands before the message; offsets are those of the line. */
  readonly prefix: Prefix;
  /** The text that holds the message, with its escapes undone, and the way back to the line. */
  readonly body: MappedText;
  /** Where the message stands in the body. */
  readonly start: number;
  readonly end: number;
  /** What codes are looked for in: the body, but for query strings, with the same offsets. */
  readonly searched: string;
  /** Where what reports codes ends: behind the message may stand a traceback and fields that state a code. */
  readonly searchedEnd: number;
}

/** No prefix is longer; looking further would only cost time on lines of megabytes. */
const longestPrefix = 4096;
/** How much of a message tells whether it continues another, or holds what a writer puts behind it. */
const longestUnknown = 512;
const mostNested = 4;

/**
 * Reads a line, given without its line end as latin1: takes wrappers off, one after the other, then the program's own prefix,
 * and does the same with the message of a record. Lines do not influence each other.
 *
 * @returns one reading, or several for a line that holds several records (OTLP, Loki)
 */
export function readLine(line: string): readonly [Reading, ...Reading[]] {
  const text = terminalText(line);
  const readings = read(text, 0, text.text.length, text.text.length, new PrefixBuilder(), 0);
  return readings as readonly [Reading, ...Reading[]];
}

/** Reads what stands before the message of a line: of the first record where it holds several. */
export function readPrefix(line: string): Prefix {
  return readLine(line)[0].prefix;
}

function read(
  text: MappedText,
  start: number,
  messageEnd: number,
  searchedEnd: number,
  known: PrefixBuilder,
  depth: number,
): readonly Reading[] {
  const wrapped = new WrappedLine(text, start, messageEnd, known);
  wrapped.peel();
  const records = depth < mostNested ? recordsAt(text, wrapped.at, messageEnd) : [];
  if (records.length > 0)
    return records.flatMap((record) => readRecord(text, record, known.copy(), depth + 1));
  wrapped.takeOwn();
  const message = wrapped.at;
  let end = messageEnd;
  for (const tail of wrapped.tails) end = cutTail(text, message, end, tail, known);
  if (known.shape === 'bare' && known.severity === undefined)
    known.isContinuation = isContinuation(text.text.slice(message, Math.min(end, message + longestUnknown)));
  return [
    {
      prefix: known.build(text.original(message), Math.max(text.original(message), text.originalEnd(end))),
      body: text,
      start: message,
      end,
      searched: withoutQueries(text.text),
      searchedEnd: searchedEnd > messageEnd ? searchedEnd : end,
    },
  ];
}

/** Cuts off what a writer puts behind its messages, and takes in what it says. */
function cutTail(
  text: MappedText,
  message: number,
  end: number,
  pattern: RegExp,
  known: PrefixBuilder,
): number {
  const from = Math.max(message, end - longestUnknown);
  const part = text.slice(from, end);
  const found = pattern.exec(part.text);
  if (found === null) return end;
  known.take(part, found.indices?.groups ?? {});
  return from + found.index;
}

/** The records that a text holds from an offset on; none where it is no record. */
function recordsAt(text: MappedText, at: number, end: number): readonly FieldRecord[] {
  const root: JsonObject | undefined =
    text.text[at] === '{' ? parseJson(text.text, at, end) : fieldsAt(text.text, at, end);
  return root === undefined ? [] : recordsOf(root, text.text);
}

const firstField = /[A-Za-z_@][\w.@-]{0,40}=(?:"|\S)/y;
const messageField = /(?:^|\s)(?:msg|message|event)=/;

/** Fields such as `time=... level=... msg="..."`; what has no message among them is none of these. */
function fieldsAt(text: string, at: number, end: number): JsonObject | undefined {
  firstField.lastIndex = at;
  if (!firstField.test(text) || !messageField.test(text.slice(at, Math.min(end, at + longestPrefix))))
    return undefined;
  return parseLogfmt(text, at, end);
}

/** Reads the message of a record, as a line by itself. */
function readRecord(
  text: MappedText,
  record: FieldRecord,
  known: PrefixBuilder,
  depth: number,
): readonly Reading[] {
  known.shape = 'record';
  known.isRecord = true;
  if (record.severity !== undefined) known.severity = record.severity;
  known.takeStamp(text, record.time);
  if (record.host !== undefined) known.takeHost(text, [record.host.start, record.host.end]);
  if (record.pid !== undefined) known.takePid(text, [record.pid.start, record.pid.end]);
  if (record.tid !== undefined) known.takeTid(text, [record.tid.start, record.tid.end]);
  if (record.logger !== undefined) known.logger = text.text.slice(record.logger.start, record.logger.end);
  if (record.file !== undefined) {
    const [file, line] = text.text.slice(record.file.start, record.file.end).split(/:(?=\d+$)/);
    known.takeFile(file!, line);
    const { fileLine } = record;
    if (line === undefined && fileLine !== undefined)
      known.takeFileLine(text, [fileLine.start, fileLine.end]);
  }
  if (record.isPartial) known.isPartial = true;
  const { body, messageEnd } = bodyOf(text, record);
  return read(body, 0, messageEnd, body.text.length, known, depth);
}

/** The text of a record's message, and behind it what else of it reports codes. */
function bodyOf(text: MappedText, record: FieldRecord): { body: MappedText; messageEnd: number } {
  const builder = new TextBuilder(text);
  const { message } = record;
  if (message.kind === 'array')
    for (const { start, end } of message.items)
      builder.add(String.fromCharCode(Number(text.text.slice(start, end)) & 0xff), start, end);
  else addUnescaped(builder, text.text, message.start, message.end);
  const messageLength = builder.length;
  for (const behind of [record.trace, record.error]) {
    if (behind?.kind !== 'string') continue;
    builder.add('\n', behind.start, behind.start);
    addUnescaped(builder, text.text, behind.start, behind.end);
  }
  for (const { key, value } of record.codes) {
    builder.add(` ${key}=`, value.start, value.start);
    addUnescaped(builder, text.text, value.start, value.end);
  }
  const body = builder.build();
  const rest = body.text.length - messageLength;
  const plain = dropEscapes(body);
  const messageEnd = endBeforeBlanks(plain.text, plain.text.length - rest);
  return withoutAnnotations(plain, messageEnd);
}

/** A record whose message carries annotations already, since it was annotated before it was collected. */
function withoutAnnotations(body: MappedText, messageEnd: number): { body: MappedText; messageEnd: number } {
  const at = annotationsAt(body.text.slice(0, messageEnd));
  if (at === -1) return { body, messageEnd };
  const builder = new TextBuilder(body);
  builder.copy(0, at);
  builder.copy(messageEnd, body.text.length);
  return { body: builder.build(), messageEnd: at };
}

const query = /\?[^ \t-\r"]{1,2000}(?= HTTP\/\d)/g;

/** A query string is what a client asked for, and no place for codes. */
function withoutQueries(text: string): string {
  return text.includes(' HTTP/') ? text.replace(query, (found) => ' '.repeat(found.length)) : text;
}
