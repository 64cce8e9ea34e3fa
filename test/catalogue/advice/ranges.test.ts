import { describe, expect, test } from 'vitest';
import shipped from '../../../src/catalogue/advice/names.json' with { type: 'json' };
import { adviceLines } from '../../../src/catalogue/advice/placeholders.ts';
import {
  adviceText,
  isIn,
  logTextsIn,
  namesIn,
  oldestTried,
  rangeOf,
  releases,
  releasesOf,
} from '../../../src/catalogue/advice/ranges.ts';
import recorded from '../../../src/dev/sync-names/names.json' with { type: 'json' };
import { type NamesFile, selectNamed, unknownIn } from '../../../src/dev/sync-names/record.ts';

const lines = adviceLines();
const record = recorded as unknown as NamesFile;

describe('the names of Mooncake in advice', () => {
  test('are each in some release that was read', () => {
    expect(unknownIn(lines, record)).toEqual([]);
  });

  test('have the ranges that the record gives them, and no others are shipped', () => {
    expect(shipped).toEqual(JSON.parse(JSON.stringify(selectNamed(lines, record))));
  });

  test('are of every kind: a flag, a variable, a page, a metric, a text of a log', () => {
    const line =
      '`curl http://{master}/role`: `--client_ttl`, `MC_MTU`, master_allocated_bytes; `grep -hE "first text|second [a-z]* text" {log}`, `Failed to mount segment`';
    expect(namesIn(line)).toEqual([
      '--client_ttl',
      'MC_MTU',
      '/role',
      'master_allocated_bytes',
      'first text',
      'second',
      'Failed to mount segment',
    ]);
  });

  test('are not taken from other programs, file names or fronts of names', () => {
    for (const line of [
      '`etcdctl --endpoints={etcd} get --prefix mooncake/ --keys-only`',
      'see master_service.cpp',
      '`grep "x" /proc/meminfo`',
      '`grep -E "^MOONCAKE_(OFFLOAD|DFS)"`',
    ])
      expect(namesIn(line)).toEqual([]);
  });

  test('of logs are whole alternatives, without what is a pattern in them', () => {
    expect(logTextsIn('`grep -o "Eviction: Success/Attempts=[^|]*" {master-log} | tail -3`')).toEqual([
      'Eviction: Success/Attempts=',
    ]);
  });
});

describe('a line of advice', () => {
  test('says from which release on there is what it names', () => {
    expect(rangeOf('/role')?.since).toBe('v0.3.10.post2');
    expect(adviceText('`curl http://{master}/role`')).toBe(
      '`curl http://{master}/role` [v0.3.10.post2 and newer]',
    );
  });

  test('says nothing of what all releases have that were tried', () => {
    const line = '`curl http://{master}/get_all_segments`';
    expect(isIn('/get_all_segments', oldestTried)).toBe(true);
    expect(adviceText(line)).toBe(line);
  });

  test('says nothing where the release is known to have it', () => {
    expect(adviceText('`/role`', ['v0.3.12'])).toBe('`/role`');
    expect(adviceText('`/role`', ['v0.3.9', 'v0.3.12'])).toBe('`/role` [v0.3.10.post2 and newer]');
  });

  test('gives the default of the release, or all of them', () => {
    const line = '{default --default_kv_lease_ttl} ms';
    expect(adviceText(line)).toBe('10000, before v0.3.12 5000 ms');
    expect(adviceText(line, ['v0.3.9'])).toBe('5000 ms');
    expect(adviceText(line, ['v0.3.12', 'v0.3.12.post1'])).toBe('10000 ms');
  });

  test('asks for defaults of flags only that have one', () => {
    const flags = lines.flatMap((line) =>
      [...line.matchAll(/\{default (--\w+)\}/g)].map((match) => match[1]!),
    );
    expect(flags.length).toBeGreaterThan(0);
    expect(flags.filter((flag) => (rangeOf(flag)?.defaults ?? []).length === 0)).toEqual([]);
  });
});

describe('the releases that a start line can be of', () => {
  test('are those whose source has it on that line', () => {
    expect(releasesOf(['master.cpp:515'])).toEqual(['v0.3.9']);
    expect(releasesOf(['master.cpp:1366', 'transfer_engine_impl.cpp:182'])).toEqual([
      'v0.3.12',
      'v0.3.12.post1',
    ]);
  });

  test('are none where lines contradict each other or say nothing', () => {
    expect(releasesOf(['master.cpp:515', 'master.cpp:1366'])).toEqual([]);
    expect(releasesOf(['other.cpp:1'])).toEqual([]);
    expect(releasesOf([])).toEqual([]);
  });

  test('are in the order in which they came out', () => {
    expect(releases.indexOf('v0.3.9')).toBeLessThan(releases.indexOf('v0.3.10'));
    expect(releases.indexOf('v0.3.12.post1')).toBeLessThan(releases.indexOf('v0.3.13.post1'));
  });
});
