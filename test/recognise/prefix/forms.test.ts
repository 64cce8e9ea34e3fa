import { describe, expect, it } from 'vitest';
import type { Format, FormatSample, Wrapper } from '../../../src/recognise/prefix/format.ts';
import { formats } from '../../../src/recognise/prefix/formats/index.ts';
import { nodeAt } from '../../../src/recognise/prefix/json/fields.ts';
import { jsonForms } from '../../../src/recognise/prefix/json/forms/index.ts';
import { parseJson } from '../../../src/recognise/prefix/json/parse.ts';
import { sourceOf } from '../../../src/recognise/prefix/prefix.ts';
import type { Reading } from '../../../src/recognise/prefix/read-line.ts';
import { readLine } from '../../../src/recognise/prefix/read-line.ts';
import { wrappers } from '../../../src/recognise/prefix/wrappers/index.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';

const latest = Date.UTC(2026, 10, 29, 12);

/** What a reading says, as samples say it. */
function said(line: string, { prefix, body, start, end }: Reading): Omit<FormatSample, 'line'> {
  const time = new TimestampParser({ timezone: 'UTC', latest }).of(line, prefix);
  return {
    ...(time === undefined ? {} : { time: new Date(time).toISOString().slice(0, -1) }),
    ...(prefix.severity === undefined ? {} : { severity: prefix.severity }),
    ...(sourceOf(prefix) === undefined ? {} : { source: sourceOf(prefix)! }),
    ...(prefix.logger === undefined ? {} : { logger: prefix.logger }),
    ...(prefix.host === undefined ? {} : { host: prefix.host }),
    ...(prefix.pid === undefined ? {} : { pid: prefix.pid }),
    ...(prefix.tid === undefined ? {} : { tid: prefix.tid }),
    message: body.text.slice(start, end),
  };
}

/** A sample's fields, its time in the year that the clock finds. */
function fieldsOf({ line: _, ...fields }: FormatSample): Omit<FormatSample, 'line'> {
  const { time } = fields;
  return time === undefined || time.length > 20 ? fields : { ...fields, time: `2026-${time}` };
}

function cases(forms: readonly (Format | Wrapper)[]) {
  return forms.flatMap(({ name, samples }) => samples.map((sample) => ({ name, sample })));
}

/** Whether a form's pattern matches at the front of a line. */
function matches({ pattern }: Format | Wrapper, line: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(line);
}

describe('a line', () => {
  it.each(cases(formats))('of $name is read: $sample.line', ({ sample }) => {
    expect(said(sample.line, readLine(sample.line)[0])).toEqual(fieldsOf(sample));
  });

  it.each(cases(wrappers))('in $name is read: $sample.line', ({ sample }) => {
    expect(said(sample.line, readLine(sample.line)[0])).toEqual(fieldsOf(sample));
  });

  it.each([...formats])('that is none of $name is not taken for one', (format) => {
    for (const { line } of format.samples) expect(matches(format, line)).toBe(true);
    expect(matches(format, format.counterexample)).toBe(false);
  });

  it.each([...wrappers])('that is not in $name is not taken for one', (wrapper) => {
    const { pattern, before, counterexample } = wrapper;
    for (const { line } of wrapper.samples) expect(matches(wrapper, line)).toBe(true);
    pattern.lastIndex = 0;
    if (before === undefined) expect(pattern.test(counterexample)).toBe(false);
    else expect(readLine(counterexample)[0].prefix.shape).toBe('bare');
  });
});

describe('a record of JSON', () => {
  const all = jsonForms.flatMap(({ name, samples }) => samples.map((sample) => ({ name, sample })));

  it.each(all)('of $name is read: $sample.line', ({ sample: { others = [], ...sample } }) => {
    const readings = readLine(sample.line);
    expect(readings.map((reading) => said(sample.line, reading))).toEqual([fieldsOf(sample), ...others]);
  });

  it.each([...jsonForms])(
    'that is none of $name is not taken for one',
    ({ signs, samples, counterexample }) => {
      const hasSigns = (line: string) =>
        signs.every((sign) => nodeAt([parseJson(line, 0)!], sign, line) !== undefined);
      for (const { line } of samples) expect(hasSigns(line)).toBe(true);
      expect(hasSigns(counterexample)).toBe(false);
    },
  );
});
