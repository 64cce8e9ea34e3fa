import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { MessageAnnotator, type MessageChoice } from '../../../src/commands/kafka/message-annotator.ts';
import { StreamCounts } from '../../../src/commands/kafka/stream-counts.ts';
import type { KafkaBatch, WrittenMessage } from '../../../src/input/kafka/client.ts';
import { FindingFilter } from '../../../src/recognise/finding.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';
import { streamMetrics } from '../../../src/render/messages/stream-metrics.ts';
import { asReport } from '../../../src/summary/read-report.ts';
import { mergeReports } from '../../../src/summary/report.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';

const choice: MessageChoice = {
  recogniser: new Recogniser(builtInCatalogue()),
  filter: new FindingFilter(),
  clock: () => new TimestampParser({ timezone: 'UTC', latest: Date.UTC(2026, 10, 1) }),
  longest: 1 << 20,
  output: 'text',
  from: 'logs',
  to: 'out',
  partitions: 3,
  deadLetter: undefined,
  counts: undefined,
  member: 'me',
};

function written(
  values: readonly (string | Buffer | null)[],
  other: Partial<MessageChoice> = {},
): WrittenMessage[] {
  const batch: KafkaBatch = {
    partition: 4,
    lag: 0,
    messages: values.map((value) => ({
      key: Buffer.from('k'),
      value: typeof value === 'string' ? Buffer.from(value) : value,
      headers: { trace: 'abc', 'mooncake-code': 'OLD' },
      timestamp: '1785410958000',
    })),
  };
  return [...new MessageAnnotator({ ...choice, ...other }, new StreamCounts()).annotate(batch).messages];
}

const bad = 'E20260730 11:49:18.123456 4133 client.cpp:380] put failed: NO_AVAILABLE_HANDLE';
const good = 'I20260730 11:49:18.123456 4133 client.cpp:380] put done';
const annotation =
  '  <- Store / Handle Selection: NO_AVAILABLE_HANDLE (-200): Memory allocation failed due to insufficient space.';

describe('summaries of windows', () => {
  it('count every batch once that was written, though one was still on its way when partitions were given out anew', () => {
    const windows = { width: 60_000, lateness: 0, iso: (time: number) => new Date(time).toISOString() };
    const counting = { ...choice, counts: { topic: 'counts', windows } };
    const annotator = new MessageAnnotator(counting, new StreamCounts());
    const reports: SummaryReport[] = [];
    const begin = (value: string): (() => void) => {
      const message = { key: null, value: Buffer.from(value), timestamp: '1785410958000' };
      const { messages, done } = annotator.annotate({ partition: 4, lag: 0, messages: [message] });
      for (const { topic, value } of messages)
        if (topic === 'counts') reports.push(asReport(JSON.parse(String(value))));
      return done;
    };
    begin(bad)();
    const late = begin(bad);
    annotator.beginAnew();
    begin(good)();
    late();
    begin(bad)();
    expect(mergeReports(reports)).toMatchObject({ lines: 4, found: 3 });
  });
});

