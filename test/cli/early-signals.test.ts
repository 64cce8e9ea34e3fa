import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runProcess, temporaryFolder } from './program.ts';

/** A module that sends the process a signal as soon as anything in it listens to it. */
function impatient(signal: string): string {
  const file = path.join(temporaryFolder(), 'impatient.mjs');
  writeFileSync(
    file,
    `let sent = false;
process.on('newListener', (event) => {
  if (sent || event !== '${signal}') return;
  sent = true;
  process.kill(process.pid, event);
});`,
  );
  return file;
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('a %s while the program is loaded ends it in order, with what it read so far', async (signal, status) => {
  const log = path.join(temporaryFolder(), 'store.log');
  writeFileSync(log, 'E20260730 02:14:13.000402 1 real_client.cpp:1] RPC_FAIL\n');
  const ended = await runProcess(['summary', '--format', 'json', log], '', {
    env: { NODE_OPTIONS: `--import=${impatient(signal)}` },
  });
  expect(ended.signal).toBeNull();
  expect(ended.status).toBe(status);
  expect(JSON.parse(ended.stdout.toString())).toHaveProperty('lines');
});

it('a command that reads no logs is ended by it as any other', async () => {
  const ended = await runProcess(['codes'], '', {
    env: { NODE_OPTIONS: `--import=${impatient('SIGWINCH')}` },
  });
  expect(ended.status).toBe(0);
});

it('one that is a service, as that of Kafka, still hears signals when it listens to them later', async () => {
  const file = path.join(temporaryFolder(), 'later.mjs');
  writeFileSync(
    file,
    `const { off } = process;
process.off = function (event, listener) {
  off.call(this, event, listener);
  if (event !== 'newListener') return this;
  const waiting = setInterval(() => {}, 1000);
  process.once('SIGTERM', () => {
    clearInterval(waiting);
    process.stderr.write('heard');
  });
  process.kill(process.pid, 'SIGTERM');
  return this;
};`,
  );
  const ended = await runProcess(['codes'], '', { env: { NODE_OPTIONS: `--import=${file}` } });
  expect([ended.signal, ended.status, ended.stderr]).toEqual([null, 0, 'heard']);
});
