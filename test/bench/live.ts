import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { environment } from './environment.ts';

/**
 * What the screen of `triage --live` costs on a terminal of 80x24: drawings, bytes and processor time while lines with codes come at
 * some rates, and while none comes. Run it from the repository, after a build, with other builds' programs to compare with (needs
 * `script` of util-linux): `npm run bench:live -- dist/cli.js /tmp/older/dist/cli.js`.
 */
const programs = process.argv.slice(2).length === 0 ? ['dist/cli.js'] : process.argv.slice(2);
const seconds = 10;
const codes = ['RPC_FAIL', 'TRANSFER_FAIL', 'OBJECT_NOT_FOUND'];

for (const rate of [1000, 10_000]) for (const program of programs) await measure(program, rate);

async function measure(program: string, rate: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-annotate-live-'));
  const log = path.join(folder, 'store.log');
  writeFileSync(log, '');
  const command = `stty rows 24 cols 80; echo $$ > ${folder}/pid; exec node ${path.resolve(program)} triage --live --timezone UTC ${log}`;
  const terminal = spawn('script', ['-qefc', command, '/dev/null'], {
    env: { ...environment, TERM: 'xterm', SHELL: '/bin/sh' },
  });
  let bytes = 0;
  let drawings = 0;
  terminal.stdout.on('data', (part: Buffer) => {
    bytes += part.length;
    // The first row has the clock and the count of lines.
    drawings += part.toString('latin1').split('\x1b[1;1H').length - 1;
  });
  await setTimeout(2000);
  const id = readFileSync(path.join(folder, 'pid'), 'utf8').trim();
  const used = (): number => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  const during = async (work: () => Promise<unknown>): Promise<string> => {
    const [from, cpu, written, drawn] = [performance.now(), used(), bytes, drawings];
    await work();
    const took = (performance.now() - from) / 1000;
    const per = (value: number): string => (value / took).toFixed(1);
    return `${per(drawings - drawn)} drawings/s, ${per((bytes - written) / 1000)} kB/s, ${per(100 * (used() - cpu))} % of a core`;
  };
  const busy = await during(() => append(log, rate));
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1];
  const idle = await during(() => setTimeout(seconds * 1000));
  console.log(
    `${program}, ${rate} lines/s: ${busy}, ${Math.round(Number(memory) / 1024)} MiB; idle: ${idle}`,
  );
  process.kill(Number(id), 'SIGTERM');
  await new Promise((resolve) => terminal.on('close', resolve));
  rmSync(folder, { recursive: true });
}

/** Appends so many lines a second, in 200 writes. */
async function append(log: string, rate: number): Promise<void> {
  const file = openSync(log, 'a');
  const from = performance.now();
  for (let number = 0; number < rate * seconds; ) {
    const wanted = Math.min(rate * seconds, Math.floor(((performance.now() - from) / 1000) * rate));
    let text = '';
    for (; number < wanted; number++) {
      const stamp = new Date().toISOString();
      text += `E${stamp.slice(0, 10).replaceAll('-', '')} ${stamp.slice(11, 23)}000 77 client.cpp:12] put of key${number} ${number * 7919}: ${codes[number % codes.length]}\n`;
    }
    if (text !== '') writeSync(file, text);
    await setTimeout(5);
  }
  closeSync(file);
}
