import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lacks } from '../../tools.ts';
import { temporaryFolder } from '../program.ts';
import { sternStream } from './stern-stream.ts';
import { TmuxTerminal } from './tmux.ts';

vi.setConfig({ testTimeout: 15_000 });

/** Shows a stream of stern on standard input, which stays open. */
function watching(columns: number, rows: number): { readonly screen: TmuxTerminal; readonly report: string } {
  const folder = temporaryFolder();
  const file = path.join(folder, 'stern.log');
  const report = path.join(folder, 'seen.md');
  writeFileSync(file, sternStream().join(''));
  const screen = new TmuxTerminal(columns, rows, { file, report });
  screen.type(
    'clear; tail -n +1 -f "$file" | "$node" "$program" triage --live --timezone UTC --report "$report"',
  );
  return { screen, report };
}

/** The screen without what depends on the time of day: the clock, and the bars of the last minutes. */
function timeless(rows: readonly string[]): string[] {
  return rows.map((row, index) =>
    (index === 0 ? row.replace(/^\d\d:\d\d:\d\d/, 'hh:mm:ss') : row).replace(/( \d+ +\d+) +[▁-█ ]+$/, '$1'),
  );
}

describe.skipIf(lacks('tmux'))('a stream of two incidents, one over and one open (needs tmux)', () => {
  it('at 80x24: the lists, the details, the keys, a filter, and what is left behind', async () => {
    const { screen, report } = watching(80, 24);
    const first = timeless(await screen.until('1 ended incident'));
    expect(first.slice(0, 10)).toEqual([
      'hh:mm:ss  standard input from 3 hosts  484 lines, 52 with a code',
      '1 open incident',
      '>  2  since 02:19:00  medium  64 lines  RDMA transport retries exceeded: mlx5_3…',
      '      TransferEngine / Message: RDMA transport retries exceeded: the peer devic…',
      '1 ended incident',
      '   1  02:14:20 to 02:14:58  medium  20 lines  The master does not answer',
      'Group                 lines  last minute  last 15 minutes',
      'Store / Transfer         32           32',
      'Store / RPC              20           20',
      'Last lines',
    ]);
    expect(
      first.slice(10, 23).every((row) => row.startsWith('TRANSFER_FAIL (-800)  store-2 store E2026')),
    ).toBe(true);
    expect(first[23]).toBe('? keys   arrows, Enter: incident   / filter   e explain   p pause   q quit');

    screen.press('Down', 'Enter');
    const details = await screen.until('Incident 1: The master does not answer');
    expect(details).toEqual(
      expect.arrayContaining([
        '  why    confidence medium',
        '  check  nc -vz -w 3 {master-host} {rpc-port}',
        '  where  hosts     only store-1 100.0% (20)',
      ]),
    );
    screen.press('End');
    await screen.until('> store-1 store E20261123 02:14:20.100000 77 master_client.cpp:370] RPC');
    screen.press('q', '?');
    await screen.until('Shift-Tab: backwards');
    screen.press('q', '/');
    screen.type('master');
    const filtered = await screen.until('filter: master  standard');
    expect(filtered).toEqual(
      expect.arrayContaining([
        'No open incident',
        '>  1  02:14:20 to 02:14:58  medium  20 lines  The master does not answer',
      ]),
    );
    screen.press('q');
    const left = await screen.until('2 incidents seen');
    expect(left.slice(left.indexOf('484 lines read, 52 with a code'))).toEqual(
      expect.arrayContaining([
        ' 1  The master does not answer',
        '    02:14:20 to 02:14:58; only store-1; confidence medium; 20 lines',
        ' 2  RDMA transport retries exceeded: mlx5_3 on store-2 gets no answer',
        '    02:19:00, still going on; confidence medium; 64 lines',
        '    then TRANSFER_FAIL 32',
      ]),
    );
    expect(readFileSync(report, 'utf8')).toContain('## 1. The master does not answer');
  });

  it('at 120x40: all of it with more room, and what came since', async () => {
    const { screen } = watching(120, 40);
    const first = timeless(await screen.until('1 ended incident'));
    expect(first.slice(0, 13)).toEqual([
      'hh:mm:ss  standard input from 3 hosts  484 lines, 52 with a code',
      '',
      '1 open incident',
      '>  2  since 02:19:00  medium  64 lines  RDMA transport retries exceeded: mlx5_3 on store-2 gets no answer',
      '      TransferEngine / Message: RDMA transport retries exceeded: the peer device did not answer; then TRANSFER_FAIL 32',
      '',
      '1 ended incident',
      '   1  02:14:20 to 02:14:58  medium  20 lines  The master does not answer',
      '',
      'Group                 lines  last minute  last 15 minutes',
      'Store / Transfer         32           32',
      'Store / RPC              20           20',
      '',
    ]);
    screen.press('Enter');
    const details = await screen.until('Incident 2: RDMA transport retries exceeded');
    expect(details.join('\n')).toContain('ibv_devinfo | grep -E "hca_id|port:|state|link_layer"');
    screen.press('q', 'q');
    await screen.until('2 incidents seen');
  });
});
