import {
  appendFileSync as append,
  copyFileSync as copy,
  readFileSync as read,
  rmSync as remove,
  renameSync as rename,
  truncateSync as truncate,
  utimesSync,
  writeFileSync as write,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../../../src/input/follow/files/position.ts';
import { Follower } from '../../../../src/input/follow/follower.ts';
import { zstdOf } from '../../compression/zstd-frames.ts';
import { temporaryDirectory } from '../harness.ts';

/** Runs that look once and keep where they stood, as those with a checkpoint do. */
class Visits {
  readonly log = join(temporaryDirectory(), 'store.log');
  #positions: readonly Position[] | undefined;

  constructor(text: string) {
    write(this.log, text);
  }

  /** What a run read, and what it said may be missing. */
  async look(): Promise<{ text: string; gaps: string[] }> {
    const gaps: string[] = [];
    let text = '';
    const follower = new Follower([this.log], {
      from: 'start',
      watch: false,
      ...(this.#positions === undefined ? {} : { resume: this.#positions }),
      onWarning: ({ event, message }) => {
        if (event === 'gap') gaps.push(message);
      },
    });
    for await (const { bytes } of follower.poll()) text += bytes.toString();
    for await (const { bytes } of follower.giveUpQuiet()) text += bytes.toString();
    this.#positions = JSON.parse(JSON.stringify(follower.positions())) as Position[];
    for (const _ of follower.end('leave'));
    return { text, gaps };
  }
}

const compressions = [
  ['gz', gzipSync],
  ['zst', zstdOf],
] as const;

type Rotation = (log: string, to: string) => void;

const renamed: Rotation = (log, to) => {
  rename(log, to);
  write(log, '');
};
const copied: Rotation = (log, to) => {
  copy(log, to);
  truncate(log);
};
const rotations: readonly (readonly [string, Rotation])[] = [
  ['renamed', renamed],
  ['copied and truncated', copied],
];

/** As it was an hour ago. */
function age(path: string): void {
  utimesSync(path, Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
}

describe.each(rotations)('a log that is %s has lost nothing', (_, rotate) => {
  describe.each(compressions)('compressed by %s', (suffix, compress) => {
    const pack = (from: string, to: string) => {
      write(`${to}.${suffix}`, compress(read(from)));
      remove(from);
    };

    test.each(['', 'a\n'])('when it held %j and is compressed on the night after', async (text) => {
      const visits = new Visits(text);
      const { log } = visits;
      await visits.look();
      rotate(log, `${log}.1`);
      expect(await visits.look()).toEqual({ text: '', gaps: [] });
      for (let night = 0; night < 3; night++) {
        if (night > 0) rename(`${log}.2.${suffix}`, `${log}.3.${suffix}`);
        pack(`${log}.1`, `${log}.2`);
        rotate(log, `${log}.1`);
        append(log, `b${night}\n`);
        expect(await visits.look()).toEqual({ text: `b${night}\n`, gaps: [] });
      }
    });

    test.each(['', 'a\n'])('when it held %j and is compressed at once', async (text) => {
      const visits = new Visits(text);
      const { log } = visits;
      await visits.look();
      for (let night = 0; night < 3; night++) {
        rotate(log, `${log}.1`);
        pack(`${log}.1`, `${log}-2026112${night}`);
        expect(await visits.look()).toEqual({ text: '', gaps: [] });
      }
    });

    test.each(['', 'a\n'])('when it held %j and two nights were without a look', async (text) => {
      const visits = new Visits(text);
      const { log } = visits;
      await visits.look();
      for (const [night, line] of ['', 'b\n', ''].entries()) {
        rotate(log, `${log}.1`);
        pack(`${log}.1`, `${log}-2026112${night}`);
        append(log, line);
      }
      expect(await visits.look()).toEqual({ text: 'b\n', gaps: [] });
    });
  });

  test.each(['', 'a\n'])('when it held %j and is removed after it was read as rotated', async (text) => {
    const visits = new Visits(text);
    const { log } = visits;
    await visits.look();
    age(log);
    rotate(log, `${log}.1`);
    age(`${log}.1`);
    await visits.look();
    rotate(log, `${log}.1`);
    append(log, 'b\n');
    expect(await visits.look()).toEqual({ text: 'b\n', gaps: [] });
  });
});

describe('lines may be missing', () => {
  test('of a log that was removed, with what came since it was read', async () => {
    const visits = new Visits('a\n');
    const { log } = visits;
    await visits.look();
    append(log, 'lost\n');
    remove(log);
    write(log, 'b\n');
    const { text, gaps } = await visits.look();
    expect(text).toBe('b\n');
    expect(gaps).toHaveLength(1);
  });

  test('of an empty log that was removed, with what came into it', async () => {
    const visits = new Visits('');
    const { log } = visits;
    await visits.look();
    append(log, 'lost\n');
    // Another inode.
    rename(log, `${log}.1`);
    write(log, 'b\n');
    remove(`${log}.1`);
    const { text, gaps } = await visits.look();
    expect(text).toBe('b\n');
    expect(gaps).toHaveLength(1);
  });

  test('of a rotated log without its last line end', async () => {
    const visits = new Visits('a\n');
    const { log } = visits;
    await visits.look();
    append(log, 'half');
    renamed(log, `${log}.1`);
    age(`${log}.1`);
    await visits.look();
    remove(`${log}.1`);
    expect((await visits.look()).gaps).toHaveLength(1);
  });

  test('of a rotated log that was written to just before it was read', async () => {
    const visits = new Visits('a\n');
    const { log } = visits;
    await visits.look();
    append(log, 'late\n');
    renamed(log, `${log}.1`);
    expect(await visits.look()).toEqual({ text: 'late\n', gaps: [] });
    append(`${log}.1`, 'lost\n');
    remove(`${log}.1`);
    expect((await visits.look()).gaps).toHaveLength(1);
  });
});