describe('a message', () => {
  it('of one line gets its annotations, and its findings as headers; key, time and headers stay', () => {
    expect(written([bad])).toMatchObject([
      {
        topic: 'out',
        partition: 1,
        key: Buffer.from('k'),
        value: Buffer.from(bad + annotation),
        timestamp: '1785410958000',
        headers: {
          trace: 'abc',
          'mooncake-code': 'NO_AVAILABLE_HANDLE',
          'mooncake-group': 'Handle Selection',
          'mooncake-component': 'Store',
          'mooncake-evidence': 'name',
        },
      },
    ]);
  });

  it('of many lines gets annotations on each, and keeps every other byte', () => {
    const [message] = written([`${good}\r\n${bad}\r\n\n${bad}`]);
    expect(String(message!.value)).toBe(`${good}\r\n${bad}${annotation}\r\n\n${bad}${annotation}`);
  });

  it('without findings goes on untouched, without headers of an earlier run', () => {
    const [message] = written([good]);
    expect(String(message!.value)).toBe(good);
    expect(message!.headers).toEqual({ trace: 'abc' });
  });

  it('that carries its annotations already gets none again', () => {
    expect(String(written([bad + annotation])[0]!.value)).toBe(bad + annotation);
  });

  it('that is a JSON object gets a member, and stays JSON', () => {
    const [message] = written([`${JSON.stringify({ log: bad, pod: 'a' })} \n`]);
    const document = JSON.parse(String(message!.value));
    expect(document).toMatchObject({ log: bad, pod: 'a' });
    expect(document.mooncake).toMatchObject([{ name: 'NO_AVAILABLE_HANDLE', value: -200 }]);
  });

  it('of several JSON objects, one a line, gets a member in each that has findings', () => {
    const [message] = written([`{"log":"${bad}"}\n{"log":"${good}"}\n`]);
    const lines = String(message!.value).split('\n');
    expect(JSON.parse(lines[0]!)).toHaveProperty('mooncake');
    expect(lines.slice(1)).toEqual([`{"log":"${good}"}`, '']);
  });

  it('of OTLP stays as it is; all its records are counted, at their times', () => {
    const record = (body: string) => ({ timeUnixNano: '1785410958123456789', body: { stringValue: body } });
    const value = JSON.stringify({
      resourceLogs: [
        {
          scopeLogs: [
            {
              logRecords: [
                record('rc=-800 failed'),
                record('failed: NO_AVAILABLE_HANDLE'),
                record('rc=-800 failed'),
              ],
            },
          ],
        },
      ],
    });
    const iso = (time: number): string => new Date(time).toISOString();
    const windows = { width: 60_000, lateness: 0, iso };
    const [message, ...documents] = written([value], { counts: { topic: 'counts', windows } });
    expect(String(message!.value)).toBe(value);
    expect(message!.headers).toMatchObject({
      'mooncake-code': expect.stringContaining('NO_AVAILABLE_HANDLE'),
    });
    expect(documents).toHaveLength(1);
    expect(JSON.parse(String(documents[0]!.value))).toMatchObject({
      lines: 3,
      found: 3,
      window: { from: '2026-07-30T11:29:00.000Z', version: 1 },
    });
  });

  it.each([
    ['cut JSON', Buffer.from('{"log":"E2026')],
    ['binary', Buffer.from([10, 0, 255])],
  ])('that is %s goes to the dead letters with the reason, or on untouched', (_, value) => {
    expect(written([value], { deadLetter: 'dead' })).toMatchObject([
      {
        topic: 'dead',
        value,
        key: Buffer.from('k'),
        headers: { 'mooncake-fault': expect.stringMatching(/^it /) },
      },
    ]);
    expect(written([value])).toMatchObject([{ topic: 'out', value, headers: { trace: 'abc' } }]);
  });

  it('without a value, which deletes its key, goes on as it is', () => {
    expect(written([null])).toMatchObject([{ topic: 'out', value: null }]);
  });

  it('becomes a record for each line with ndjson', () => {
    const [message] = written([`${bad}\n${good}`], { output: 'ndjson' });
    const records = String(message!.value)
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toMatchObject([
      { level: 50, msg: 'put failed: NO_AVAILABLE_HANDLE', codes: [{ value: -200 }], input: 'logs' },
      { level: 30, msg: 'put done', codes: [] },
    ]);
  });

  it('that is too large with its annotations has itself to fall back on', () => {
    const [message] = written([bad]);
    expect(String(message!.orElse!.value)).toBe(bad);
    expect(message!.orElse!.headers).toHaveProperty('mooncake-fault');
  });

  it('begins with all lines that it had, whatever its bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.array(fc.constantFrom(bad, good, '', '{', '\r')),
        (noise, lines) => {
          const value = Buffer.concat([Buffer.from(noise), Buffer.from(lines.join('\n'))]);
          const [message] = written([value]);
          const out = Buffer.from(message!.value!).toString('latin1').split('\n');
          const before = value.toString('latin1').split('\n');
          expect(out).toHaveLength(before.length);
          for (const [index, line] of before.entries())
            expect(out[index]!.startsWith(line.replace(/\r$/, ''))).toBe(true);
        },
      ),
    );
  });
});

describe('metrics of a stream', () => {
  it('count a batch once it is done, and end as OpenMetrics asks for', () => {
    const counts = new StreamCounts();
    const annotator = new MessageAnnotator(choice, counts);
    const messages = [{ key: null, value: Buffer.from(bad), timestamp: '0' }];
    const { done } = annotator.annotate({ partition: 2, lag: 7, messages });
    expect(streamMetrics(counts)).toContain('mooncake_stream_lines_total 0\n');
    done();
    const text = streamMetrics(counts);
    expect(text).toContain('mooncake_stream_lines_total 1\n');
    expect(text).toContain(
      'mooncake_stream_group_lines_total{component="Store",group="Handle Selection"} 1\n',
    );
    expect(text).toContain('mooncake_stream_lag_messages{partition="2"} 7\n');
    expect(text.endsWith('# EOF\n')).toBe(true);
  });
});
