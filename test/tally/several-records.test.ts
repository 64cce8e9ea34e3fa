import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type SummaryReport, summarise, triage } from '../../src/index.ts';
import { splitRecords } from '../../src/recognise/prefix/json/split.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'records-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = ['store.log', 'transfer-engine.log']
  .flatMap((name) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8').split('\n'))
  .filter((line) => line !== '');

/** As the OpenTelemetry Collector's file exporter writes what its filelog receiver read. */
function collected(each: number): string {
  const rows: string[] = [];
  for (let at = 0; at < lines.length; at += each) {
    const logRecords = lines.slice(at, at + each).map((line) => ({
      observedTimeUnixNano: '1795937725955769000',
      body: { stringValue: line },
      attributes: [{ key: 'log.file.name', value: { stringValue: 'store.log' } }],
      traceId: '',
      spanId: '',
    }));
    rows.push(JSON.stringify({ resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords }] }] }));
  }
  return `${rows.join('\n')}\n`;
}

/** As Loki's API answers. */
function answered(): string {
  const values = lines.map((line, index) => [`17953777${String(10_000_000_000 + index)}`, line]);
  return `${JSON.stringify({ status: 'success', data: { resultType: 'streams', result: [{ stream: { pod: 'store-0' }, values }] } })}\n`;
}

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
}

/** What is counted, without where it stood. */
function counts({ lines, severities, groups, range }: SummaryReport): unknown {
  return {
    lines,
    severities,
    range,
    groups: groups.map(({ component, group, lines, codes }) => ({
      component,
      group,
      lines,
      codes: codes.map(({ name, lines, stated, implied, first, last, buckets }) => ({
        name,
        lines,
        stated,
        implied,
        first,
        last,
        buckets,
      })),
    })),
  };
}

describe('a line that holds several records', () => {
  const text = file('store.log', `${lines.join('\n')}\n`);

  it.each([
    ['a few records of a Collector', collected(3)],
    ['many', collected(1000)],
    ["Loki's answer", answered()],
  ])('counts as the lines that it was made from: %s', async (_name, json) => {
    const options = { timezone: 'UTC' };
    const { report: direct } = await summarise([text], options);
    const { report } = await summarise([file('records.json', json)], options);
    expect(counts(report)).toEqual(counts(direct));
  });

  it('counts by the times of its records where a range is asked for', async () => {
    const options = {
      timezone: 'UTC',
      since: new Date('2026-07-30T02:14:10Z'),
      until: new Date('2026-07-30T02:14:16Z'),
    };
    const { report: direct } = await summarise([text], options);
    const { report } = await summarise([file('records.json', collected(1000))], options);
    expect(direct.lines).toBeGreaterThan(0);
    expect(direct.lines).toBeLessThan(lines.length);
    expect(counts(report)).toEqual(counts(direct));
  });

  it('gives triage what it gave without a Collector', async () => {
    const { report: direct } = await triage([text], { timezone: 'UTC' });
    const { report } = await triage([file('records.json', collected(7))], { timezone: 'UTC' });
    const causes = (incidents: typeof direct.incidents): unknown =>
      incidents.map(({ start, end, cause, consequences }) => [
        start,
        end,
        cause.name,
        cause.time,
        consequences.map(({ name, lines: count }) => [name, count]),
      ]);
    expect(causes(report.incidents)).toEqual(causes(direct.incidents));
  });

  it('is taken apart only where it is whole, and holds more than one', () => {
    const split = (line: string) => {
      const bytes = Buffer.from(line, 'latin1');
      return splitRecords(bytes, 0, bytes.length);
    };
    expect(split(collected(2).split('\n')[0]!)).toHaveLength(2);
    expect(split(collected(1).split('\n')[0]!)).toBeUndefined();
    expect(split(collected(2).split('\n')[0]!.slice(0, -1))).toBeUndefined();
    expect(split('{"status":"ok","msg":"x"}')).toBeUndefined();
    expect(split('{ "streams" : [{"values":[["1","a"],["2","b"]],"stream":{"x":"y"}}], "z":1}')).toEqual([
      '{ "streams" : [{"values":[["1","a"]],"stream":{"x":"y"}}], "z":1}',
      '{ "streams" : [{"values":[["2","b"]],"stream":{"x":"y"}}], "z":1}',
    ]);
  });
});
