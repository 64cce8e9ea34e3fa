import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MessagesByFile } from '../../../src/catalogue/message.ts';
import { readStatements } from '../../../src/dev/sync-catalogue/parse/statements.ts';
import { renderStatements } from '../../../src/dev/sync-catalogue/render.ts';
import { sync } from '../../../src/dev/sync-catalogue/sync.ts';
import { checkout } from './checkout.ts';

const path = 'mooncake-store/src/keeper.cpp';

function release(...statements: string[]): string {
  const functions = statements.map((s, i) => `ErrorCode Keeper::f${i}(int a, int b) { ${s} }`);
  return checkout({ [path]: functions.join('\n') });
}

function catalogueFolder(decisions: readonly object[] = []): string {
  const top = mkdtempSync(join(tmpdir(), 'catalogue-'));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const folder = join(top, 'catalogue');
  mkdirSync(folder);
  mkdirSync(join(top, 'dev/sync-catalogue'), { recursive: true });
  writeFileSync(join(folder, 'message-decisions.json'), JSON.stringify(decisions));
  return folder;
}

/** A version whose commit was made in a month of 2026. */
function version(name: string, month = 1): { name: string; date: string } {
  return { name, date: `2026-${String(month).padStart(2, '0')}-01T00:00:00+08:00` };
}

function messages(folder: string): MessagesByFile {
  return JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8')) as MessagesByFile;
}

const differs = (code: string): string => `LOG(ERROR) << "no answer"; return ErrorCode::${code};`;
const lost = 'LOG(ERROR) << "lost the key " << a; return ErrorCode::TRANSFER_FAIL;';

test('a sync writes the messages, the files and a report of what is new', async () => {
  const folder = catalogueFolder();
  const report = await sync(folder, { root: release(lost), version: version('v0.3.1') });
  expect(messages(folder)).toEqual({
    'keeper.cpp': [{ pattern: 'lost the key {}', severity: 'E', code: 'TRANSFER_FAIL', since: 'v0.3.1' }],
  });
  expect(JSON.parse(readFileSync(join(folder, 'source-files.json'), 'utf8'))).toEqual({
    'keeper.cpp': ['Store'],
  });
  expect(report).toContain('messages new: 1\n  keeper.cpp E "lost the key {}" -> TRANSFER_FAIL');
  expect(report).toContain('codes of the catalogue that this version lacks');
  expect(report).not.toContain('Store TRANSFER_FAIL\n');
});

test('a code that the catalogue lacks is reported', async () => {
  const root = checkout({
    [path]: `ErrorCode f(int a) { ${lost} }`,
    'mooncake-store/include/types.h':
      'enum class ErrorCode { OK = 0, TRANSFER_FAIL = -800, BRAND_NEW = -4242 };',
  });
  expect(await sync(catalogueFolder(), { root, version: version('v9') })).toContain(
    'src/catalogue/codes/): 1\n  Store BRAND_NEW = -4242',
  );
});

test('releases stand side by side, in whatever order they are read', async () => {
  const old = {
    root: release(lost, 'LOG(ERROR) << "old words"; return ErrorCode::RPC_FAIL;'),
    version: version('v0.3.2', 2),
  };
  const middle = { root: release(lost), version: version('v0.3.9', 3) };
  const young = {
    root: release(lost, 'LOG(ERROR) << "new words"; return ErrorCode::RPC_FAIL;'),
    version: version('v0.3.10', 4),
  };
  const folders = await Promise.all(
    [
      [old, middle, young],
      [young, old, middle],
    ].map(async (order) => {
      const folder = catalogueFolder();
      for (const checkedOut of order) await sync(folder, checkedOut);
      return folder;
    }),
  );
  for (const folder of folders) {
    expect(messages(folder)['keeper.cpp']).toEqual([
      { pattern: 'lost the key {}', severity: 'E', code: 'TRANSFER_FAIL', since: 'v0.3.2' },
      { pattern: 'new words', severity: 'E', code: 'RPC_FAIL', since: 'v0.3.10' },
      { pattern: 'old words', severity: 'E', code: 'RPC_FAIL', since: 'v0.3.2', until: 'v0.3.2' },
    ]);
  }
});

