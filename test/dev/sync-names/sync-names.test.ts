import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNames, readWheel } from '../../../src/dev/sync-names/read-names.ts';
import { namesRecord, type ReadRelease, selectNamed, unknownIn } from '../../../src/dev/sync-names/record.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'names-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function release(name: string, names: readonly string[], more: Partial<ReadRelease> = {}): ReadRelease {
  return { release: name, isPartial: false, names: new Set(names), defaults: new Map(), marks: [], ...more };
}

describe('the names of a checkout', () => {
  test('are its flags, variables, pages, metrics, and the texts that are looked for', () => {
    write(
      'mooncake-store/src/master.cpp',
      `DEFINE_int64(client_ttl, kTtl, "seconds");
static constexpr int64_t kTtl = 10;
DEFINE_uint64(lease, 5 * 1000, "ms");
void f() {
  getenv("MC_MTU");
  server.set_http_handler<GET>("/role", h);
  gauge("master_key_count", "keys");
  LOG(INFO)
      << "Master service started on port "
      << port;
  LOG(INFO) << "a text in "
               "two parts";
}`,
    );
    write('mooncake-store/tests/other.cpp', 'getenv("MC_ONLY_IN_TESTS");');
    const { names, defaults, marks } = readNames(folder, ['a text in two parts', 'not there']);
    expect([...names].sort()).toEqual([
      '--client_ttl',
      '--lease',
      '/role',
      'MC_MTU',
      'a text in two parts',
      'master_key_count',
    ]);
    expect(Object.fromEntries(defaults)).toEqual({ '--client_ttl': '10', '--lease': '5000' });
    expect(marks).toEqual(['master.cpp:8']);
  });

  test('of a wheel are the strings of its programs that look like names', () => {
    write('mooncake_master', '\0\x01MC_MTU\0rpc_port\0/role\0other words\0a text\0');
    const names = readWheel(folder, ['a text']);
    expect([...names].sort()).toEqual(['--rpc_port', '/role', 'MC_MTU', 'a text']);
  });
});

describe('the record of releases', () => {
  test('says from which to which each name is there, and how defaults changed', () => {
    const { names, marks } = namesRecord([
      release('v1', ['--a', '--b'], { defaults: new Map([['--a', '1']]), marks: ['m.cpp:1'] }),
      release('v2', ['--a', 'MC_NEW'], { defaults: new Map([['--a', '1']]), marks: ['m.cpp:2'] }),
      release('v3', ['--a', 'MC_NEW'], { defaults: new Map([['--a', '2']]), marks: ['m.cpp:2'] }),
    ]);
    expect(names).toEqual({
      '--a': {
        since: 'v1',
        defaults: [
          ['v1', '1'],
          ['v3', '2'],
        ],
      },
      '--b': { since: 'v1', until: 'v1' },
      MC_NEW: { since: 'v2' },
    });
    expect(marks).toEqual({ 'm.cpp:1': ['v1'], 'm.cpp:2': ['v2', 'v3'] });
  });

  test('takes what a wheel does not hold for no proof that it has gone', () => {
    const read = [release('v1', ['MC_A', 'MC_B']), release('v2', ['MC_A', 'MC_C'], { isPartial: true })];
    expect(namesRecord(read).names).toEqual({
      MC_A: { since: 'v1' },
      MC_B: { since: 'v1' },
      MC_C: { since: 'v2' },
    });
  });

  test('gives advice the part that it names, and tells what is in no release', () => {
    const record = namesRecord([release('v1', ['--known_flag', 'MC_FRONT_PART', 'MC_OTHER'])]);
    const lines = ['`--known_flag` and `--no_flag`', '`MC_FRONT`'];
    expect(Object.keys(selectNamed(lines, record).names)).toEqual(['--known_flag']);
    expect(unknownIn(lines, record)).toEqual(['--no_flag']);
  });
});
