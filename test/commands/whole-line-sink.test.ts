import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { countingSink } from '../../src/commands/whole-line-sink.ts';
import { BlockScanner } from '../../src/lines/scan/block-scanner.ts';
import { FindingFilter } from '../../src/recognise/finding-filter.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { Clock } from '../../src/recognise/time/clock.ts';
import { StampReader } from '../../src/recognise/time/stamp-reader.ts';
import { StampTracker } from '../../src/recognise/time/stamp-tracker.ts';
import type { TimeRange } from '../../src/recognise/time/time-range.ts';
import { Tally } from '../../src/tally/tally.ts';
import { corpus } from '../bench/corpus.ts';

const catalogue = builtInCatalogue();

interface Counting {
  /** Whether lines are counted where they stand. */
  readonly whole: boolean;
  readonly chunk: number;
  readonly range?: TimeRange;
  readonly timezone?: string;
}

/** What a log comes to, and how many of its lines JavaScript was asked about. */
function counted(log: string, { whole, chunk, range, timezone = 'UTC' }: Counting) {
  const scanner = new BlockScanner({ maxLine: 4096, blockSize: 4096 });
  const recogniser = new Recogniser(catalogue);
  let asked = 0;
  const recognise = recogniser.recognise.bind(recogniser);
  recogniser.recognise = (...line) => {
    asked++;
    return recognise(...line);
  };
  const clock = new Clock({ timezone, latest: Date.UTC(2026, 11, 1) });
  const tally = new Tally('log');
  const shared = recogniser.share(scanner);
  const stamps = new StampTracker(new StampReader(clock, 4096, recogniser.prefixes));
  const sink = countingSink(
    { recogniser, filter: new FindingFilter(), tally, clock, stamps, range },
    whole ? shared : undefined,
  );
  const bytes = Buffer.from(log, 'latin1');
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.subarray(at, at + chunk), sink);
  scanner.end(sink);
  sink.finish?.();
  return { tally: tally.data(), last: stamps.last(), asked };
}

const stamp = fc
  .tuple(
    fc.constantFrom('0730', '20260730', '0731', '20260731', '0230', '0000', '1231'),
    fc.constantFrom('00', '01', '22', '23', '24', '99'),
    fc.constantFrom('00:00', '59:59', '07:30', '07:31', '60:00', '59:60'),
    fc.constantFrom('', '.000001', '.5', '.123456'),
  )
  .map(([date, hour, minute, fraction]) => `${date} ${hour}:${minute}${fraction}`);
const message = fc.constantFrom(
  'Put failed: RPC_FAIL',
  'Put failed: RPC_FAIL, then TRANSFER_FAIL',
  'err=-704',
  'err=-101 ret=-5',
  'Put start',
  'key=RPC_FAIL, x',
  'NO_AVAILABLE_HANDLE(-200) res:[0, -200, -705]',
  'ret=-101',
);
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...'IWEF'),
        stamp,
        fc.constantFrom(
          'real_client.cpp:1',
          'master_service.cpp:3310',
          'transfer_engine_impl.cpp:6',
          'x.cpp:1',
        ),
        message,
      )
      .map(([severity, when, source, text]) => `${severity}${when} 7 ${source}] ${text}`),
  },
  { weight: 2, arbitrary: message.map((text) => `ERROR 07-30 22:10:00 [mooncake_store.py:65] ${text}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '{"error_code":-800}',
      '{"error_code":-103}',
      'RuntimeError: put: RPC_FAIL',
      'quiet',
      '',
      'I0730 22:59:59.9 1 quiet.cpp:1] nothing',
      'E0730 11:49:18.1 5 transfer_task.cpp:882] Failed to complete transfers after 36000 milliseconds for batch 28',
    ),
  },
);
const log = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 40 })
  .map((lines) => lines.flat().join(''));

describe('lines that are counted where they stand', () => {
  it('come to the same as lines that are counted one by one, however the log is cut', () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 1, max: 3000 }), (text, chunk) => {
        const { asked, ...wanted } = counted(text, { whole: false, chunk });
        const { asked: some, ...found } = counted(text, { whole: true, chunk });
        expect(found).toEqual(wanted);
        expect(some).toBeLessThanOrEqual(asked);
      }),
      { numRuns: 700 },
    );
  });

  it('come to the same within a range of time', () => {
    const moment = fc.option(fc.integer({ min: Date.UTC(2026, 6, 30), max: Date.UTC(2026, 7, 1) }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(log, moment, moment, (text, since, until) => {
        const { asked: _, ...wanted } = counted(text, { whole: false, chunk: 999, range: { since, until } });
        const { asked: __, ...found } = counted(text, { whole: true, chunk: 999, range: { since, until } });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['UTC', 'Asia/Kathmandu', 'America/New_York', '+00:00', 'Africa/Monrovia'])(
    'come to the same in the zone %s, for a whole night, while JavaScript is asked about few',
    (timezone) => {
      const night = [...corpus({ size: 1 << 20, share: 0.2 })].join('');
      const { asked, ...wanted } = counted(night, { whole: false, chunk: 3000, timezone });
      const { asked: some, ...found } = counted(night, { whole: true, chunk: 3000, timezone });
      expect(found).toEqual(wanted);
      expect(asked).toBeGreaterThan(1000);
      expect(some).toBeLessThan(asked / 8);
    },
  );

  it('come to the same when more sources print them than are remembered', () => {
    const many = Array.from(
      { length: 5000 },
      (_, index) => `E0730 22:0${index % 7}:00.5 7 real_client.cpp:${index % 2500}] put: RPC_FAIL\n`,
    ).join('');
    const { asked: _, ...wanted } = counted(many, { whole: false, chunk: 3000 });
    const { asked, ...found } = counted(many, { whole: true, chunk: 3000 });
    expect(found).toEqual(wanted);
    expect(asked).toBeLessThan(2500);
  });
});