test('reading a release again changes nothing', async () => {
  const folder = catalogueFolder();
  const checkedOut = { root: release(lost, differs('RPC_FAIL')), version: version('v0.3.1') };
  await sync(folder, checkedOut);
  await sync(folder, {
    root: release(lost, differs('TRANSFER_FAIL')),
    version: version('main-2026-02-01', 2),
  });
  const written = () =>
    ['messages.json', 'source-files.json', '../dev/sync-catalogue/statements.json'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
  const before = written();
  expect(await sync(folder, checkedOut)).toContain('messages new: 0\nmessages gone: 0\nmessages changed: 0');
  expect(written()).toEqual(before);
});

test('one text with different codes implies the code of its line, and without one their group or nothing', async () => {
  const folder = catalogueFolder();
  const two = (first: string, second: string) => ({
    root: release(differs(first), differs(second)),
    version: version('v0.3.1'),
  });
  await sync(folder, two('RPC_FAIL', 'RPC_TIMEOUT'));
  expect(messages(folder)['keeper.cpp']?.[0]).toMatchObject({
    oneOf: ['RPC_FAIL', 'RPC_TIMEOUT'],
    outcomes: ['RPC_FAIL', 'RPC_TIMEOUT'],
    lines: ['0:1 1:2'],
  });
  await sync(folder, two('RPC_FAIL', 'INVALID_PARAMS'));
  expect(messages(folder)['keeper.cpp']?.[0]).toEqual({
    pattern: 'no answer',
    severity: 'E',
    outcomes: ['INVALID_PARAMS', 'RPC_FAIL'],
    lines: ['0:2 1:1'],
    since: 'v0.3.1',
  });
});

test('the lines of all releases are kept, and those of equal ones once', async () => {
  const folder = catalogueFolder();
  const other = 'LOG(ERROR) << "other words"; return ErrorCode::OK;';
  await sync(folder, { root: release(differs('RPC_FAIL')), version: version('v0.3.1', 1) });
  await sync(folder, { root: release(differs('RPC_FAIL')), version: version('v0.3.2', 2) });
  await sync(folder, { root: release(other, differs('TRANSFER_FAIL')), version: version('v0.3.3', 3) });
  expect(messages(folder)['keeper.cpp']?.[0]).toMatchObject({
    pattern: 'no answer',
    outcomes: ['RPC_FAIL', 'TRANSFER_FAIL'],
    lines: ['0:1', '1:2'],
  });
});

test('a text of next to no letters is kept with its lines, and so is what else is printed there', async () => {
  const folder = catalogueFolder();
  const short = 'LOG(ERROR) << a; return ErrorCode::RPC_FAIL;';
  const other = 'LOG(ERROR) << "other words"; return ErrorCode::OK;';
  await sync(folder, { root: release(short), version: version('v0.3.1', 1) });
  await sync(folder, { root: release(other, short), version: version('v0.3.2', 2) });
  expect(messages(folder)['keeper.cpp']).toEqual([
    { pattern: 'other words', severity: 'E', since: 'v0.3.2' },
    { pattern: '{}', severity: 'E', outcomes: ['RPC_FAIL'], lines: ['0:1', '0:2'], since: 'v0.3.1' },
  ]);
});

test('what a child process writes is found under the file and line that relay it', async () => {
  const folder = catalogueFolder();
  const relay = 'LOG(INFO) << "[Snapshot:Child] " << a; return ErrorCode::OK;';
  const child =
    'SNAP_LOG_ERROR("[Snapshot] upload of {} failed, code={:d}, {{}}", a, b); return ErrorCode::RPC_FAIL;';
  const root = checkout({
    'mooncake-store/src/child.cpp': `ErrorCode f(int a, int b) { ${child} }`,
    'mooncake-store/src/parent.cpp': `ErrorCode g(int a) { ${relay} }`,
  });
  await sync(folder, { root, version: version('v0.3.12') });
  expect(messages(folder)).toEqual({
    'parent.cpp': [
      {
        pattern: '[Snapshot] upload of {} failed, code={}, {}',
        severity: 'E',
        code: 'RPC_FAIL',
        since: 'v0.3.12',
      },
    ],
  });
});

test('a decision about a value of a text is an entry of its own, and one about open places leaves the others', async () => {
  const folder = catalogueFolder([
    {
      file: 'keeper.cpp',
      pattern: 'lost the key 0',
      of: 'lost the key {}',
      code: 'INVALID_PARAMS',
      why: 'read',
    },
    { file: 'keeper.cpp', pattern: 'no answer', otherwise: 'RPC_FAIL', why: 'read' },
  ]);
  const root = release(lost, differs('RPC_FAIL'), differs('INVALID_PARAMS'));
  await sync(folder, { root, version: version('v0.3.1') });
  expect(messages(folder)['keeper.cpp']).toEqual([
    { pattern: 'lost the key {}', severity: 'E', code: 'TRANSFER_FAIL', since: 'v0.3.1' },
    { pattern: 'lost the key 0', severity: 'E', code: 'INVALID_PARAMS', since: 'v0.3.1' },
    {
      pattern: 'no answer',
      severity: 'E',
      code: 'RPC_FAIL',
      outcomes: ['INVALID_PARAMS', 'RPC_FAIL'],
      lines: ['0:3 1:2'],
      since: 'v0.3.1',
    },
  ]);
});

test('the report says what a version stopped printing, what the catalogue lacks, and where new numbers stand', async () => {
  const folder = catalogueFolder();
  await sync(folder, { root: release(lost, differs('RPC_FAIL')), version: version('v0.3.1', 1) });
  const fresh = 'LOG(ERROR) << "no room, ret=" << a; return ErrorCode::BRAND_NEW;';
  const root = checkout({
    [path]: `ErrorCode f(int a) { ${fresh} }\nErrorCode g(int a) { ${lost} }`,
    'mooncake-store/include/types.h':
      'enum class ErrorCode { OK = 0, TRANSFER_FAIL = -800, RPC_FAIL = -900, BRAND_NEW = -4242 };',
  });
  const report = await sync(folder, { root, version: version('main-2026-02-01', 2) });
  expect(report).toContain('messages that the version before still printed: 1\n  keeper.cpp E "no answer"');
  expect(report).toMatch(
    /messages whose code the catalogue lacks.*src\/catalogue\/codes.*: 1\n {2}BRAND_NEW: keeper/,
  );
  expect(report).toMatch(/new statements that print a value .*: 1\n {2}keeper\.cpp E "no room, ret=\{\}"/);
  expect(messages(folder)['keeper.cpp']?.find(({ pattern }) => pattern === 'no answer')?.until).toBe(
    'v0.3.1',
  );
});

test('versions are ordered by the dates of their commits, whatever their names', async () => {
  const folder = catalogueFolder();
  for (const [name, month] of [
    ['main-2026-08-22', 8],
    ['v0.3.12', 7],
    ['v0.3.9', 2],
    ['v0.3.13', 9],
  ] as const)
    await sync(folder, { root: release(lost), version: version(name, month) });
  const record = readFileSync(join(folder, '../dev/sync-catalogue/statements.json'), 'utf8');
  expect(JSON.parse(record).versions.map(({ name }: { name: string }) => name)).toEqual([
    'v0.3.9',
    'v0.3.12',
    'main-2026-08-22',
    'v0.3.13',
  ]);
  expect(messages(folder)['keeper.cpp']?.[0]).toEqual({
    pattern: 'lost the key {}',
    severity: 'E',
    code: 'TRANSFER_FAIL',
    since: 'v0.3.9',
  });
});

test('a text without a code stays only where it keeps a wider one from matching', async () => {
  const folder = catalogueFolder();
  const goesOn = (text: string): string => `LOG(ERROR) << "${text}" << a; return ErrorCode::OK;`;
  await sync(folder, {
    root: release(lost, goesOn('lost the key of '), goesOn('all is lost: ')),
    version: version('v0.3.1'),
  });
  expect(messages(folder)['keeper.cpp']?.map((m) => [m.pattern, m.code])).toEqual([
    ['lost the key of {}', undefined],
    ['lost the key {}', 'TRANSFER_FAIL'],
  ]);
});

test('decisions add notes, override codes, and are reported when their text is gone', async () => {
  const folder = catalogueFolder([
    {
      file: ['keeper.cpp', 'old_keeper.cpp'],
      pattern: 'lost the key {}',
      code: 'RPC_FAIL',
      note: 'really: gone',
      why: 'read',
    },
    { file: 'keeper.cpp', pattern: 'never said', none: true, why: 'read' },
  ]);
  const report = await sync(folder, { root: release(lost), version: version('v0.3.1') });
  expect(messages(folder)['keeper.cpp']).toEqual([
    { pattern: 'lost the key {}', severity: 'E', code: 'RPC_FAIL', since: 'v0.3.1', note: 'really: gone' },
  ]);
  expect(report).toContain('decisions that match nothing: 1\n  keeper.cpp: never said');
});

test('a folder without Mooncake is refused', async () => {
  await expect(sync(catalogueFolder(), { root: checkout({}), version: version('v0.3.1') })).rejects.toThrow(
    'holds no log statement',
  );
});

test('statements render into lines with the prefix of glog', async () => {
  const reading = await readStatements(release(lost));
  const lines = [...renderStatements(reading)];
  expect(lines).toHaveLength(1);
  expect(lines[0]?.line).toMatch(/^E2026\d{4} [\d:.]+ \d+ keeper\.cpp:1\] lost the key \S+/);
  expect(lines[0]?.statement.codes).toEqual(['TRANSFER_FAIL']);
});
