import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { pieces } from '../../../src/lines/scan/file-pieces.ts';
import { withoutEscapes } from '../../../src/lines/shape/escapes.ts';
import { countedSeverity } from '../../../src/recognise/counted-severity.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import type { TimeRange } from '../../../src/recognise/time/time-span.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';
import { ChunkCounter } from '../../../src/summary/count/chunk-counter.ts';
import { Tally, type TallyData } from '../../../src/tally/tally.ts';
import { logText } from '../../lines/scan/log-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'stamps-'));
afterAll(() => rmSync(folder, { recursive: true }));

const latest = Date.UTC(2026, 7, 1);
const clockOptions = { timezone: 'UTC', latest };
const longest = 1024;
const recogniser = new Recogniser(builtInCatalogue());

type CodeTimes = readonly [lines: number, first: number | undefined, last: number | undefined];

/** What the counts say of severities, times and what belongs to none. */
interface Told {
  readonly lines: number;
  readonly found: number;
  readonly outside: number;
  readonly unstamped: number;
  readonly severe: TallyData['severe'];
  readonly codes: Readonly<Record<string, CodeTimes>>;
}

/** Line by line, with nothing clever. */
function expected(text: string, range: TimeRange | undefined): Told {
  const clock = new TimestampParser(clockOptions);
  const severe = { F: 0, E: 0, W: 0 };
  const codes: Record<string, CodeTimes> = {};
  const sum = { lines: 0, found: 0, outside: 0, unstamped: 0 };
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  let stamp: { time: number; at: number } | undefined;
  let at = 0;
  for (const [index, whole] of lines.entries()) {
    const ended = index < lines.length - 1 || text.endsWith('\n');
    const line = (ended && whole.endsWith('\r') ? whole.slice(0, -1) : whole).slice(0, longest);
    const { prefix, findings } = recogniser.recognise(line);
    const severity = countedSeverity(withoutEscapes(line)?.text ?? line, prefix);
    const own = clock.of(line, prefix);
    if (own !== undefined) stamp = { time: own, at };
    const time = stamp !== undefined && at - stamp.at <= 4 << 20 ? stamp.time : undefined;
    at += whole.length + 1;
    const inside = range === undefined || (time !== undefined && time >= range.since! && time < range.until!);
    if (inside) sum.lines++;
    if (inside && severity !== undefined) severe[severity]++;
    if (findings.length === 0) continue;
    if (time === undefined) sum.unstamped++;
    if (range !== undefined) {
      if (time === undefined) continue;
      if (time < range.since! || time >= range.until!) {
        sum.outside++;
        continue;
      }
    }
    sum.found++;
    for (const { name } of findings) {
      const [count, first, last] = codes[name] ?? [0, undefined, undefined];
      codes[name] =
        time === undefined
          ? [count + 1, first, last]
          : [count + 1, Math.min(first ?? time, time), Math.max(last ?? time, time)];
    }
  }
  return { ...sum, severe, codes };
}

function told({ lines, found, outside, unstamped, severe, groups }: TallyData): Told {
  const codes = groups.flatMap(({ codes: all }) =>
    all.map(({ name, lines: count, first, last }) => [name, [count, first, last]] as const),
  );
  return { lines, found, outside, unstamped, severe, codes: Object.fromEntries(codes) };
}

const counters = new Map<TimeRange | undefined, ChunkCounter>();

/** The counter for a range, used again since it is dear to make. */
function counterFor(range: TimeRange | undefined): ChunkCounter {
  const choice = { choice: {}, implied: true, normal: false, timezone: 'UTC', longest, range };
  const counter = counters.get(range) ?? new ChunkCounter(builtInCatalogue(), choice);
  counters.set(range, counter);
  return counter;
}

/** Counts a file in pieces of at least so many bytes. */
async function inPieces(text: string, least: number, range: TimeRange | undefined): Promise<Told> {
  const path = join(folder, 'log');
  writeFileSync(path, text, 'latin1');
  const fd = openSync(path, 'r');
  const counter = counterFor(range);
  for (const { range: lines } of pieces([{ size: text.length }], 4, least))
    await counter.count({ file: 0, fd, name: 'log', range: lines, latest });
  closeSync(fd);
  return told(counter.rest()!.tally);
}

/** Counts a stream that comes in chunks of a length. */
async function inChunks(text: string, length: number, range: TimeRange | undefined): Promise<Told> {
  const tally = new Tally('log');
  const chunks = Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    Buffer.from(text.slice(index * length, (index + 1) * length), 'latin1'),
  );
  const readable = Readable.from(chunks, { objectMode: false });
  await counterFor(range).input({ kind: 'stream', readable, path: 'log' }, tally, latest, {});
  return told(tally.data());
}

