import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, run } from './program.ts';

/** The first lines of the pages that an answer holds: `NAME (-1)  Component / Group`. */
function headings(stdout: Buffer): string[] {
  return linesOf(stdout).filter((line) => /^\w+ \(-?\d+\)/.test(line));
}

const objectNotFound = 'OBJECT_NOT_FOUND (-704)  Store / Engine Operation';
const segmentNotFound = 'SEGMENT_NOT_FOUND (-101)  Store / Segment Selection';
const dns = 'ERR_DNS (-101), as a status: Dns  TransferEngine / Handshake';

describe('explain', () => {
  it.each([
    [['-704'], [objectNotFound]],
    [['--', '-704'], [objectNotFound]],
    [['OBJECT_NOT_FOUND'], [objectNotFound]],
    [['object_not_found'], [objectNotFound]],
    [['store:-101'], [segmentNotFound]],
    [['Store:-101'], [segmentNotFound]],
    [['te:-101'], [dns]],
    [['TransferEngine:ERR_DNS'], [dns]],
    [['-101'], [dns, segmentNotFound]],
    [
      ['-704', 'te:-101'],
      [objectNotFound, dns],
    ],
    [
      ['-704', '--', '-101'],
      [objectNotFound, dns, segmentNotFound],
    ],
  ])('%j explains %j', async (words, pages) => {
    const { stdout, stderr, status } = await run(['explain', ...words]);
    expect(headings(stdout)).toEqual(pages);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('takes the name of a status', async () => {
    const { stdout } = await run(['explain', 'AddressNotRegistered']);
    expect(stdout.toString()).toContain('ERR_ADDRESS_NOT_REGISTERED (-3), as a status: AddressNotRegistered');
  });

  it('says what a code means, why it comes, what to check, how it looks and what is near', async () => {
    const { stdout } = await run(['explain', '-704']);
    const text = stdout.toString();
    for (const part of ['  Object not found\n', '\n  Usual causes\n', '\n  What to check\n', '\n  Sample\n'])
      expect(text).toContain(part);
    expect(text).toMatch(/\n {2}Related: \w+/);
  });

  it('says that the source file decides between the readings of a shared number', async () => {
    const { stdout } = await run(['explain', '-101']);
    expect(linesOf(stdout)[0]).toMatch(/^2 meanings; the source file/);
  });

  it('finds codes by words of their text', async () => {
    const { stdout, status } = await run(['explain', 'lease']);
    expect(stdout.toString()).toContain('OBJECT_HAS_LEASE');
    expect(status).toBe(0);
    const one = await run(['explain', 'out of', 'etcd key']);
    expect(one.stdout.toString()).toContain('ERR_MEMORY');
    expect(one.stdout.toString()).toContain('ETCD_KEY_NOT_EXIST');
  });

  it.each([
    ['OBJECT_NOT_FUOND', 'did you mean OBJECT_NOT_FOUND'],
    ['ERR_DSN', 'did you mean ERR_DNS'],
    ['store:RPC_FIAL', 'did you mean RPC_FAIL'],
    ['704', 'did you mean -704?'],
    ['-70000', 'no code has this value'],
    ['NO_SUCH_CODE', '`mooncake-annotate codes` lists all'],
    ['te:RPC', '`mooncake-annotate codes` lists all'],
    ['E', '`mooncake-annotate codes` lists all'],
    ['qqqqqqqqqqqqqqqqqqqqqqqqqqqq', '`mooncake-annotate codes` lists all'],
  ])(
    'answers %s in one line with what may be meant, status 2, and explains the others',
    async (word, tip) => {
      const { stdout, stderr, status } = await run(['explain', '-704', word, 'te:-101']);
      expect(headings(stdout)).toEqual([objectNotFound, dns]);
      expect(linesOf(stderr)).toEqual([
        expect.stringMatching(new RegExp(`^mooncake-annotate: unknown code "${word}"; `)),
      ]);
      expect(stderr).toContain(tip);
      expect(status).toBe(2);
    },
  );

  it.each([
    ['ObjectNotFound', /^OBJECT_NOT_FOUND \(-704\)/],
    ['4294966592', /^4294966592 is -704 as an unsigned number of 32 bits/],
    ['0xfffffd40', /^0xfffffd40 is -704 /],
    ['0xFFFFFFFFFFFFFD40', /^0xFFFFFFFFFFFFFD40 is -704 as an unsigned number of 64 bits/],
    ['Store/Transfer', /^Store\/Transfer has 1 code; .*\n +TRANSFER_FAIL +-800/],
    ['Store / Transfer', /^Store \/ Transfer has 1 code/],
    ['store', /^store has \d+ codes/],
    ['ENOSPC', /^28 is ENOSPC of the system \(no space left on device\), no code of Mooncake's\.\n/],
    ['110', /^110 is ETIMEDOUT of the system/],
    ['Connection timed out [110]', /^110 is ETIMEDOUT of the system/],
    ['error_codes=[-704]', /^The line states OBJECT_NOT_FOUND \(-704\)/],
    ['etcd_helper.cpp:237', /^Messages of etcd_helper\.cpp that imply a code:\n.*ETCD_OPERATION_ERROR/],
    ['RDMA transport retries exceeded', /^RDMA transport retries exceeded: /],
    ['timeout', /^No code is called "timeout"\. Its words stand in the text of 2 codes:/],
    [
      'E0730 11:49:18.5 1 rdma_endpoint.cpp:385] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Connection timed out [110]',
      /^The line implies ERR_ENDPOINT \(-201\): TransferEngine \/ Other\.\n\nERR_ENDPOINT/,
    ],
  ])('says what %s is', async (word, expected) => {
    const { stdout, stderr, status } = await run(['explain', word]);
    expect(stdout.toString()).toMatch(expected);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each([['连接超时'], ['拨号连接超时了'], ['Überlauf'], ['overflow']])(
    'knows a text of a catalogue that is one word: %s',
    async (word) => {
      const folder = mkdtempSync(join(tmpdir(), 'explain-'));
      const file = join(folder, 'own.yaml');
      writeFileSync(
        file,
        'components: {Net: {codes: [{name: NET_LOST, value: 1, description: x, aliases: [连接超时, Überlauf, overflow]}]}}',
      );
      const { stdout, stderr, status } = await run(['explain', '--catalogue', file, word]);
      rmSync(folder, { recursive: true });
      expect(stdout.toString()).toMatch(/^NET_LOST \(1\).* {2}Net \/ Other$/m);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );

  it('explains the name that Mooncake prints for a code without one', async () => {
    const { stdout, status } = await run(['explain', 'UNKNOWN_ERROR']);
    expect(stdout.toString()).toContain('REPLICA_NOT_IN_LOCAL_MEMORY (-713)');
    expect(status).toBe(0);
  });

  it('prints JSON with --format json, whatever the place of the flag', async () => {
    for (const args of [
      ['--format', 'json', '-101'],
      ['-101', '--format', 'json'],
    ]) {
      const { stdout, status } = await run(['explain', ...args]);
      const rows = JSON.parse(stdout.toString());
      expect(rows).toMatchObject([
        { component: 'TransferEngine', group: 'Handshake', name: 'ERR_DNS', value: -101 },
        { component: 'Store', group: 'Segment Selection', name: 'SEGMENT_NOT_FOUND', value: -101 },
      ]);
      for (const row of rows)
        for (const field of ['description', 'cause', 'action', 'sample'])
          expect(row[field].length).toBeGreaterThan(0);
      expect(status).toBe(0);
    }
  });

  it('prints valid JSON also when a word means nothing', async () => {
    const some = await run(['explain', '--format', 'json', 'qqqqqqqqqqqqqqqq', '-704']);
    expect(JSON.parse(some.stdout.toString()).length).toBe(1);
    expect(some.status).toBe(2);
    const none = await run(['explain', '--format', 'json', 'qqqqqqqqqqqqqqqq']);
    expect(JSON.parse(none.stdout.toString())).toEqual([]);
    expect(none.status).toBe(2);
  });

  it('lists with a code, and with a file, the messages whose line decides which code follows', async () => {
    const { stdout } = await run(['explain', 'real_client.cpp']);
    expect(stdout.toString()).toMatch(/E +INVALID_PARAMS +"Client is not initialized"/);
    const [code] = JSON.parse(String((await run(['explain', 'INVALID_PARAMS', '--format', 'json'])).stdout));
    expect(code.messages).toContainEqual(
      expect.objectContaining({ file: 'real_client.cpp', pattern: 'Client is not initialized' }),
    );
  });
});
