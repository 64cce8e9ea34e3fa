import type { JsonLine } from '../../recognise/annotated.ts';
import { countedSeverity } from '../../recognise/counted-severity.ts';
import type { Finding, FindingFilter } from '../../recognise/finding.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import { annotationsOf, codesMember } from '../lines/annotation.ts';
import { type LineRecord, type RecordCode, recordCode } from '../lines/record.ts';

/** `text`: lines as they were printed; `json`: each line is one JSON object; `otlp`: log records of OpenTelemetry. */
interface MessageLines {
  readonly form: 'text' | 'json' | 'otlp';
  /** Bytes that are lines of a log. */
  readonly bytes: Buffer;
}

/** Why a value can not be read. */
interface Unreadable {
  readonly form: 'unreadable';
  readonly reason: string;
}

/**
 * Takes the value of a message apart: one line, many lines, a JSON object or several below each other, or a batch of
 * OpenTelemetry's log records as JSON. What claims to be JSON and is cut, and what is no text, can not be read.
 */
export function linesOf(value: Buffer): MessageLines | Unreadable {
  if (value.includes(0))
    return { form: 'unreadable', reason: 'it is no text, but binary (OTLP is read as JSON)' };
  if (!isJson(value)) return { form: 'text', bytes: value };
  const whole = parsed(value.toString('utf8'));
  if (whole === undefined) return jsonLines(value);
  const form = 'resourceLogs' in whole ? 'otlp' : 'json';
  // An object over several lines is one message; a line of a log is what can be recognised.
  const feed = value.indexOf(10);
  const isOneLine = feed === -1 || feed === value.length - 1;
  return { form, bytes: isOneLine ? value : Buffer.from(JSON.stringify(whole)) };
}

const brace = 0x7b;
const quote = 0x22;

/** Whether a value begins as a JSON object with a member; most values end here. */
function isJson(value: Buffer): boolean {
  const at = afterSpace(value, 0);
  return value[at] === brace && value[afterSpace(value, at + 1)] === quote;
}

function afterSpace(value: Buffer, from: number): number {
  let at = from;
  for (let byte = value[at]; byte === 32 || byte === 9 || byte === 10 || byte === 13; byte = value[at]) at++;
  return at;
}

function jsonLines(value: Buffer): MessageLines | Unreadable {
  const lines = value.toString('utf8').split('\n');
  return lines.every((line) => line.trim() === '' || parsed(line) !== undefined)
    ? { form: 'json', bytes: value }
    : { form: 'unreadable', reason: 'it begins as JSON and is none: it may be cut' };
}

function parsed(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}

/** What messages keep of a shape of lines. */
export interface MessageShape {
  readonly prefix: Prefix;
  /** What its lines count as. */
  readonly severity: ReturnType<typeof countedSeverity>;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** What is known of a line that is a JSON object. */
  readonly json: JsonLine | undefined;
  /** What is appended to a line of text; empty where nothing was found. */
  readonly annotation: Buffer;
  /** The findings as a record shows them. */
  readonly codes: readonly RecordCode[];
}

/** Makes what messages keep of a shape, from its text. */
export function describeForMessages(recogniser: Recogniser, filter: FindingFilter) {
  return (text: string): MessageShape => {
    const { prefix, findings: all, annotatedAt, json } = recogniser.recogniseShape(text);
    const findings = filter.pass(all, prefix.severity);
    const annotation = Buffer.from(findings.length === 0 ? '' : annotationsOf(findings));
    const severity = countedSeverity(text, prefix);
    return { prefix, severity, findings, annotatedAt, json, annotation, codes: findings.map(recordCode) };
  };
}

/** `text` appends annotations to lines, `ndjson` makes each line a record. */
export type MessageOutput = 'text' | 'ndjson';

/** What is known of one line of a message. */
export interface MessageLine {
  readonly shape: MessageShape;
  /** Where records are written. */
  readonly record?: LineRecord | undefined;
}

/** The value of the message that goes on, and its headers besides those that it had. */
interface AnnotatedMessage {
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The message that goes on. As text, each line gets its annotations; a JSON object gets a member `mooncake`, and
 * OpenTelemetry's records, whose readers take no further fields, stay as they are: their findings are in the headers.
 *
 * @param value the message as it was read; without findings it goes on untouched, as text
 * @param lines what is known of each of its lines
 */
export function annotateMessage(
  value: Buffer,
  { form }: Pick<MessageLines, 'form'>,
  lines: readonly MessageLine[],
  output: MessageOutput,
): AnnotatedMessage {
  const isFound = lines.some(({ shape }) => shape.findings.length > 0);
  // Most messages report nothing.
  if (!isFound && output === 'text') return { value, headers: noHeaders };
  const headers = findingHeaders(lines.flatMap(({ shape }) => shape.findings));
  if (output === 'ndjson') {
    const text = lines.map(({ record }) => JSON.stringify(record)).join('\n');
    return { value: Buffer.from(text, 'utf8'), headers };
  }
  if (form === 'otlp' || lines.every(({ shape }) => !isToBeAnnotated(shape))) return { value, headers };
  return { value: appended(value, lines, form), headers };
}

const noHeaders: AnnotatedMessage['headers'] = {};

/** The findings of a message as headers, each list in the order in which they stand; empty without any. */
function findingHeaders(findings: readonly Finding[]): Readonly<Record<string, string>> {
  if (findings.length === 0) return noHeaders;
  const list = (of: (finding: Finding) => string): string => [...new Set(findings.map(of))].join(', ');
  return {
    'mooncake-code': list(({ name }) => name),
    'mooncake-group': list(({ group }) => group),
    'mooncake-component': list(({ component }) => component),
    'mooncake-evidence': list(({ evidence }) => evidence),
  };
}

/** Whether a line reports codes and does not say so yet. */
function isToBeAnnotated({ findings, annotatedAt, json }: MessageShape): boolean {
  return findings.length > 0 && annotatedAt === -1 && json?.isAnnotated !== true;
}

/** What begins with `mooncake-` among a message's headers is ours. */
export function isFindingHeader(name: string): boolean {
  return /^mooncake-(?:code|group|component|evidence|fault)$/.test(name);
}

function appended(value: Buffer, lines: readonly MessageLine[], form: MessageLines['form']): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  // An object over several lines is one.
  const isOne = form === 'json' && lines.length === 1;
  for (const { shape } of lines) {
    const feed = isOne ? -1 : value.indexOf(10, at);
    const next = feed === -1 ? value.length : feed + 1;
    const end = trimmedEnd(value, at, next, form);
    if (!isToBeAnnotated(shape)) parts.push(value.subarray(at, next));
    else if (form === 'text')
      parts.push(value.subarray(at, end), shape.annotation, value.subarray(end, next));
    else {
      const member = codesMember(shape.json?.member ?? 'mooncake', shape.codes);
      parts.push(value.subarray(at, end - 1), Buffer.from(member), value.subarray(end - 1, next));
    }
    at = next;
  }
  parts.push(value.subarray(at));
  return Buffer.concat(parts);
}

/** Where a line ends without its line end; of a JSON object, behind its closing brace. */
function trimmedEnd(value: Buffer, start: number, next: number, form: MessageLines['form']): number {
  let end = next;
  if (form === 'json') {
    while (end > start && value[end - 1] !== 0x7d) end--;
    return end;
  }
  if (end > start && value[end - 1] === 10) end--;
  if (end > start && value[end - 1] === 13) end--;
  return end;
}
