import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codes } from '../../../src/catalogue/codes/index.ts';
import type { MessagesByFile } from '../../../src/catalogue/message.ts';
import { MessageTable } from '../../../src/catalogue/messages/message-table.ts';
import type { Decision } from '../../../src/dev/sync-catalogue/decisions.ts';
import { renderPattern } from '../../../src/dev/sync-catalogue/render.ts';

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../src/catalogue/${name}`, import.meta.url), 'utf8')) as T;
}

const messages = read<MessagesByFile>('messages.json');
const decisions = read<Decision[]>('message-decisions.json');
const sourceFiles = read<Record<string, string[]>>('source-files.json');
const entries = Object.entries(messages).flatMap(([file, list]) => list.map((m) => ({ file, ...m })));
const groups = new Map(codes.map((c) => [c.name, `${c.component}/${c.group}`]));

describe('the table of messages', () => {
  test('holds each text of a file and severity once', () => {
    const keys = entries.map((e) => `${e.file} ${e.severity} ${e.pattern}`);
    expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
  });

  test('names only codes of the catalogue, and either one code or several of one group', () => {
    const wrong = entries.filter((e) => {
      const names = e.code === undefined ? (e.oneOf ?? []) : [e.code];
      const of = new Set(names.map((n) => groups.get(n)));
      return (
        of.has(undefined) ||
        of.size > 1 ||
        (e.oneOf !== undefined && (e.code !== undefined || e.oneOf.length < 2))
      );
    });
    expect(wrong).toEqual([]);
  });

  test('has enough text in each pattern to mean something, or knows the lines that print it', () => {
    expect(
      entries.filter(
        (e) =>
          (e.pattern.replaceAll('{}', '').match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 6 && e.lines === undefined,
      ),
    ).toEqual([]);
  });

  test('has for each outcome by line a code, several of one group, or nothing', () => {
    const wrong = entries.filter((e) =>
      (e.outcomes ?? []).some((outcome) => {
        const of = new Set(outcome.split('/').map((name) => groups.get(name)));
        return outcome !== '' && (of.has(undefined) || of.size > 1);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('finds each coded text again from a line that it prints', () => {
    const table = new MessageTable(messages);
    const coded = entries.filter((e) => e.code !== undefined);
    const found = coded.filter((e) => {
      const line = Buffer.from(renderPattern(e.pattern, 0)).toString('latin1');
      return table.match(line, { file: e.file, severity: e.severity, line: 0 })?.code === e.code;
    });
    // A few texts of one file cannot be told apart once their values are in.
    expect(found.length / coded.length).toBeGreaterThan(0.99);
  });

  test('knows the source file of every text', () => {
    expect(Object.keys(messages).filter((f) => sourceFiles[f] === undefined)).toEqual([]);
  });

  test('never has an empty note or check', () => {
    const empty = [...entries, ...decisions].filter(
      (e) => e.note?.trim() === '' || e.check?.length === 0 || e.check?.some((c) => c.trim() === ''),
    );
    expect(empty).toEqual([]);
  });
});

test('every decision about a code says why', () => {
  const deciding = decisions.filter(
    (d) => d.code !== undefined || d.oneOf !== undefined || d.none !== undefined,
  );
  expect(deciding.filter((d) => (d.why ?? '') === '')).toEqual([]);
});

test('every decision finds its text in the table', () => {
  const known = new Set(entries.map((e) => `${e.file} ${e.pattern}`));
  const lost = decisions.filter(
    (d) => !(typeof d.file === 'string' ? [d.file] : d.file).some((f) => known.has(`${f} ${d.pattern}`)),
  );
  expect(lost).toEqual([]);
});

// Messages whose code was decided by reading Mooncake's source.
test.each([
  ['master_client.cpp', 'E', 'RPC call failed: Connection refused', 'RPC_FAIL'],
  ['master_client.cpp', 'E', 'Version mismatch: server=0.3.9 client=0.3.12', 'INVALID_VERSION'],
  ['real_client.cpp', 'E', 'Failed to allocate segment memory', 'INVALID_PARAMS'],
  [
    'transfer_task.cpp',
    'E',
    'Failed to complete transfers after 60000 milliseconds for batch 140178538663840',
    'TRANSFER_FAIL',
  ],
  [
    'transfer_metadata_plugin.cpp',
    'E',
    'SocketHandShakePlugin: connect()10.0.0.4:15428: Connection refused [111]',
    'ERR_SOCKET',
  ],
  [
    'rdma_endpoint.cpp',
    'E',
    '[Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Connection timed out [110]',
    'ERR_ENDPOINT',
  ],
  ['rdma_context.cpp', 'E', 'No matched device found: mlx5_9', 'ERR_DEVICE_NOT_FOUND'],
  [
    'transfer_metadata.cpp',
    'E',
    'Handshake rejected by 10.0.0.4: Handshake callback failed: -201',
    'ERR_METADATA',
  ],
  ['client_service.cpp', 'W', 'lease_expired_before_data_transfer_completed key=k1', 'LEASE_EXPIRED'],
  ['client.cpp', 'E', 'register_local_memory_failed base=0x7f00 size=1024, error=-202', 'INVALID_PARAMS'],
  ['master_client.cpp', 'E', 'Batch RPC call failed: Connection timed out', undefined],
  ['master_client.cpp', 'E', 'Batch RPC call failed: End of file', 'RPC_FAIL'],
  ['worker_pool.cpp', 'W', 'Worker: Cannot make connection for endpoint: 10.0.0.4:15428@mlx5_1', undefined],
  ['heterogeneous_rdma_transport.cpp', 'E', 'HeterogeneousRdmaTransport:transport is null', undefined],
  ['storage_backend.cpp', 'E', 'Key not found: k1', undefined],
] as const)('%s %s "%s" implies %s', (file, severity, message, code) => {
  expect(new MessageTable(messages).match(message, { file, severity, line: 0 })?.code).toBe(code);
});

const values = ['', 'word', 'several words', 'a: b, c=[d] (e), {f}', '10.0.0.4:15428@mlx5_1'];
const fixed = ({ pattern }: { pattern: string }): number => pattern.replaceAll('{}', '').length;

test.each(values)('every text is found with "%s" for each of its values', (value) => {
  const table = new MessageTable(messages);
  const lost = entries.flatMap((entry) => {
    const places = (entry.pattern.match(/\{\}/g) ?? []).length;
    return Array.from({ length: places + 1 }, (_, empty) => empty).flatMap((changed) => {
      let place = 0;
      const text = entry.pattern.replace(/\{\}/g, () =>
        place++ === changed || changed === places ? value : 'kv-0',
      );
      const line = Number(/\d+(?=[, ]|$)/.exec(entry.lines?.at(-1)?.split(':')[1] ?? '')?.[0] ?? 0);
      const found = table.match(Buffer.from(text).toString('latin1').trim(), { ...entry, line });
      // Another text of the file may say more about the line.
      return found !== undefined && fixed(found) >= fixed(entry) ? [] : [`${entry.file} ${text}`];
    });
  });
  expect(lost).toEqual([]);
});
