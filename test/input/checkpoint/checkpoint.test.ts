import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Checkpoint,
  loadCheckpoint,
  removeLeftovers,
  saveCheckpoint,
} from '../../../src/input/checkpoint/checkpoint.ts';
import { Follower } from '../../../src/input/follow/follower.ts';
import { CheckpointError } from '../../../src/input/input-error.ts';
import { describeCheckpoint } from '../../../src/render/text/checkpoint-description.ts';
import { temporaryDirectory } from '../follow/harness.ts';

const hash = 'a'.repeat(64);
const sample: Checkpoint = {
  program: '0.1.0',
  written: '2026-07-30T11:49:18.000Z',
  files: [
    {
      name: '/var/log/store.log',
      path: '/var/log/store.log.1',
      dev: '1',
      ino: '2',
      born: '3',
      head: { bytes: 9, hash },
      offset: 1234567,
      before: { bytes: 9, hash },
      role: 'rotated',
    },
  ],
  tally: { lines: 3, groups: ['Ümlaut', null] },
};

/** The error that loading a file of this text gives. */
function faultOf(text: string | Buffer): CheckpointError {
  const path = join(temporaryDirectory(), 'checkpoint');
  writeFileSync(path, text);
  return thrown(() => loadCheckpoint(path));
}

function thrown(call: () => unknown): CheckpointError {
  try {
    call();
  } catch (error) {
    if (error instanceof CheckpointError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function textOf(checkpoint: Checkpoint): string {
  const path = join(temporaryDirectory(), 'checkpoint');
  saveCheckpoint(path, checkpoint);
  return readFileSync(path, 'utf8');
}

test('what was saved is loaded, and only its owner may read it', () => {
  const path = join(temporaryDirectory(), 'checkpoint');
  expect(loadCheckpoint(path)).toBeUndefined();
  saveCheckpoint(path, sample);
  expect(loadCheckpoint(path)).toEqual(sample);
  saveCheckpoint(path, { ...sample, tally: null });
  expect(loadCheckpoint(path)?.tally).toBeNull();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['checkpoint']);
});

describe('a file that is not a whole checkpoint is an error, never a fresh start', () => {
  test.each([
    ['empty', '', 'damaged'],
    ['some text', 'hello\n', 'foreign'],
    ['other JSON', '{"schema":"mooncake-annotate/summary@1"}\n', 'foreign'],
    ['a later form', '{"schema":"mooncake-annotate/checkpoint@2","sum":""}\n{}\n', 'newer'],
    ['bytes', Buffer.from([0xff, 0, 0x0a, 1]), 'foreign'],
  ])('%s', (_, text, code) => {
    const error = faultOf(text);
    expect([error.code, error.message.includes(`(${error.tip})`)]).toEqual([code, true]);
  });

  test('cut short anywhere', () => {
    const text = textOf(sample);
    for (let length = 0; length < text.length - 1; length += 7) {
      expect(['damaged', 'foreign']).toContain(faultOf(text.slice(0, length)).code);
    }
  });

  test('with any byte changed', () => {
    const text = Buffer.from(textOf(sample));
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(text);
        changed[at]! ^= change;
        const path = join(temporaryDirectory(), 'checkpoint');
        writeFileSync(path, changed);
        expect(() => loadCheckpoint(path)).toThrow(CheckpointError);
      }),
      { numRuns: 200 },
    );
  });

  test.each(['x', '\n', '\0\0', '{"more":1}\n'])('with %j behind it', (junk) => {
    const path = join(temporaryDirectory(), 'checkpoint');
    saveCheckpoint(path, sample);
    appendFileSync(path, junk);
    expect(thrown(() => loadCheckpoint(path)).code).toBe('damaged');
  });

  test('whole but without a field', () => {
    const { offset: _, ...position } = sample.files[0]!;
    expect(faultOf(textOf({ ...sample, files: [position as never] })).code).toBe('damaged');
  });
});

