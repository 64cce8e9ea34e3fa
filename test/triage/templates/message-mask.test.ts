import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestForm, MessageMask } from '../../../src/triage/templates/message-mask.ts';

const masked = (text: string): string => new MessageMask().mask(text, 0, text.length);

describe('what varies is masked', () => {
  it.each([
    [
      'numbers',
      'Ping failed 5/300, waited 5000ms of 1.5 s',
      'Ping failed <num>/<num>, waited <num>ms of <num> s',
    ],
    ['addresses', 'buffer 0x7f86a83bf010 at 7f86a83bf010', 'buffer <hex> at <hex>'],
    ['IPs and ports', 'from 10.0.3.18 to 10.0.3.17:12345', 'from <ip> to <ip:port>'],
    ['IPv6', 'peer [fe80::a00:27ff:fe4e:66a1]:50051', 'peer [<ip>]:<num>'],
    ['NIC paths', 'local 10.0.3.17:12345@mlx5_0', 'local <ip:port>@mlx<num>_<num>'],
    ['UUIDs', 'request cmpl-232aeb74-8d96-42d3-a34b-4026361c979a-0', 'request cmpl-<uuid>-<num>'],
    ['UUIDs that begin with letters', 'id deadbeef-8d96-42d3-a34b-4026361c979a', 'id <uuid>'],
    ['client ids', 'client_id=16159726694308199236-40570629770', 'client_id=<num>-<num>'],
    ['paths', 'Failed to open /dev/shm/mooncake_-1_segment: x', 'Failed to open <path>: x'],
    ['paths with letters of any language', 'open /data/voil\xc3\xa0/k.bin: x', 'open <path>: x'],
    ['relative paths', 'unable to remove mooncake/rpc_meta/127.0.0.1 in y', 'unable to remove <path> in y'],
    ['URLs', 'GET http://10.0.0.1:1/metadata?key=a%2Fb curl', 'GET <url> curl'],
    ['times', 'at 2026-07-30 11:49:18.123', 'at <num>-<num>-<num> <time>'],
    ['quoted strings', 'endpoint=\'10.84.206.158:14972\' and "a b"', "endpoint='<str>' and '<str>'"],
    [
      'keys of fields',
      'persist failed for key=llama@8@2, err=-400',
      'persist failed for key=<key>, err=-400',
    ],
    [
      'counted keys',
      'BatchPut failed for 1 keys due to insufficient space',
      'BatchPut failed for <num> keys due to insufficient space',
    ],
    ['a reason behind "key"', 'No space for key due to quota', 'No space for key due to quota'],
    ['keys in sentences', 'Operation for key held failed', 'Operation for key <key> failed'],
    ['keys before a code', 'Put of key req-9: RPC_FAIL', 'Put of key <key>: RPC_FAIL'],
    ['keys of models', 'evicted llama-3.1-70b@8@2@a0000 now', 'evicted <key> now'],
    ['lists', 'ids [3, 704, 800] and (1,2)', 'ids [<num>] and (<num>)'],
    ['lists of keys', "put ['a@1@2', 'b@1@2'],res:[0]", "put ['<str>'],res:[<num>]"],
    ['words with numbers', 'rank3 of stream-392 on enp67s0f5', 'rank<num> of stream-<num> on <id>'],
    ['colours', '\x1b[31mput\x1b[0m failed', ' put  failed'],
    ['negative numbers that report nothing', 'slack -5 left', 'slack <num> left'],
  ])('%s', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
  });
});

describe('what tells failures apart stays', () => {
  it.each([
    'Failed to start put operation: NO_AVAILABLE_HANDLE',
    'end of put with code -1601',
    'rc=-103, drvRetCode=6, status: 503900',
    'error code is 6, ret: 3',
    'Failed to unmount: -1106',
    'cuMemCreate(FABRIC) failed: 3',
    'tangFreeHost failed (999)',
    'Connection timed out [110]',
    'connect failed, errno=111 (Connection refused)',
    'Error: End of file (value: 2)',
    'http=404 response code: 503',
    'wc status=IBV_WC_RETRY_EXC_ERR: transport retry counter exceeded',
    'Failed to modify QP to RTR, then RTS, INIT',
    'EE1001 and H2D',
    "'bad state: CHECKSUM_MISMATCH'",
    'Memory key not found',
    '"error_code":-800',
  ])('%s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('writes the codes of a list once each, whatever their order and how often', () => {
    expect(masked('codes=[-704, 0, -800, -704]')).toBe('codes=[-704, -800]');
    expect(masked('codes={-800,-704}')).toBe('codes=[-704, -800]');
  });
});

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'key',
          'keys',
          '=',
          ' ',
          ': ',
          '/',
          '//',
          '"',
          "'",
          '[',
          ']',
          ',',
          '-',
          '@',
          '%2F',
          '0x',
          'a',
          '1',
          '.',
          'is',
          'err',
          '(',
          ')',
          '::',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  );

  it('becomes one of bounded length', () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 50 }), (some, times) => {
        const long = some.repeat(times);
        expect(masked(long).length).toBeLessThanOrEqual(longestForm * 2 + 20);
      }),
    );
  });

  it('is masked alike wherever in a line it stands and whatever was masked before', () => {
    const used = new MessageMask();
    fc.assert(
      fc.property(text, (some) => {
        const alone = masked(some);
        const line = `E0730 x] ${some}`;
        expect(used.mask(line, 9, line.length)).toBe(alone);
      }),
    );
  });
});
