import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { linesOf, type Running, start, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 30_000 });

const meaning = '  <- Store / RPC: RPC_FAIL (-900): RPC operation failed';
const line = (text: string | number) => `E0730 02:14:13.000402 1 real_client.cpp:1] RPC_FAIL ${text}`;
const lines = (...texts: (string | number)[]) => texts.map((text) => `${line(text)}\n`).join('');
const annotated = (...texts: (string | number)[]) => texts.map((text) => line(text) + meaning);

/** Waits until a line with this text was written. */
const shows = (running: Running, text: string | number) =>
  running.until(({ stdout }) => stdout.includes(line(text)));

async function interrupted(running: Running) {
  running.child.kill('SIGINT');
  const ended = await running.ended;
  return { ...ended, lines: linesOf(ended.stdout), last: linesOf(ended.stderr).at(-1) };
}

/** A folder with a log of three lines. */
function folder(): { readonly place: string; readonly log: string } {
  const place = temporaryFolder();
  const log = path.join(place, 'store.log');
  writeFileSync(log, lines('a', 'b', 'c'));
  return { place, log };
}

describe('where following starts', () => {
  it.each([
    [
      ['--lines', '1'],
      ['c', 'd'],
    ],
    [
      ['-n', '2'],
      ['b', 'c', 'd'],
    ],
    [['--from-start'], ['a', 'b', 'c', 'd']],
  ])('%j', async (flags, expected) => {
    const { log } = folder();
    const running = start(['-f', ...flags, log]);
    await shows(running, 'c');
    appendFileSync(log, lines('d'));
    await shows(running, 'd');
    const ended = await interrupted(running);
    expect(ended.lines).toEqual(annotated(...expected));
    expect(ended.status).toBe(130);
  });

  it('is the end, unless it is told', async () => {
    const { place, log } = folder();
    const state = path.join(place, 'state');
    const running = start(['--follow', '--checkpoint', state, '--interval', '20ms', log]);
    // The checkpoint is there before the counts that follow it.
    await running.until(({ stderr }) => stderr.includes('0 lines read') && exists(state));
    appendFileSync(log, lines('d'));
    await shows(running, 'd');
    expect((await interrupted(running)).lines).toEqual(annotated('d'));
  });

  it('is the start of a file that appears later', async () => {
    const { place } = folder();
    const later = path.join(place, 'later.log');
    const running = start(['--follow', '--poll', '20ms', later]);
    await running.until(({ stderr }) => stderr.includes('no such file yet'));
    writeFileSync(later, lines(1, 2));
    await shows(running, 2);
    expect((await interrupted(running)).lines).toEqual(annotated(1, 2));
  });
});

describe('a log that rotates', () => {
  it('by renaming goes on in the new file, and a line without its end is not joined with it', async () => {
    const { log } = folder();
    const running = start(['--follow', '--from-start', log]);
    await shows(running, 'c');
    appendFileSync(log, line('torn'));
    renameSync(log, `${log}.1`);
    writeFileSync(log, lines('d'));
    await shows(running, 'd');
    appendFileSync(`${log}.1`, ` late\n${lines('later')}`);
    await shows(running, 'later');
    const ended = await interrupted(running);
    expect([...ended.lines].sort()).toEqual(annotated('a', 'b', 'c', 'd', 'later', 'torn late').sort());
    expect(ended.last).toBe('6 lines read, 6 with a code; 1 rotation');
  });

  it('by copying and truncating goes on, says so once and counts it', async () => {
    const { log } = folder();
    const running = start(['--follow', '--from-start', log]);
    await shows(running, 'c');
    for (const text of ['d', 'e']) {
      copyFileSync(log, `${log}.before-${text}`);
      truncateSync(log);
      appendFileSync(log, lines(text));
      await shows(running, text);
    }
    const ended = await interrupted(running);
    expect(ended.lines).toEqual(annotated('a', 'b', 'c', 'd', 'e'));
    expect(ended.stderr.match(/was truncated/g)).toHaveLength(1);
    expect(ended.last).toMatch(/^5 lines read, 5 with a code; .*2 truncations/);
  });

  it('by switching a link, as glog does, goes on in the new file', async () => {
    const place = temporaryFolder();
    const link = path.join(place, 'mooncake_master.INFO');
    const target = (stamp: string) => `mooncake_master.INFO.20260730-${stamp}.4711`;
    const switchTo = (stamp: string, text: string) => {
      writeFileSync(path.join(place, target(stamp)), text);
      symlinkSync(target(stamp), `${link}.new`);
      renameSync(`${link}.new`, link);
    };
    switchTo('021400', lines(1));
    const running = start(['--follow', '--from-start', link]);
    await shows(running, 1);
    // Two at once: the one between is met by no name.
    switchTo('021500', lines(2));
    switchTo('021600', lines(3));
    await shows(running, 3);
    expect((await interrupted(running)).lines).toEqual(annotated(1, 2, 3));
  });

  it('with its folder removed and made again goes on', async () => {
    const { place } = folder();
    const inner = path.join(place, 'pod');
    const log = path.join(inner, '0.log');
    mkdirSync(inner);
    writeFileSync(log, lines(1));
    const running = start(['--follow', '--from-start', '--poll', '20ms', log]);
    await shows(running, 1);
    rmSync(inner, { recursive: true });
    mkdirSync(inner);
    writeFileSync(log, lines(2));
    await shows(running, 2);
    expect((await interrupted(running)).lines).toEqual(annotated(1, 2));
  });
});

