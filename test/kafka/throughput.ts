import assert from 'node:assert/strict';
import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Broker } from './broker/broker.ts';
import { Member, untilDone } from './member.ts';
import { fill, nightLines } from './messages.ts';

const partitions = 12;
/** Each is measured so often, in turns; the best of each counts, since others use the machine too. */
const rounds = 2;

/** One member beside a loop that only reads and writes, through the same client, in the same run. */
export async function throughput(broker: Broker, messages: number): Promise<string> {
  await broker.topic('speed-logs', partitions);
  await broker.topic('speed-out', partitions);
  await fill(broker, 'speed-logs', partitions, nightLines(messages));
  const bare = path.resolve('node_modules/.cache/mooncake-annotate/bare-loop.mjs');
  buildSync({
    entryPoints: [path.join(import.meta.dirname, 'bare-loop.ts')],
    outfile: bare,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['kafkajs'],
  });
  const best = { bare: Number.POSITIVE_INFINITY, member: Number.POSITIVE_INFINITY };
  const wall = { ...best };
  for (let round = 0; round < rounds; round++)
    for (const kind of ['bare', 'member'] as const) {
      const group = `speed-${kind}-${round}`;
      const names = ['--consumer-group', group, '--from', 'speed-logs', '--to', 'speed-out'];
      const member =
        kind === 'bare'
          ? Member.of([bare, broker.address, group, 'speed-logs', 'speed-out'])
          : new Member(['--brokers', broker.address, ...names]);
      try {
        // What starting takes is not what a service is measured by.
        await member.said('reading');
        const before = member.processorSeconds;
        const start = performance.now();
        await untilDone(broker, group, 'speed-logs', messages, [member]);
        wall[kind] = Math.min(wall[kind], (performance.now() - start) / 1000);
        best[kind] = Math.min(best[kind], member.processorSeconds - before);
      } finally {
        await member.stop();
      }
    }
  const share = best.bare / best.member;
  assert.ok(share >= 0.8, `a member passes on ${share.toFixed(2)} of what a bare loop does`);
  const rate = (seconds: number): string => `${Math.round(messages / seconds / 1000)}k`;
  return [
    `${messages} messages by one member: ${rate(wall.member)} a second`,
    `(${rate(best.member)} a second of processor time),`,
    `a bare loop: ${rate(wall.bare)} (${rate(best.bare)}): ${share.toFixed(2)} of it by processor time,`,
    `${(wall.bare / wall.member).toFixed(2)} by the clock`,
  ].join(' ');
}
