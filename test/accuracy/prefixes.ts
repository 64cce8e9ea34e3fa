import { readFileSync } from 'node:fs';
import { sourceOf } from '../../src/recognise/prefix/prefix.ts';
import { type Reading, readLine } from '../../src/recognise/prefix/read-line.ts';
import { TimestampParser } from '../../src/recognise/time/timestamp-parser.ts';

/** What a labelled line says about itself; what is null, it does not tell, and what is absent was not labelled. */
export interface PrefixLabel {
  readonly form: string;
  readonly line: string;
  readonly label: {
    readonly time?: string | null;
    /** Whether the time has fractions of seconds. */
    readonly ms?: boolean;
    readonly severity?: string | null;
    readonly source?: string | null;
    readonly host?: string | readonly string[] | null;
    readonly pid?: number | readonly number[] | null;
    readonly msg?: string | null;
  };
}

/** How many labels of one field were read right, read as something else, or not read. */
export interface FieldScore {
  right: number;
  wrong: number;
  missing: number;
}

export const prefixFields = ['time', 'severity', 'source', 'host', 'pid', 'message'] as const;
export type PrefixField = (typeof prefixFields)[number];

/** The scores of some lines, and what was read of each field that is not right. */
export interface PrefixScores {
  readonly fields: Readonly<Record<PrefixField, FieldScore>>;
  readonly misses: readonly {
    readonly field: PrefixField;
    readonly read: unknown;
    readonly label: PrefixLabel;
  }[];
}

/** After all labelled lines. */
const latest = Date.UTC(2026, 10, 29, 12);

/** Reads the lines of a labelled file. */
export function prefixLabels(file: URL): readonly PrefixLabel[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PrefixLabel);
}

/** Reads the prefix of each line and compares it with its label. */
export function scorePrefixes(labels: readonly PrefixLabel[]): PrefixScores {
  const fields = Object.fromEntries(
    prefixFields.map((field) => [field, { right: 0, wrong: 0, missing: 0 }]),
  ) as Record<PrefixField, FieldScore>;
  const misses: { field: PrefixField; read: unknown; label: PrefixLabel }[] = [];
  for (const label of labels) {
    const line = Buffer.from(label.line, 'utf8').toString('latin1');
    const reading = readLine(line)[0];
    const expected = expectedOf(label);
    const read = readOf(line, reading, label);
    for (const field of prefixFields) {
      const right = expected[field];
      if (right === undefined) continue;
      const value = read[field];
      if (right.includes(value)) fields[field].right++;
      else {
        fields[field][value === null ? 'missing' : 'wrong']++;
        misses.push({ field, read: value, label });
      }
    }
  }
  return { fields, misses };
}

/** The values that are right for each field that has a label. */
function expectedOf({ label }: PrefixLabel): Partial<Record<PrefixField, readonly unknown[]>> {
  const { time, severity, source, host, pid, msg } = label;
  return {
    ...(time === undefined ? {} : { time: [time === null ? null : shown(Date.parse(inUtc(time)), label)] }),
    ...(severity === undefined ? {} : { severity: [severity] }),
    ...(source === undefined ? {} : { source: [source] }),
    ...(host === undefined ? {} : { host: [host].flat() }),
    ...(pid === undefined ? {} : { pid: [pid].flat() }),
    ...(msg === undefined || msg === null ? {} : { message: [msg] }),
  };
}

function readOf(
  line: string,
  { prefix, body, start, end }: Reading,
  { label }: PrefixLabel,
): Record<PrefixField, unknown> {
  const time = new TimestampParser({ timezone: 'UTC', latest }).of(line, prefix);
  const message = Buffer.from(body.text.slice(start, end), 'latin1').toString('utf8');
  return {
    time: time === undefined ? null : shown(time, label),
    severity: prefix.severity ?? null,
    source: sourceOf(prefix) ?? null,
    host: prefix.host ?? null,
    pid: prefix.pid ?? null,
    message: label.msg === null || label.msg === undefined ? message : message.slice(0, label.msg.length),
  };
}

/** A time as it is compared: with milliseconds where the line has them. */
function shown(time: number, { ms }: PrefixLabel['label']): string {
  const text = new Date(time).toISOString();
  return ms === false ? text.slice(0, 19) : text;
}

/** Labels without a zone are in UTC. */
function inUtc(time: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`;
}