const stamps = fc.integer({ min: 0, max: 59 }).chain((minute) => {
  const at = `02:${String(minute).padStart(2, '0')}:13`;
  return fc.constantFrom(
    `E0730 ${at}.000402 1 real_client.cpp:1] `,
    `W20260730 ${at}.1 1 a.cpp:1] `,
    `F0730 ${at}.1 1 a.cpp:1]`,
    `(Worker pid=7) I0730 ${at}.1 1 a.cpp:1] `,
    `2026-07-30T${at}.5Z `,
    `INFO 07-30 ${at} [x.py:1] `,
    `(EngineCore_DP0 pid=8) ERROR 07-30 ${at} [x.py:1] `,
    `{"level":"WARNING","time":"2026-07-30T${at}Z","msg":"`,
    `2026-07-30T${at}Z\terror\tgok/main.go:20\t`,
    `Jul 30 ${at} node-7 master[1]: `,
    `\x1b[31mE0730 ${at}.1 1 a.cpp:1] `,
    `E0730 02:\x1b[1m${at.slice(3)}.1 1 a.cpp:1] `,
    `E1330 ${at}.1 1 a.cpp:1] `,
    `word ${at} `,
    ` E0730 ${at}`,
  );
});
const messages = fc.constantFrom(
  'put: RPC_FAIL',
  'OBJECT_NOT_FOUND',
  'error=-704',
  '  at frame',
  '',
  '  <- Store / RPC: RPC_FAIL (-900): x',
  `${'x'.repeat(2000)} RPC_FAIL`,
  `RPC_FAIL ${'02:00:00 '.repeat(200)}`,
);
const line = fc
  .tuple(fc.oneof({ weight: 2, arbitrary: fc.constant('') }, stamps), messages, fc.constantFrom('\n', '\r\n'))
  .map((parts) => parts.join(''));
const stampedLog = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.oneof(fc.constant(''), stamps))
  .map(([all, last]) => all.join('') + last);
const log = fc.oneof({ weight: 3, arbitrary: stampedLog }, { weight: 1, arbitrary: logText });
const range = fc.option(
  fc.constant({ since: Date.UTC(2026, 6, 30, 2, 15), until: Date.UTC(2026, 6, 30, 2, 45) }),
  { nil: undefined },
);

describe('a line with a stamp', () => {
  it('is of the range by its own stamp, in whatever forms the lines beside it write theirs', async () => {
    const chosen = { since: Date.UTC(2026, 6, 30, 2, 15), until: Date.UTC(2026, 6, 30, 2, 45) };
    const text = '2026-07-30T02:50:13.5Z error=no\nJul 30 02:30:13 error=no\n2026-07-30 02:50:13 error=no\n';
    expect(await inChunks(text, text.length, chosen)).toMatchObject({ lines: 1 });
  });
});

describe('a line without a stamp', () => {
  it('belongs to the stamp before it, in whatever pieces its file is counted', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.integer({ min: 1, max: 3000 }), range, async (text, least, chosen) => {
        expect(await inPieces(text, least, chosen)).toEqual(expected(text, chosen));
      }),
      { numRuns: 300, seed: 20261129 },
    );
  });

  it('belongs to the stamp before it, in whatever chunks it comes', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.integer({ min: 1, max: 3000 }), range, async (text, length, chosen) => {
        const wanted = expected(text, chosen);
        expect(await inChunks(text, length, chosen)).toEqual(wanted);
      }),
      { numRuns: 300, seed: 20261129 },
    );
  });

  it('has the severity that the recogniser reads behind a slash', async () => {
    const text = '/E0730 11:49:18.123456 12345 client_service.cpp:380] ';
    expect(await inChunks(text, 1, undefined)).toEqual(expected(text, undefined));
  });

  it('belongs to none that is more than 4 MiB away, in whatever pieces its file is counted', async () => {
    const filler = `${'x'.repeat(1000)}\n`.repeat(1000);
    const far = Array.from({ length: 6 }, (_, index) => `${filler}RPC_FAIL ${index}\n`).join('');
    const text = `E0730 02:14:13.1 1 a.cpp:1] x\n${far}E0730 02:15:13.1 1 a.cpp:1] x\nRPC_FAIL\n`;
    const wanted = expected(text, undefined);
    expect(wanted).toMatchObject({ found: 7, unstamped: 2 });
    for (const least of [100_000, 700_001, 2_000_000, 1e9])
      expect(await inPieces(text, least, undefined)).toEqual(wanted);
  });
});