describe('several files', () => {
  it('stand under headers, line by whole line', async () => {
    const place = temporaryFolder();
    const [a, b] = [path.join(place, 'a.log'), path.join(place, 'b.log')];
    writeFileSync(a, lines('a1'));
    writeFileSync(b, '');
    const running = start(['--follow', '--from-start', a, b]);
    await shows(running, 'a1');
    appendFileSync(a, line('a2'));
    appendFileSync(b, lines('b1'));
    await shows(running, 'b1');
    appendFileSync(a, `\n${lines('a3')}`);
    await shows(running, 'a3');
    expect((await interrupted(running)).lines).toEqual([
      `==> ${a} <==`,
      ...annotated('a1'),
      '',
      `==> ${b} <==`,
      ...annotated('b1'),
      '',
      `==> ${a} <==`,
      ...annotated('a2', 'a3'),
    ]);
  });

  it.each(['a folder', 'a pattern'])('of %s are found when they appear', async (kind) => {
    const place = temporaryFolder();
    const target = kind === 'a folder' ? place : path.join(place, '*.log');
    writeFileSync(path.join(place, 'a.log'), lines('a1'));
    const running = start(['--follow', '--from-start', '--prefix', '--poll', '20ms', target]);
    await shows(running, 'a1');
    writeFileSync(path.join(place, 'b.log'), `quiet\n${lines('b1')}`);
    await shows(running, 'b1');
    expect((await interrupted(running)).lines).toEqual([
      `${path.join(place, 'a.log')}: ${annotated('a1')[0]}`,
      `${path.join(place, 'b.log')}: quiet`,
      `${path.join(place, 'b.log')}: ${annotated('b1')[0]}`,
    ]);
  });

  it('have names that cannot act on anything', async () => {
    const place = temporaryFolder();
    const log = path.join(place, 'x\n\x1b]52;c;eA==\x07.log');
    writeFileSync(log, lines(1));
    const running = start(['--follow', '--from-start', '--prefix', log]);
    await shows(running, 1);
    const { stdout } = await interrupted(running);
    expect(stdout.toString()).toBe(`${place}/x␊␛]52;c;eA==␇.log: ${annotated(1)[0]}\n`);
  });
});

