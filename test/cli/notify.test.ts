import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linesOf, run, temporaryFolder } from './program.ts';

/** What a server was sent, and where it listens. */
async function webhook(answer: (at: number) => number) {
  const received: { readonly method: string | undefined; readonly body: unknown }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      received.push({ method: request.method, body: JSON.parse(text) });
      response.writeHead(answer(received.length), { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { received, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const log = 'E20260730 02:14:13.000402 1 real_client.cpp:1] connect <!channel>: RPC_FAIL\n';
const secret = 'T0KEN-s3cret';

/** A folder with a log and a file that holds an address. */
function folder(address: string): string {
  const cwd = temporaryFolder();
  writeFileSync(path.join(cwd, 'a.log'), log);
  writeFileSync(path.join(cwd, 'address'), `${address}\n`);
  return cwd;
}

const summary = ['summary', '--quiet', '--fail-on', 'Store > 0', '--notify', 'address', 'a.log'];

describe('--notify', () => {
  it('posts a text that Slack takes, where the condition holds, and shows the address nowhere', async () => {
    const { received, origin } = await webhook(() => 200);
    const cwd = folder(`${origin}/services/${secret}`);
    const { stdout, stderr, status } = await run([...summary, '--report', 'a.html'], '', { cwd });
    expect(status).toBe(1);
    expect(received).toHaveLength(1);
    const { text } = received[0]!.body as { text: string };
    expect(text).toMatch(
      /^Mooncake errors on \S+: .*Store.* holds; 1 of 1 line with a code, 2026-07-30 02:14:13/,
    );
    expect(text).toContain('\n• RPC_FAIL (-900), Store / RPC: 1 line');
    expect(text).not.toContain('channel');
    expect(`${stdout}${stderr}`).not.toContain(secret);
    const quiet = summary.map((word) => word.replace('> 0', '> 5'));
    expect(await run(quiet, '', { cwd })).toMatchObject({ status: 0, stderr: '' });
    expect(received).toHaveLength(1);
  });

  it('posts alerts to Alertmanager, from the environment, also of incidents', async () => {
    const { received, origin } = await webhook((at) => (at === 1 ? 503 : 200));
    const logs = ['2', '3', '4', '5'].map((node) => `fixtures/incidents/one-nic-down/node${node}/sglang.log`);
    const env = { MOONCAKE_ANNOTATE_NOTIFY: `${origin}/api/v2/alerts?token=${secret}` };
    const { stdout, stderr, status } = await run(['triage', '--fail-on', 'incident', ...logs], '', { env });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('--fail-on holds: incident'),
    });
    expect(received).toHaveLength(2);
    expect(received[1]!.body).toEqual([
      {
        labels: expect.objectContaining({ alertname: 'MooncakeIncident', host: expect.any(String) }),
        annotations: { summary: expect.any(String), description: expect.stringContaining(' lines; ') },
        startsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*[+-]\d\d:\d\d$/),
      },
    ]);
    expect(`${stdout}${stderr}`).not.toContain(secret);
  });

  it('says what went wrong without the address, and fails', async () => {
    const { received, origin } = await webhook(() => 302);
    const result = await run(summary, '', { cwd: folder(`${origin}/${secret}`) });
    expect(received).toHaveLength(1);
    expect(result.stderr).toContain('the webhook answered with status 302');
    expect(result.stderr).not.toContain(origin);
    expect(result.status).toBe(2);
  });

  it.each([
    [
      ['summary', '--fail-on', 'any', '--notify', `https://x/${secret}`, 'a.log'],
      'all users of a host can read',
    ],
    [['summary', '--notify', 'address', 'a.log'], '--notify is for runs that may fail'],
    [['summary', '--fail-on', 'any', '--notify', 'none', 'a.log'], 'none cannot be read (ENOENT)'],
    [
      ['summary', '--fail-on', 'any', '--notify', 'address', 'a.log'],
      'the first line of address is no address',
    ],
  ])('refuses %j in one line before any log is read', async (args, words) => {
    const { stderr, status } = await run(args, '', { cwd: folder(`ftp://${secret}`) });
    expect(stderr).toContain(words);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).not.toContain(secret);
    expect(status).toBe(2);
  });
});
