import type { Finding } from '../../recognise/finding.ts';
import { mostBetween } from '../../recognise/time/timestamp-tracker.ts';
import { firstSample, type Sample, shownText } from '../../tally/sample.ts';
import type { ReportShare, UndatedCode, UndatedLines } from '../summary-report.ts';

/** Which share of an input is counted: the third of eight is `{ input, number: 3, of: 8 }`. */
export interface ShareName {
  readonly input: string;
  readonly number: number;
  readonly of: number;
}

/** A line as a summary counts it; the time is that of its own stamp, in epoch milliseconds. */
export interface ShareLine {
  readonly time: number | undefined;
  readonly findings: readonly Finding[];
}

/** Lines so close together are dated together: a stamp counts for 4 MiB, give or take this. */
const sliceBytes = 64 * 1024;

/**
 * What the ends of a share say: its first and last stamp, and the findings before the first one, which belong to a stamp of
 * an earlier share.
 *
 * @param head the first bytes of the share, up to `mostBetween`
 * @param tail the last bytes of it, up to `mostBetween`
 * @param bytes how many it has
 * @param read reads one line, decoded as latin1, without its line end
 */
export function shareOf(
  name: ShareName,
  { head, tail, bytes }: { readonly head: Buffer; readonly tail: Buffer; readonly bytes: number },
  read: (line: string) => ShareLine,
): ReportShare {
  const slices = new Map<number, { at: number; lines: number; codes: Map<string, UndatedCode> }>();
  let first: ReportShare['first'] = null;
  for (const { text, at } of linesOf(head)) {
    if (at > mostBetween) break;
    const { time, findings } = read(text);
    if (time !== undefined) {
      first = { time: iso(time), at };
      break;
    }
    if (findings.length === 0) continue;
    const slice = slices.get(Math.floor(at / sliceBytes)) ?? { at, lines: 0, codes: new Map() };
    slices.set(Math.floor(at / sliceBytes), slice);
    slice.at = at;
    slice.lines++;
    const sample = { line: shownText(text), input: name.input };
    for (const finding of findings) addCode(slice.codes, finding, sample);
  }
  const undated = [...slices.values()].map(
    ({ at, lines, codes }): UndatedLines => ({ at, lines, codes: [...codes.values()] }),
  );
  return {
    input: name.input,
    from: name.number,
    to: name.number,
    of: name.of,
    bytes,
    first,
    last: first === null ? null : lastStamp(tail, read),
    undated,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function addCode(codes: Map<string, UndatedCode>, finding: Finding, sample: Sample): void {
  const { component, group, name, value } = finding;
  const key = `${component}\0${group}\0${name}\0${value ?? ''}`;
  const known = codes.get(key);
  codes.set(key, {
    component,
    group,
    name,
    value: value ?? null,
    lines: (known?.lines ?? 0) + 1,
    sample: firstSample(known === undefined ? undefined : { ...sample, line: known.sample }, sample)!.line,
  });
}

/** The last line with a stamp that starts in these bytes; a line that was cut at their beginning is none. */
function lastStamp(tail: Buffer, read: (line: string) => ShareLine): ReportShare['last'] {
  let end = tail.length;
  while (end > 0) {
    const start = tail.lastIndexOf(10, end - 2) + 1;
    const { time } = read(lineAt(tail, start, end));
    if (time !== undefined) return { time: iso(time), distance: tail.length - start };
    end = start;
  }
  return null;
}

function* linesOf(bytes: Buffer): Generator<{ readonly text: string; readonly at: number }> {
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(10, at);
    const end = feed === -1 ? bytes.length : feed + 1;
    yield { text: lineAt(bytes, at, end), at };
    at = end;
  }
}

/** A line without its line end; `end` is behind that. */
function lineAt(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', start, end).replace(/\r?\n$/, '');
}