describe('what is written', () => {
  it('are only lines with findings that pass the filters, with --only', async () => {
    const { log } = folder();
    writeFileSync(log, `quiet\n${lines(1)}W0730 02:14:14.1 1 x.cpp:1] WRITE_FAIL\n${lines(2)}`);
    const running = start(['--follow', '--from-start', '--only', '--code', 'RPC_FAIL', log]);
    await shows(running, 2);
    const ended = await interrupted(running);
    expect(ended.lines).toEqual(annotated(1, 2));
    expect(ended.last).toBe('4 lines read, 2 with a code');
  });

  it('are records with ndjson, each with the name and number of its line', async () => {
    const { log } = folder();
    const running = start(['--follow', '--from-start', '-o', 'ndjson', log]);
    await running.until(({ stdout }) => linesOf(stdout).length === 3);
    renameSync(log, `${log}.1`);
    writeFileSync(log, lines('d').replace('\n', '\r\n'));
    await running.until(({ stdout }) => linesOf(stdout).length === 4);
    const records = (await interrupted(running)).lines.map((text) => JSON.parse(text));
    expect(records.map(({ input, line: number, msg }) => [input, number, msg])).toEqual(
      ['a', 'b', 'c', 'd'].map((text, index) => [log, index + 1, `RPC_FAIL ${text}`]),
    );
    expect(records.every(({ codes }) => codes[0].name === 'RPC_FAIL')).toBe(true);
  });

  it('is readable with pretty', async () => {
    const { log } = folder();
    const running = start(['--follow', '--from-start', '-o', 'pretty', '--prefix', log]);
    await running.until(({ stdout }) => stdout.includes('RPC_FAIL c') && stdout.includes('codes'));
    expect((await interrupted(running)).lines[0]).toMatch(/store\.log: .*ERROR.*RPC_FAIL a/);
  });

  it('is a line of any length, whole, though it comes in pieces', async () => {
    const { log } = folder();
    const long = 'x'.repeat(700_000);
    const running = start(['--follow', '--from-start', log]);
    await shows(running, 'c');
    for (let part = 0; part < 4; part++) {
      appendFileSync(log, part === 0 ? line(long) : long);
      await running.until(({ stdout }) => stdout.length > (part - 1) * long.length);
    }
    appendFileSync(log, `\n${lines('d')}`);
    await shows(running, 'd');
    const ended = await interrupted(running);
    expect(ended.lines).toEqual([
      ...annotated('a', 'b', 'c'),
      line(long) + long.repeat(3) + meaning,
      ...annotated('d'),
    ]);
    expect(ended.stderr).toContain('1 line(s) longer than 1048576 bytes');
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends it with everything written, a last line without its end too',
    async (signal, status) => {
      const { log } = folder();
      const running = start(['--follow', '--from-start', log]);
      await shows(running, 'c');
      appendFileSync(log, lines('d') + line('e'));
      running.child.kill(signal);
      const ended = await running.ended;
      expect(ended.stdout.toString()).toBe(annotated('a', 'b', 'c', 'd', 'e').join('\n'));
      expect(linesOf(ended.stderr).at(-1)).toBe('5 lines read, 5 with a code');
      expect(ended.status).toBe(status);
    },
  );

  it('SIGHUP has it look again and go on', async () => {
    const { log } = folder();
    const running = start(['--follow', '--from-start', '--poll', '1h', log]);
    await shows(running, 'c');
    appendFileSync(log, lines('d'));
    running.child.kill('SIGHUP');
    await shows(running, 'd');
    expect((await interrupted(running)).status).toBe(130);
  });

  it('SIGHUP has it read the catalogue again, and a catalogue with a fault leaves the last good one', async () => {
    const { place, log } = folder();
    const catalogue = path.join(place, 'codes.yaml');
    const named = (name: string) =>
      writeFileSync(
        catalogue,
        `components:\n  Orders:\n    codes:\n      - { name: ${name}, value: 4001, description: Gone. }\n`,
      );
    named('ORDER_LOST');
    const running = start(['--follow', '--from-start', '--catalogue', catalogue, log]);
    await shows(running, 'c');
    named('ORDER_FOUND');
    running.child.kill('SIGHUP');
    for (let tries = 1; !running.stdout.includes('ORDER_FOUND (4001)'); tries++) {
      appendFileSync(log, `try ${tries}; ORDER_FOUND\n`);
      await running.until(({ stdout }) => stdout.includes(`try ${tries};`));
    }
    writeFileSync(catalogue, 'components: [');
    running.child.kill('SIGHUP');
    await running.until(({ stderr }) => stderr.includes('the catalogue was not read again'));
    appendFileSync(log, 'last: ORDER_FOUND\n');
    await running.until(({ stdout }) => stdout.includes('last: ORDER_FOUND  <- Orders / Other: ORDER_FOUND'));
  });

  it('given twice ends it though nobody reads', async () => {
    const { log } = folder();
    const block = lines(...Array.from({ length: 20_000 }, (_, index) => index));
    // More than pipes and buffers hold.
    for (let index = 0; index < 60; index++) appendFileSync(log, block);
    const running = start(['--follow', '--from-start', log]);
    await shows(running, 1);
    running.child.stdout.pause();
    running.child.kill('SIGINT');
    running.child.kill('SIGTERM');
    // The later of the two ends it as signals do by default; pending together they may arrive in either order.
    const [, signal] = await once(running.child, 'exit');
    expect(['SIGINT', 'SIGTERM']).toContain(signal);
  });
});

describe('a reader', () => {
  it('that goes away ends it quietly', async () => {
    const { log } = folder();
    const running = start(['--follow', '--from-start', log]);
    await shows(running, 'c');
    running.child.stdout.destroy();
    appendFileSync(log, lines('d'));
    const ended = await running.ended;
    expect(ended.stderr).toBe('');
    expect(ended.status).toBe(0);
  });

  it.skipIf(process.platform !== 'linux')(
    'that is slow makes memory wait (needs Linux)',
    { timeout: 60_000 },
    async () => {
      const { log } = folder();
      const block = 'I0730 02:14:13.000402 1 client.cpp:1] quiet\n'.repeat(25_000);
      const blocks = 256;
      for (let index = 0; index < blocks; index++) appendFileSync(log, block);
      // The largest its memory ever was.
      const peak = () =>
        Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${running.child.pid}/status`, 'utf8'))![1]);
      const running = start(['--follow', '--from-start', log]);
      running.child.stdout.removeAllListeners('data');
      let read = 0;
      let most = 0;
      for await (const bytes of running.child.stdout as AsyncIterable<Buffer>) {
        read += bytes.length;
        most = peak();
        if (read >= blocks * block.length) break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(most).toBeLessThan(200_000);
      expect(read).toBeGreaterThanOrEqual(blocks * block.length);
    },
  );
});

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

it.each([
  [['--follow'], '--follow needs files'],
  [['--follow', '-'], 'standard input: cannot be followed or resumed'],
  [['--lines', '3', 'x.log'], '--lines is for followed files'],
  [['--prefix', 'x.log'], '--prefix is for followed and merged files'],
  [['--follow', '--lines', '-1', 'x.log'], '--lines needs a number of lines'],
  [['--follow', '--lines', '1', '--from-start', 'x.log'], 'exclude each other'],
  [['--follow', '--prefix', '-o', 'ndjson', 'x.log'], '--prefix is for text and pretty lines'],
  [['--follow', '--poll', 'soon', 'x.log'], '--poll needs a duration'],
])('%j is refused', async (args, complaint) => {
  const { stderr, status } = await start(args).ended;
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toContain(complaint);
  expect(status).toBe(2);
});
