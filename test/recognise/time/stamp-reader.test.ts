import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/recognise/prefix/formats/index.ts';
import { jsonForms } from '../../../src/recognise/prefix/json/forms/index.ts';
import { wrappers } from '../../../src/recognise/prefix/wrappers/index.ts';
import { lineTime } from '../../../src/recognise/time/line-time.ts';
import { StampReader } from '../../../src/recognise/time/stamp-reader.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';

const clock = (): TimestampParser => new TimestampParser({ timezone: 'UTC', latest: Date.UTC(2026, 7, 1) });

const samples = [...formats, ...wrappers, ...jsonForms].flatMap(({ name, samples }) =>
  samples.map(({ line }) => [name, line] as const),
);

describe('a reader of the stamps of lines that report nothing', () => {
  it.each(samples)('reads what the recogniser reads: %s: %s', (_, line) => {
    const bytes = Buffer.from(`${line}\n`, 'latin1');
    const expected = lineTime(line, clock());
    const reader = new StampReader(clock(), 1 << 16);
    expect(reader.first(bytes, 0, bytes.length)).toBe(expected);
    expect(reader.last(bytes, 0, bytes.length)?.time).toBe(expected);
    expect(reader.of(bytes, 0, bytes.length)).toBe(expected);
  });

  it.each(['1785412304', '1785412304.75', '1785412304123', '1.7854123047e+09', '1.7854123e+09'])(
    'reads seconds since 1970: %s',
    (seconds) => {
      const line = `{"level":"info","ts":${seconds},"msg":"all is well"}`;
      const bytes = Buffer.from(`${line}\n`);
      expect(new StampReader(clock(), 1 << 16).first(bytes, 0, bytes.length)).toBe(lineTime(line, clock()));
      expect(lineTime(line, clock())).toBeDefined();
    },
  );
});