describe('nothing is read or written through what was planted in its place', () => {
  test('a link', () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'checkpoint');
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, path);
    expect(thrown(() => saveCheckpoint(path, sample)).code).toBe('unsafe');
    expect(thrown(() => loadCheckpoint(path)).code).toBe('unsafe');
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  test('a link to nothing', () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'checkpoint');
    symlinkSync(join(directory, 'nothing'), path);
    expect(thrown(() => saveCheckpoint(path, sample)).code).toBe('unsafe');
    expect(existsSync(join(directory, 'nothing'))).toBe(false);
  });

  test('a directory', () => {
    const path = join(temporaryDirectory(), 'checkpoint');
    mkdirSync(path);
    expect(thrown(() => loadCheckpoint(path)).code).toBe('unsafe');
  });
});

test('a checkpoint that cannot be written leaves the old one and nothing else', () => {
  const directory = temporaryDirectory();
  const path = join(directory, 'checkpoint');
  saveCheckpoint(path, sample);
  const circular: unknown[] = [];
  circular.push(circular);
  expect(thrown(() => saveCheckpoint(path, { ...sample, tally: circular })).code).toBe('unwritable');
  expect(loadCheckpoint(path)).toEqual(sample);
  expect(readdirSync(directory)).toEqual(['checkpoint']);
  expect(thrown(() => saveCheckpoint(join(directory, 'no', 'where'), sample)).code).toBe('unwritable');
});

test('what killed runs left is removed, what running ones are writing is not', () => {
  const directory = temporaryDirectory();
  const path = join(directory, 'checkpoint');
  const dead = `.checkpoint.${2 ** 22 + 1}.0123456789ab.tmp`;
  const alive = `.checkpoint.${process.pid}.0123456789ab.tmp`;
  const other = '.checkpoint.notes.tmp';
  for (const name of [dead, alive, other]) writeFileSync(join(directory, name), '');
  removeLeftovers(path);
  expect(readdirSync(directory).sort()).toEqual([alive, other].sort());
});

test('a run goes on where the checkpoint says, in the renamed file and then in the new one', async () => {
  const directory = temporaryDirectory();
  const log = join(directory, 'store.log');
  const path = join(directory, 'checkpoint');
  const read = async (follower: Follower) => {
    let text = '';
    for await (const { bytes } of follower.poll()) text += bytes.toString();
    saveCheckpoint(path, { ...sample, files: follower.positions() });
    for (const _ of follower.end('leave'));
    return text;
  };
  writeFileSync(log, 'a\nb\nhalf');
  expect(await read(new Follower([log], { from: 'start' }))).toBe('a\nb\n');
  writeFileSync(log, ' whole\nc\n', { flag: 'a' });
  renameSync(log, `${log}.1`);
  writeFileSync(log, 'd\n');
  expect(await read(new Follower([log], { resume: loadCheckpoint(path)!.files }))).toBe('half whole\nc\nd\n');
  rmSync(`${log}.1`);
  expect(await read(new Follower([log], { resume: loadCheckpoint(path)!.files }))).toBe('');
});

describe('in words', () => {
  test('where reading stands, and whether counts are kept', () => {
    expect(describeCheckpoint(sample)).toBe(
      [
        'Written 2026-07-30T11:49:18.000Z by mooncake-annotate 0.1.0.',
        '"/var/log/store.log", now "/var/log/store.log.1": 1,234,567 bytes read, rotated away, goes on there until nothing more comes.',
        'Counts up to these places are kept.',
        '',
      ].join('\n'),
    );
    expect(describeCheckpoint({ ...sample, files: [], tally: null })).toMatch(
      /No file was read yet\.\nNo counts/,
    );
  });

  test('names cannot act on the terminal', () => {
    const name = 'a\x1b]0;x\x07\u202e\u009b\n';
    const words = describeCheckpoint({ ...sample, files: [{ ...sample.files[0]!, name, path: name }] });
    expect(words).toContain('"a\\u001b]0;x\\u0007\\u202e\\u009b\\n"');
  });
});
