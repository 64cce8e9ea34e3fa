import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../../src/render/schemas/schemas.ts';
import { linesOf, run, start, temporaryFolder } from '../program.ts';
import { sternStream } from './stern-stream.ts';

const live = ['triage', '--live', '--timezone', 'UTC'];
const stream = sternStream().join('');
const deviceFails = 'RDMA transport retries exceeded: mlx5_3 on store-2 gets no answer';

describe('triage --live on standard input', () => {
  it('tells each incident with its code, cause and place, until the stream ends', async () => {
    const { stdout, stderr, status } = await run(live, stream);
    const told = linesOf(stdout).map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''));
    expect(told).toEqual([
      'Store / Transfer: 32 (+32), 32 in the last minute: TRANSFER_FAIL (-800) +32',
      'Store / RPC: 20 (+20), 20 in the last minute: RPC_FAIL (-900) +20',
      'incident 1 begins: The master does not answer; cause Store / RPC: RPC_FAIL (-900); 02:14:20 to 02:14:58; 20 lines; only store-1; confidence medium',
      'incident 1 is over: The master does not answer; cause Store / RPC: RPC_FAIL (-900); 02:14:20 to 02:14:58; 20 lines; only store-1; confidence medium',
      expect.stringMatching(/^incident 2 begins: RDMA .*; since 02:19:00; 64 lines; then TRANSFER_FAIL 32; /),
    ]);
    expect([status, stderr]).toEqual([0, '484 lines read, 52 with a code\n']);
    expect((await run([...live, '-'], stream)).stdout.toString().length).toBe(stdout.length);
  });

  it('--format json prints one object for each event, which programs can read', async () => {
    const { stdout } = await run([...live, '--format', 'json'], stream);
    const events = linesOf(stdout).map((line) => JSON.parse(line));
    expect(
      events.map(({ event, incident }) => [event, incident.id, incident.title, incident.ongoing]),
    ).toEqual([
      ['begins', 1, 'The master does not answer', false],
      ['over', 1, 'The master does not answer', false],
      ['begins', 2, deviceFails, true],
    ]);
    const isValid = new Ajv({ strict: false }).compile(schemas['live-event']!);
    for (const event of events) expect(isValid(event), JSON.stringify(isValid.errors)).toBe(true);
    for (const { schema, time, incident } of events) {
      expect(schema).toBe('mooncake-annotate/live-event@1');
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT.*\+00:00$/);
      expect(incident.checks.length).toBeGreaterThan(0);
      expect(incident.samples[0].text).toMatch(/^store-\d store E20261123 /);
    }
  });

  it('tells an event as soon as it is known, however long the stream stays open', async () => {
    const running = start([...live, '--format', 'json']);
    running.child.stdin.write(stream);
    await running.until(({ stdout }) => linesOf(stdout).length === 3);
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(143);
  });

  it('--report writes the incidents that were seen', async () => {
    const report = path.join(temporaryFolder(), 'seen.json');
    await run([...live, '--report', report], stream);
    const { incidents } = JSON.parse(readFileSync(report, 'utf8'));
    expect(incidents.map(({ id, title }: { id: number; title: string }) => [id, title])).toEqual([
      [1, 'The master does not answer'],
      [2, deviceFails],
    ]);
  });

  it('is read beside files', async () => {
    const file = path.join(temporaryFolder(), 'node7.log');
    writeFileSync(file, stream);
    const running = start([...live, '--from-start', '--format', 'json', '-', file]);
    running.child.stdin.end(sternStream()[0]);
    await running.until(({ stdout }) => linesOf(stdout).length === 3);
    running.child.kill('SIGINT');
    const { status, stderr } = await running.ended;
    expect([status, stderr]).toEqual([130, '485 lines read, 52 with a code\n']);
  });

  it('reads a last line without its end, and compressed streams', async () => {
    const { stderr } = await run(live, 'E20261123 02:14:13.000000 7 client.cpp:12] put: RPC_FAIL');
    expect(stderr).toBe('1 line read, 1 with a code\n');
    const { gzipSync } = await import('node:zlib');
    expect((await run(live, gzipSync(stream))).stderr).toBe('484 lines read, 52 with a code\n');
  });
});
