import type { Finding } from '../../recognise/finding.ts';
import { codesMember } from '../lines/json-member.ts';
import type { LineRecord } from '../lines/record.ts';
import type { MessageLines } from './message-lines.ts';
import type { MessageShape } from './message-shape.ts';

/** `text` appends annotations to lines, `ndjson` makes each line a record. */
export type MessageOutput = 'text' | 'ndjson';

/** What is known of one line of a message. */
export interface ReadLine {
  readonly shape: MessageShape;
  /** Where records are written. */
  readonly record?: LineRecord | undefined;
}

/** The value of the message that goes on, and its headers besides those that it had. */
export interface AnnotatedMessage {
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
export function annotatedMessage(
  value: Buffer,
  { form }: Pick<MessageLines, 'form'>,
  lines: readonly ReadLine[],
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
export function findingHeaders(findings: readonly Finding[]): Readonly<Record<string, string>> {
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

function appended(value: Buffer, lines: readonly ReadLine[], form: MessageLines['form']): Buffer {
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
