import { describe, expect, it } from 'vitest';
import { hostAddresses } from '../../../src/triage/places/named-places.ts';

describe('the addresses of hosts', () => {
  it('are none of those by which each host calls itself', () => {
    const named = (name: string, host: string) => ({
      kind: 'self' as const,
      name,
      host,
      lines: 1,
      first: 0,
      last: 0,
    });
    const addresses = hostAddresses(
      ['a', 'b'],
      [],
      [
        named('127.0.0.1:12919', 'a'),
        named('localhost:12919', 'a'),
        named('[::1]:12919', 'b'),
        named('10.0.0.7:12919', 'b'),
      ],
    );
    expect([...addresses].map(([host, own]) => [host, [...own]])).toEqual([
      ['a', ['a']],
      ['b', ['b', '10.0.0.7']],
    ]);
  });
});
