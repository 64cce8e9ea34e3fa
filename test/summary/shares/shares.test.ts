import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { type SummaryOptions, summariseInputs } from '../../../src/commands/summary.ts';
import { autoBuckets, mergeReports, summaryReport } from '../../../src/summary/report.ts';
import type { ShareName } from '../../../src/summary/shares/share-ends.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';
import { run, temporaryFolder } from '../../cli/program.ts';

const iso = (time: number): string => new Date(time).toISOString().replace('Z', '+00:00');
const catalogue = builtInCatalogue();

/** What `summary --format json` says of these bytes, as a whole or as a share. */
async function summaryOf(file: string, bytes: Buffer, share?: ShareName): Promise<SummaryReport> {
  writeFileSync(file, bytes);
  const options: SummaryOptions = {
    catalogue,
    files: [file],
    bucket: autoBuckets,
    jobs: 1,
    stop: new AbortController().signal,
    choice: {},
    implied: true,
    normal: false,
    timezone: 'UTC',
    longest: 1 << 16,
    share,
  };
  const { tally, context } = await summariseInputs(options);
  return JSON.parse(JSON.stringify(summaryReport(tally, context, iso)));
}

const stamped = fc
  .tuple(fc.integer({ min: 10, max: 13 }), fc.integer({ min: 10, max: 59 }))
  .map(([hour, minute]) => `E20260730 ${hour}:${minute}:18.123456 4133 client.cpp:380] put failed: `);
const line = fc
  .tuple(
    fc.option(stamped, { freq: 2, nil: '' }),
    fc.constantFrom(
      'NO_AVAILABLE_HANDLE',
      'rc=-800',
      'status TRANSFER_FAIL after RPC_FAIL',
      'all is well',
      '\xff\xfe',
    ),
    fc.constantFrom('\n', '\r\n', '\r -200 \n'),
  )
  .map((parts) => parts.join(''));

describe('shares of a log', () => {
  it('merge, in any order and grouping, to what one run over the whole log counts', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'store.log');
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 3, maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        async (unordered, cuts, order) => {
          // The first and last stamp of an input are those of its ends, and a cut makes more ends: so stamps rise.
          const lines = unordered.map((text, index) => text.replace(/ \d\d:\d\d:/, ` 10:${10 + index}:`));
          const at = [...new Set(cuts.map((cut) => cut % lines.length))].sort((a, b) => a - b);
          const bytes = [0, ...at].map((start, index) =>
            Buffer.from(lines.slice(start, at[index]).join(''), 'latin1'),
          );
          let reports: SummaryReport[] = [];
          for (const [index, share] of bytes.entries())
            reports.push(await summaryOf(file, share, { input: file, number: index + 1, of: bytes.length }));
          while (reports.length > 1) {
            const first = order.next().value % reports.length;
            const second = order.next().value % reports.length;
            if (first === second) continue;
            const merged = mergeReports([reports[first]!, reports[second]!]);
            const copy: SummaryReport = JSON.parse(JSON.stringify(merged));
            reports = [...reports.filter((_, index) => index !== first && index !== second), copy];
          }
          const whole = await summaryOf(file, Buffer.from(lines.join(''), 'latin1'));
          expect(mergeReports(reports)).toEqual(whole);
        },
      ),
      { numRuns: 25, seed: 9 },
    );
  });

  it('leave a line without a time that is more than 4 MiB behind a stamp in another share', async () => {
    const file = path.join(temporaryFolder(), 'store.log');
    const filler = `${'all is well '.repeat(100)}\n`.repeat(1000);
    const parts = [
      `E20260730 10:10:18.123456 4133 client.cpp:380] put failed: RPC_FAIL\n${filler}rc=-800\n`,
      `${filler}rc=-800\n${filler}rc=-800\n${filler}rc=-800\n`,
      'rc=-800\n',
    ].map((text) => Buffer.from(text));
    const reports = [];
    for (const [index, share] of parts.entries())
      reports.push(await summaryOf(file, share, { input: file, number: index + 1, of: 3 }));
    const whole = await summaryOf(file, Buffer.concat(parts));
    // Those at 1.2, 2.4 and 3.6 MB have a time, those at 4.8 MB do not.
    expect(whole.unstamped).toBe(2);
    expect(mergeReports(reports)).toEqual(whole);
  });

  it('stay open while a share beside them is missing', async () => {
    const file = path.join(temporaryFolder(), 'store.log');
    const second = await summaryOf(file, Buffer.from('rc=-800\n'), { input: file, number: 2, of: 3 });
    const third = await summaryOf(file, Buffer.from('rc=-800\n'), { input: file, number: 3, of: 3 });
    expect(mergeReports([third, second])).toMatchObject({
      unstamped: 2,
      inputCount: 1,
      shares: [{ from: 2, to: 3, of: 3, bytes: 16, first: null }],
    });
  });
});

describe('summary --share', () => {
  const log = [
    'E20260730 11:49:18.123456 4133 client.cpp:380] put failed rc=-200',
    'RuntimeError: put failed: NO_AVAILABLE_HANDLE',
    '',
  ];

  it('lets pipes that are shares of a log merge to what the log itself gives', async () => {
    const folder = temporaryFolder();
    const json = ['--format', 'json', '--timezone', 'UTC'];
    const files = [];
    for (const number of [1, 2]) {
      const counted = await run(
        ['summary', ...json, '--name', 'store.log', '--share', `${number}/2`, '-'],
        `${log[number - 1]}\n`,
      );
      expect(counted).toMatchObject({ status: 0, stderr: '' });
      files.push(path.join(folder, `${number}.json`));
      writeFileSync(files.at(-1)!, counted.stdout);
    }
    const merged = await run(['merge', ...json, ...files.reverse()]);
    const whole = await run(['summary', ...json, '--name', 'store.log', '-'], log.join('\n'));
    expect(merged.stdout.toString()).toBe(whole.stdout.toString());
    expect(JSON.parse(merged.stdout.toString())).toMatchObject({ unstamped: 0, inputCount: 1 });
  });

  it.each([
    [['--share', '3', '-'], '--share needs which share of how many'],
    [['--share', '3/2', '--name', 'a', '-'], '--share needs which share of how many'],
    [['--share', '1/2', '-'], 'a --share of standard input needs a --name'],
    [['--share', '1/2', '--name', 'a', '--since', '-1h', '-'], '--share and --since'],
    [['--share', '1/2', 'a.log', 'b.log'], '--share is of one input'],
  ])('refuses %j in one line', async (args, message) => {
    const { status, stderr } = await run(['summary', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

describe('shares that are put together', () => {
  it('are refused when a line is in two of them', async () => {
    const file = path.join(temporaryFolder(), 'store.log');
    const bytes = Buffer.from('E20260730 10:00:18.123456 4133 client.cpp:380] put failed: RPC_FAIL\n');
    const share = (number: number, of: number) => summaryOf(file, bytes, { input: 'store.log', number, of });
    const first = await share(1, 3);
    const second = await share(2, 3);
    const half = await share(1, 2);
    expect(() => mergeReports([first, second])).not.toThrow();
    expect(() => mergeReports([first, first])).toThrow('shares 1/3 and 1/3 have lines in common');
    expect(() => mergeReports([first, second, half])).toThrow('have lines in common');
    expect(() => mergeReports([mergeReports([first, second]), second])).toThrow(
      'shares 1 to 2/3 and 2/3 have lines in common',
    );
  });
});
