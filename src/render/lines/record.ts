import type { Finding } from '../../recognise/finding.ts';
import { type Prefix, sourceOf } from '../../recognise/prefix/prefix.ts';
import { readLine } from '../../recognise/prefix/read-line.ts';

/** One code of a record. */
export interface RecordCode {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  readonly description: string;
  readonly evidence: string;
  readonly note?: string;
  /** All possible meanings, where the line does not settle which one is meant. */
  readonly readings?: readonly {
    readonly component: string;
    readonly group: string;
    readonly name: string;
  }[];
}

/** One line as a pino object; fields that the line does not tell are undefined. */
export interface LineRecord {
  readonly level: number;
  readonly time?: number | undefined;
  readonly pid?: number | undefined;
  readonly tid?: number | undefined;
  readonly hostname?: string | undefined;
  readonly source?: string | undefined;
  readonly input: string;
  readonly line: number;
  readonly msg: string;
  readonly codes: readonly RecordCode[];
}

const levels = { D: 20, I: 30, W: 40, E: 50, F: 60 } as const;

/**
 * Makes the record of one line. `text` is the line decoded as latin1; the record's `msg` is its message decoded as UTF-8.
 * A line without a severity counts as info.
 */
export function recordOf(line: {
  readonly text: string;
  readonly prefix: Prefix;
  readonly codes: readonly RecordCode[];
  readonly time: number | undefined;
  readonly input: string;
  readonly number: number;
}): LineRecord {
  const { text, prefix, time } = line;
  const message = messageOf(text, prefix);
  return {
    level: levels[prefix.severity ?? 'I'],
    time,
    pid: prefix.pid,
    tid: prefix.tid,
    hostname: prefix.host,
    source: sourceOf(prefix),
    input: line.input,
    line: line.number,
    // Most messages are the same as latin1 and as UTF-8.
    msg: beyondAscii.test(message) ? Buffer.from(message, 'latin1').toString('utf8') : message,
    codes: line.codes,
  };
}

const beyondAscii = /[\x80-\xff]/;

/** One finding as a record shows it. */
export function recordCode(finding: Finding): RecordCode {
  return {
    component: finding.component,
    group: finding.group,
    name: finding.name,
    value: finding.value ?? null,
    description: finding.description,
    evidence: finding.evidence,
    ...(finding.note === undefined ? {} : { note: finding.note }),
    ...(finding.readings === undefined
      ? {}
      : { readings: finding.readings.map(({ component, group, name }) => ({ component, group, name })) }),
  };
}

/** The sign of a terminal's escape as rsyslog and cat -v write it. */
const spelledEscape = /(?:#\d{1,3}|\^\[)\[/;

/** The message alone: without colours, and as a record of JSON means it. */
function messageOf(text: string, prefix: Prefix): string {
  if (!prefix.isRecord && !text.includes('\x1b') && !spelledEscape.test(text))
    return text.slice(prefix.message, prefix.messageEnd);
  const [{ body, start, end }] = readLine(text);
  return body.text.slice(start, end);
}
