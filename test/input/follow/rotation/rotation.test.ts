import {
  appendFileSync as append,
  copyFileSync as copy,
  mkdirSync,
  rmSync as remove,
  renameSync as rename,
  statSync,
  symlinkSync,
  truncateSync as truncate,
  unlinkSync,
  utimesSync,
  writeFileSync as write,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { realFileSystem } from '../../../../src/input/follow/files/file-system.ts';
import { DRAIN_MS, temporaryDirectory, Watched } from '../harness.ts';

interface Scene {
  readonly directory: string;
  readonly log: string;
  readonly watched: Watched;
}

/** Rotates a log as logrotate's `copytruncate` does. */
function copyAndTruncate(log: string, rotated: string): void {
  copy(log, rotated);
  truncate(log);
}

/** A log of two lines, followed from its end, looked at once. */
async function scene(): Promise<Scene> {
  const directory = temporaryDirectory();
  const log = join(directory, 'store.log');
  write(log, 'old 1\nold 2\n');
  const watched = new Watched(log);
  expect(await watched.poll()).toBe('');
  return { directory, log, watched };
}

const switchLink = (link: string, target: string) => {
  symlinkSync(target, `${link}.new`);
  rename(`${link}.new`, link);
};

describe('each kind of rotation, with lines on both sides of it between two polls', () => {
  const kinds: [string, (scene: Scene) => void, string][] = [
    [
      'renamed and made anew',
      ({ log }) => {
        append(log, 'a\n');
        rename(log, `${log}.1`);
        write(log, 'b\n');
      },
      'a\nb\n',
    ],
    [
      'renamed, and written late under its new name',
      ({ log }) => {
        append(log, 'a\n');
        rename(log, `${log}.1`);
        write(log, 'c\n');
        append(`${log}.1`, 'b\n');
      },
      'a\nb\nc\n',
    ],
    [
      'rotated twice',
      ({ log }) => {
        append(log, 'a\n');
        rename(log, `${log}.1`);
        write(log, 'b\n');
        rename(`${log}.1`, `${log}.2`);
        rename(log, `${log}.1`);
        write(log, 'c\n');
      },
      'a\nb\nc\n',
    ],
    [
      'rotated twice, compressed each time',
      ({ log }) => {
        append(log, 'a\n');
        write(`${log}.2.gz`, gzipSync('old 1\nold 2\na\n'));
        remove(log);
        write(`${log}.1.gz`, gzipSync('b\n'));
        write(log, 'c\n');
      },
      'a\nb\nc\n',
    ],
    [
      'rotated to dated names',
      ({ log, directory }) => {
        append(log, 'a\n');
        rename(log, join(directory, 'store-20260730.log'));
        write(join(directory, 'store-20260731.log'), 'b\n');
        write(log, 'c\n');
      },
      'a\nb\nc\n',
    ],
    [
      'copied and truncated',
      ({ log }) => {
        append(log, 'a\n');
        copyAndTruncate(log, `${log}.1`);
        append(log, 'b\n');
      },
      'a\nb\n',
    ],
    [
      'copied and truncated, grown longer than it was',
      ({ log }) => {
        append(log, 'a\n');
        copyAndTruncate(log, `${log}.1`);
        append(log, 'a new line that is longer than all before\n');
      },
      'a\na new line that is longer than all before\n',
    ],
    [
      'copied and truncated twice',
      ({ log }) => {
        append(log, 'a\n');
        copyAndTruncate(log, `${log}.2`);
        append(log, 'b\n');
        copyAndTruncate(log, `${log}.1`);
        append(log, 'c\n');
      },
      'a\nb\nc\n',
    ],
    [
      'copied, compressed and truncated',
      ({ log }) => {
        append(log, 'a\n');
        write(`${log}.1.gz`, gzipSync('old 1\nold 2\na\n'));
        truncate(log);
        append(log, 'b\n');
      },
      'a\nb\n',
    ],
    ['overwritten with as many bytes', ({ log }) => write(log, 'new 1\nnew 2\n'), 'new 1\nnew 2\n'],
    [
      'replaced by another file of the same size',
      ({ log }) => {
        write(`${log}.tmp`, 'new 1\nnew 2\n');
        rename(`${log}.tmp`, log);
      },
      'new 1\nnew 2\n',
    ],
    [
      'deleted and made anew',
      ({ log }) => {
        append(log, 'a\n');
        remove(log);
        write(log, 'b\n');
      },
      'a\nb\n',
    ],
    [
      'its directory deleted and made anew',
      ({ log, directory }) => {
        append(log, 'a\n');
        remove(directory, { recursive: true });
        mkdirSync(directory);
        write(log, 'b\n');
      },
      'a\nb\n',
    ],
  ];
  test.each(kinds)('%s', async (_, change, expected) => {
    const all = await scene();
    change(all);
    expect((await all.watched.poll()) + (await all.watched.poll())).toBe(expected);
    // Nothing comes twice, neither later nor at the end.
    expect((await all.watched.pollLater()) + (await all.watched.pollLater()) + all.watched.end()).toBe('');
  });
});

describe('a glog link', () => {
  const name = (n: number) => `mooncake_master.INFO.20260730-11491${n}.4711`;

  test('switched to a new file, twice between two polls', async () => {
    const directory = temporaryDirectory();
    const link = join(directory, 'mooncake_master.INFO');
    write(join(directory, name(1)), 'old\n');
    symlinkSync(name(1), link);
    const watched = new Watched(link);
    await watched.poll();
    append(link, 'a\n');
    write(join(directory, name(2)), 'b\n');
    switchLink(link, name(2));
    write(join(directory, name(3)), 'c\n');
    switchLink(link, name(3));
    expect(await watched.poll()).toBe('a\nb\nc\n');
    append(join(directory, name(1)), 'late\n');
    append(link, 'd\n');
    expect(await watched.poll()).toBe('late\nd\n');
    expect(watched.follower.counters).toEqual({ rotations: 2, truncations: 0, gaps: 0 });
  });

  test('switched back to a file that was read: it goes on where reading stopped', async () => {
    const directory = temporaryDirectory();
    const link = join(directory, 'mooncake_master.INFO');
    write(join(directory, name(1)), 'old\n');
    symlinkSync(name(1), link);
    const watched = new Watched(link);
    await watched.poll();
    write(join(directory, name(2)), 'b\n');
    switchLink(link, name(2));
    expect(await watched.poll()).toBe('b\n');
    await watched.pollLater();
    switchLink(link, name(1));
    append(link, 'c\n');
    expect(await watched.poll()).toBe('c\n');
  });

  test('leads to another directory with names of another kind', async () => {
    const directory = temporaryDirectory();
    const link = join(directory, 'current');
    const files = join(directory, 'files');
    const target = (n: number) => join(files, `store.host1.root.log.INFO.20260730-11491${n}.4711`);
    mkdirSync(files);
    write(target(1), 'old\n');
    symlinkSync(target(1), link);
    const watched = new Watched(link);
    await watched.poll();
    write(target(2), 'b\n');
    write(target(3), 'c\n');
    switchLink(link, target(3));
    expect(await watched.poll()).toBe('b\nc\n');
  });
});

describe('a last line without its end', () => {
  test('is held until it is completed', async () => {
    const { log, watched } = await scene();
    append(log, 'ha');
    expect(await watched.poll()).toBe('');
    append(log, 'lf\n');
    expect(await watched.poll()).toBe('half\n');
  });

  test('is not joined with the next file, and ends when nothing more comes', async () => {
    const { log, watched } = await scene();
    append(log, 'half');
    rename(log, `${log}.1`);
    write(log, 'b\n');
    expect(await watched.poll()).toBe('b\n');
    expect(await watched.pollLater()).toBe('half~\n');
  });

  test('is completed by a late write to the renamed file', async () => {
    const { log, watched } = await scene();
    append(log, 'half');
    rename(log, `${log}.1`);
    write(log, 'b\n');
    expect(await watched.poll()).toBe('b\n');
    append(`${log}.1`, ' whole\n');
    expect(await watched.poll()).toBe('half whole\n');
    expect(await watched.pollLater()).toBe('');
  });

  test('survives truncation, since it was read already', async () => {
    const { log, watched } = await scene();
    append(log, 'half');
    await watched.poll();
    write(log, 'b\n');
    expect(await watched.poll()).toBe('half~\nb\n');
  });

  test('is ended at the end, or left for a run that resumes', async () => {
    const { log, watched } = await scene();
    append(log, 'half');
    await watched.poll();
    const positions = watched.follower.positions();
    expect(watched.end()).toBe('half~\n');
    append(log, ' whole\n');
    expect(await new Watched(log, { resume: positions }).poll()).toBe('half whole\n');
  });
});

describe('where reading starts', () => {
  test.each([
    ['the end', 0, ''],
    ['one line before the end', 1, 'line 2999\n'],
    ['three lines before the end', 3, 'line 2997\nline 2998\nline 2999\n'],
  ])('%s', async (_, from, expected) => {
    const log = join(temporaryDirectory(), 'store.log');
    // Long enough that the place is not within one block of the end.
    const lines = Array.from({ length: 3000 }, (_unused, i) => `line ${i}\n`).join('');
    write(log, `${'x'.repeat(200_000)}\n${lines}`);
    expect(await new Watched(log, { from }).poll()).toBe(expected);
  });

  test('more lines than there are', async () => {
    const log = join(temporaryDirectory(), 'store.log');
    write(log, 'a\nb\n');
    expect(await new Watched(log, { from: 10 }).poll()).toBe('a\nb\n');
  });

  test('a torn last line is taken whole', async () => {
    const log = join(temporaryDirectory(), 'store.log');
    write(log, `${'a'.repeat(100_000)}\nhalf`);
    const watched = new Watched(log);
    expect(await watched.poll()).toBe('');
    append(log, ' whole\n');
    expect(await watched.poll()).toBe('half whole\n');
  });

  test('a file that appears later is read from its start', async () => {
    const log = join(temporaryDirectory(), 'later', 'store.log');
    const watched = new Watched(log);
    expect(await watched.poll()).toBe('');
    expect(watched.events).toEqual(['missing']);
    mkdirSync(join(log, '..'));
    write(log, 'a\n');
    expect(await watched.poll()).toBe('a\n');
  });

  test('older rotated files are left alone', async () => {
    const { log, watched } = await scene();
    write(`${log}.notes`, 'somebody wrote this\n');
    expect(await watched.poll()).toBe('');
    rename(log, `${log}.1`);
    write(log, 'a\n');
    expect(await watched.poll()).toBe('a\n');
  });
});

describe('directories and patterns', () => {
  test('all files are followed, new ones from their start, archives and hidden files not', async () => {
    const directory = temporaryDirectory();
    write(join(directory, 'a.log'), 'old\n');
    write(join(directory, 'a.log.1.gz'), gzipSync('older\n'));
    write(join(directory, '.hidden'), 'h\n');
    const watched = new Watched(directory);
    expect(await watched.poll()).toBe('');
    append(join(directory, 'a.log'), 'a\n');
    append(join(directory, '.hidden'), 'h\n');
    expect(await watched.poll()).toBe('a\n');
    write(join(directory, 'b.log'), 'b\n');
    expect(await watched.poll()).toBe('b\n');
  });

  test('a rotated file that still matches is not read again, nor is its copy or its archive', async () => {
    const directory = temporaryDirectory();
    const log = join(directory, 'a.log');
    const watched = new Watched(directory);
    await watched.poll();
    write(log, 'a\n');
    expect(await watched.poll()).toBe('a\n');
    copy(log, `${log}.bak`);
    expect(await watched.poll()).toBe('');
    rename(log, `${log}.1`);
    write(log, 'b\n');
    expect(await watched.poll()).toBe('b\n');
    write(`${log}.1.gz`, gzipSync('a\n'));
    expect(await watched.poll()).toBe('');
    remove(`${log}.1`);
    expect((await watched.poll()) + (await watched.pollLater())).toBe('');
  });

  test('an archive that appears without its file having been seen is read', async () => {
    const directory = temporaryDirectory();
    const watched = new Watched(join(directory, '**/0.log*'));
    mkdirSync(join(directory, 'pod'));
    await watched.poll();
    write(join(directory, 'pod/0.log.20260730-114918.gz'), gzipSync('a\nb\n'));
    expect(await watched.poll()).toBe('a\nb\n');
  });

  test('an archive that is still being written is read on when it is complete', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, '0.log.1.gz');
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i} ${Math.sin(i)}\n`).join('');
    const archive = gzipSync(lines);
    const watched = new Watched(directory);
    await watched.poll();
    write(path, archive.subarray(0, archive.length / 2));
    const first = await watched.poll();
    expect(lines.startsWith(first) && first.length > 1000).toBe(true);
    append(path, archive.subarray(archive.length / 2));
    expect(first + (await watched.poll())).toBe(lines);
    expect(watched.events).toEqual([]);
  });

  test('an archive that stays damaged is a gap', async () => {
    const directory = temporaryDirectory();
    const watched = new Watched(directory);
    await watched.poll();
    write(join(directory, '0.log.1.gz'), gzipSync('a\nb\n').subarray(0, -5));
    // So short a part of an archive does not show whether it is another file's; it is read when nobody goes on writing it.
    expect(await watched.poll()).toBe('');
    expect(await watched.pollLater()).toBe('a\nb\n');
    await watched.pollLater();
    expect(watched.events).toEqual(['archive']);
    expect(watched.follower.counters.gaps).toBe(1);
  });

  test('an archive that was met while gzip wrote it is not read beside what it is made of', async () => {
    const directory = temporaryDirectory();
    write(join(directory, '0.log'), 'a\nb\n');
    const watched = new Watched(directory, { from: 'start' });
    expect(await watched.poll()).toBe('a\nb\n');
    const archive = gzipSync('a\nb\n');
    rename(join(directory, '0.log'), join(directory, '0.log.1'));
    for (const bytes of [0, 2, 15, archive.length]) {
      write(join(directory, '0.log.1.gz'), archive.subarray(0, bytes));
      expect(await watched.pollLater()).toBe('');
    }
    unlinkSync(join(directory, '0.log.1'));
    expect(await watched.poll()).toBe('');
    expect(watched.follower.counters.gaps).toBe(0);
  });

  test('a file and its link are one file', async () => {
    const directory = temporaryDirectory();
    write(join(directory, 'a.log'), '');
    symlinkSync('a.log', join(directory, 'link'));
    const watched = new Watched(directory);
    await watched.poll();
    append(join(directory, 'a.log'), 'a\n');
    expect(await watched.poll()).toBe('a\n');
  });
});

describe('names that are absent', () => {
  test('the same file comes back: it goes on where reading stopped', async () => {
    const { log, watched } = await scene();
    rename(log, `${log}.away`);
    await watched.poll();
    await watched.pollLater();
    append(`${log}.away`, 'a\n');
    rename(`${log}.away`, log);
    expect(await watched.poll()).toBe('a\n');
  });

  test('a file that came and was rotated while the name was absent', async () => {
    const { log, watched } = await scene();
    rename(log, `${log}.1`);
    expect(await watched.poll()).toBe('');
    rename(`${log}.1`, `${log}.2`);
    write(`${log}.1`, 'between\n');
    expect(await watched.poll()).toBe('between\n');
    write(log, 'a\n');
    expect(await watched.poll()).toBe('a\n');
  });

  test('absent for minutes', async () => {
    const { log, watched } = await scene();
    rename(log, `${log}.1`);
    for (let i = 0; i < 5; i++) await watched.pollLater();
    write(log, 'a\n');
    expect(await watched.poll()).toBe('a\n');
    expect(watched.follower.counters).toEqual({ rotations: 1, truncations: 0, gaps: 0 });
  });
});

describe('what is counted and told', () => {
  test('each kind once for each name, however often it happens', async () => {
    const { log, watched } = await scene();
    for (let i = 0; i < 3; i++) {
      write(log, `a${i}\n`);
      await watched.poll();
    }
    expect(watched.events).toEqual(['truncation', 'gap']);
    expect(watched.follower.counters).toEqual({ rotations: 0, truncations: 3, gaps: 3 });
  });

  test('a truncation whose copy stands beside it is no gap', async () => {
    const { log, watched } = await scene();
    copyAndTruncate(log, `${log}.1`);
    await watched.poll();
    expect(watched.follower.counters).toEqual({ rotations: 0, truncations: 1, gaps: 0 });
  });
});

describe('faults of the file system', () => {
  const failing = (code: string) => Object.assign(new Error(code), { code });

  test('a stale handle: the file is opened again and read on', async () => {
    const log = join(temporaryDirectory(), 'store.log');
    let stale = false;
    const watched = new Watched(log, {
      fileSystem: {
        ...realFileSystem,
        read: (...call) => {
          if (!stale) return realFileSystem.read(...call);
          stale = false;
          throw failing('ESTALE');
        },
      },
    });
    write(log, 'old\n');
    await watched.poll();
    append(log, 'a\n');
    stale = true;
    expect((await watched.poll()) + (await watched.poll())).toBe('a\n');
    expect(watched.events).toEqual([]);
  });

  test('permission lost and given back, with a rotation meanwhile', async () => {
    const log = join(temporaryDirectory(), 'store.log');
    let denied = false;
    const guarded = <A extends unknown[], R>(call: (...given: A) => R) => {
      return (...given: A): R => {
        if (denied) throw failing('EACCES');
        return call(...given);
      };
    };
    const watched = new Watched(log, {
      fileSystem: {
        ...realFileSystem,
        open: guarded(realFileSystem.open),
        stat: guarded(realFileSystem.stat),
      },
    });
    write(log, 'old\n');
    await watched.poll();
    denied = true;
    append(log, 'a\n');
    expect(await watched.poll()).toBe('a\n');
    rename(log, `${log}.1`);
    write(log, 'b\n');
    expect((await watched.poll()) + (await watched.pollLater())).toBe('');
    expect(watched.events).toEqual(['unreadable']);
    denied = false;
    expect(await watched.poll()).toBe('b\n');
  });

  test('no descriptors left: one is given back', async () => {
    const directory = temporaryDirectory();
    let open = 0;
    const watched = new Watched(directory, {
      from: 'start',
      fileSystem: {
        ...realFileSystem,
        open: (path) => {
          if (open >= 4) throw failing('EMFILE');
          open++;
          return realFileSystem.open(path);
        },
        close: (fd) => {
          open--;
          realFileSystem.close(fd);
        },
      },
    });
    for (let i = 0; i < 10; i++) write(join(directory, `${i}.log`), `${i}\n`);
    expect((await watched.poll()).split('\n').sort().join('')).toBe('0123456789');
    for (let i = 0; i < 10; i++) append(join(directory, `${i}.log`), `${i}\n`);
    expect((await watched.poll()).split('\n').sort().join('')).toBe('0123456789');
  });

  test('an inode that is used again, where the file system does not say when it was made', async () => {
    const log = join(temporaryDirectory(), 'store.log');
    const inodes = new Map<string, string>();
    const reused = (stat: ReturnType<typeof realFileSystem.stat>) => {
      if (stat.kind !== 'file') return stat;
      // The first and the third file get the same number.
      if (!inodes.has(stat.ino)) inodes.set(stat.ino, String(inodes.size % 2));
      return { ...stat, ino: inodes.get(stat.ino)!, born: '' };
    };
    const watched = new Watched(log, {
      fileSystem: {
        ...realFileSystem,
        stat: (path) => reused(realFileSystem.stat(path)),
        statOpen: (fd) => reused(realFileSystem.statOpen(fd)),
      },
    });
    write(log, 'first 1\n');
    await watched.poll();
    rename(log, `${log}.1`);
    write(log, 'second\n');
    expect(await watched.poll()).toBe('second\n');
    await watched.pollLater();
    remove(`${log}.1`);
    write(`${log}.tmp`, 'third 1\nthird 2\n');
    rename(log, `${log}.1`);
    rename(`${log}.tmp`, log);
    expect(await watched.poll()).toBe('third 1\nthird 2\n');
  });
});

test('hundreds of files need few descriptors, and each line still comes', async () => {
  const directory = temporaryDirectory();
  const files = Array.from({ length: 400 }, (_, i) => join(directory, `${i}.log`));
  for (const file of files) write(file, 'old\n');
  let open = 0;
  let most = 0;
  const watched = new Watched(directory, {
    maxOpen: 50,
    fileSystem: {
      ...realFileSystem,
      open: (path) => {
        most = Math.max(most, ++open);
        return realFileSystem.open(path);
      },
      close: (fd) => {
        open--;
        realFileSystem.close(fd);
      },
    },
  });
  await watched.poll();
  for (const file of files) append(file, `${file}\n`);
  expect((await watched.poll()).trim().split('\n').sort()).toEqual([...files].sort());
  expect(most).toBeLessThanOrEqual(52);
  expect(open).toBe(50);
});

test('idle files are not opened again', async () => {
  const directory = temporaryDirectory();
  const files = Array.from({ length: 20 }, (_, i) => join(directory, `${i}.log`));
  for (const file of files) {
    write(file, 'old\n');
    utimesSync(file, 1e9, 1e9);
  }
  let opened = 0;
  const fileSystem = {
    ...realFileSystem,
    open: (path: string) => {
      opened++;
      return realFileSystem.open(path);
    },
  };
  const watched = new Watched(directory, { maxOpen: 5, fileSystem });
  await watched.poll();
  await watched.poll();
  opened = 0;
  await watched.poll();
  expect(opened).toBe(0);
  expect(statSync(files[0]!).size).toBe(4);
});

test('the time to read rotated files on is counted from their last line', async () => {
  const { log, watched } = await scene();
  rename(log, `${log}.1`);
  write(log, '');
  for (let i = 0; i < 3; i++) {
    await watched.poll();
    append(`${log}.1`, `late ${i}\n`);
    expect(await watched.pollLater()).toBe(`late ${i}\n`);
  }
  expect(DRAIN_MS).toBeGreaterThan(0);
});
