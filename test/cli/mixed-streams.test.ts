import { describe, expect, it } from 'vitest';
import { linesOf, run } from './program.ts';

const lines = {
  'a header of glog':
    'E20261123 02:14:13.000000 7 master_client.cpp:370] RPC call failed: Connection refused',
  'a header of vLLM':
    "(EngineCore_DP0 pid=12) ERROR 11-23 02:14:15 [mooncake_backend.py:97] Failed to get key ['k'], res:[-800]",
  'an access log': '10.0.0.9 - - [23/Nov/2026:02:14:13 +0000] "GET /health HTTP/1.1" 503 12 "-" "curl"',
  "uvicorn's access log": 'INFO:     10.0.0.9:55432 - "GET /health HTTP/1.1" 200 OK',
  'no header': 'Failed to put: RPC_FAIL',
};

const writers: Readonly<Record<string, (line: string, host: string) => string>> = {
  stern: (line, host) => `${host} store ${line}`,
  'stern --all-namespaces': (line, host) => `prod ${host} store ${line}`,
  'stern -o json': (line, host) =>
    JSON.stringify({
      message: line,
      nodeName: 'gpu-7',
      namespace: 'prod',
      podName: host,
      containerName: 'store',
    }),
  'kubectl logs --prefix': (line, host) => `[pod/${host}/store] ${line}`,
  'kubectl logs --prefix of an init container': (line, host) => `[pod/${host}/store init] ${line}`,
  'mooncake-annotate --follow --prefix': (line, host) => `${host}.log: ${line}`,
  'mooncake-annotate --follow --prefix of a folder': (line, host) => `logs/${host}.log: ${line}`,
  pdsh: (line, host) => `${host}: ${line}`,
  'a bracket': (line, host) => `[${host}] ${line}`,
  logcli: (line, host) => `2026-11-23T02:14:13Z {app="mooncake", pod="${host}"} ${line}`,
  'docker compose': (line, host) => `${host}  | ${line}`,
  journalctl: (line, host) => `Nov 23 02:14:13 ${host} store[12]: ${line}`,
};

const hosts = ['mooncake-store-0', 'node-1'];

describe('the host of a line in a mixed stream', () => {
  it.each(Object.entries(writers))('is told by %s, whatever the line', async (_, write) => {
    const all = hosts.flatMap((host) => Object.values(lines).map((line) => ({ host, line })));
    const { stdout } = await run(
      ['-o', 'ndjson'],
      all.map(({ line, host }) => `${write(line, host)}\n`).join(''),
    );
    expect(linesOf(stdout).map((line) => JSON.parse(line).hostname)).toEqual(all.map(({ host }) => host));
  });
});

const down = (second: number): string =>
  `E20261123 02:14:${second}.000000 7 master_client.cpp:370] RPC call failed: Connection refused\n`;
const block = (name: string, seconds: readonly number[]): string =>
  `==> ${name} <==\n${seconds.map(down).join('')}\n`;

describe('triage of a mixed stream', () => {
  it('tells the hosts of blocks apart that tail and --follow write', async () => {
    const log = [
      block('logs/node-1.log', [11, 12]),
      block('/var/log/mooncake/node7/store.log', [13, 14]),
      block('logs/node-1.log', [15, 16, 17]),
    ].join('');
    const { stdout } = await run(['triage', '--format', 'json'], log);
    const { incidents, hosts: read } = JSON.parse(stdout.toString());
    expect(read).toBe(2);
    expect(
      incidents[0].places.hosts.map(({ name, lines }: { name: string; lines: number }) => [name, lines]),
    ).toEqual([
      ['node-1', 5],
      ['node7', 2],
    ]);
    const only = await run(['triage', '--format', 'json', '--host', 'node7'], log);
    expect(JSON.parse(only.stdout.toString()).found).toBe(2);
  });

  it('counts the hosts that were read, also those of which nothing is to be said', async () => {
    const healthy = (host: number): string =>
      `store-${host} store I20261123 02:14:13.000000 7 client_service.cpp:1533] BatchGet completed keys=1\n`;
    // More lines than are looked at to the last one.
    const log = `${healthy(0).repeat(4000)}${healthy(1)}${healthy(2)}${healthy(0).repeat(4000)}`;
    for (const format of ['text', 'markdown', 'html'])
      expect(
        (await run(['triage', '--format', format], log)).stdout.toString().replaceAll(/\s+/g, ' '),
      ).toMatch(format === 'html' ? /Hosts<\/dt><dd>3</ : /of 1 input from 3 hosts/);
  });
});
