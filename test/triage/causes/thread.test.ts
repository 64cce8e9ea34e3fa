import { describe, expect, it } from 'vitest';
import { gathered, reported } from '../gathered.ts';

const line = (thread: number, message: string): string =>
  `I20261129 06:36:02.818790 ${thread} master_service.cpp:11036] client_id=14504857095039464344-6656360271192206221, ${message}`;
const expired = 'action=client_expired';
const lost = 'segment_name=127.0.0.1:13251, action=unmount_expired_mem_segment';

describe('what one thread prints in one go', () => {
  it('is one incident: a client that is given up, and the memory that is lost with it', () => {
    const { incidents, unexplained } = reported([
      gathered('master', [line(20314, expired), line(20314, lost)]),
    ]);
    expect(incidents.map(({ title, lines }) => [title, lines])).toEqual([
      ['A client went silent: its segment was unmounted, and the objects in it are lost', 2],
    ]);
    expect(unexplained).toEqual([]);
  });

  it('is none where routine stands in another log', () => {
    const { unexplained } = reported([
      gathered('master-a', [line(20314, expired)]),
      gathered('master-b', [line(20314, lost)]),
    ]);
    expect(unexplained.map(({ name }) => name)).toEqual(['The master gave up on a client']);
  });
});
