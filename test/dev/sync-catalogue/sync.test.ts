import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MessagesByFile } from '../../../src/catalogue/index.ts';
import { compareVersions } from '../../../src/dev/sync-catalogue/record.ts';
import { renderStatements } from '../../../src/dev/sync-catalogue/render.ts';
import { readStatements } from '../../../src/dev/sync-catalogue/statements.ts';
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

function messages(folder: string): MessagesByFile {
  return JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8')) as MessagesByFile;
}

const lost = 'LOG(ERROR) << "lost the key " << a; return ErrorCode::TRANSFER_FAIL;';

test('a sync writes the messages, the files and a report of what is new', async () => {
  const folder = catalogueFolder();
  const report = await sync(folder, { root: release(lost), version: 'v0.3.1' });
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
  expect(await sync(catalogueFolder(), { root, version: 'v9' })).toContain(
    'codes new or renumbered: 1\n  Store BRAND_NEW = -4242',
  );
});

test('releases stand side by side, in whatever order they are read', async () => {
  const old = {
    root: release(lost, 'LOG(ERROR) << "old words"; return ErrorCode::RPC_FAIL;'),
    version: 'v0.3.2',
  };
  const middle = { root: release(lost), version: 'v0.3.9' };
  const young = {
    root: release(lost, 'LOG(ERROR) << "new words"; return ErrorCode::RPC_FAIL;'),
    version: 'v0.3.10',
  };
  const folders = await Promise.all(
    [
      [old, middle, young],
      [young, old, middle],
    ].map(async (order) => {
      const folder = catalogueFolder();
      for (const version of order) await sync(folder, version);
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
  const version = { root: release(lost), version: 'v0.3.1' };
  await sync(folder, version);
  const before = readFileSync(join(folder, '../dev/sync-catalogue/statements.json'), 'utf8');
  expect(await sync(folder, version)).toContain('messages new: 0\nmessages gone: 0\nmessages changed: 0');
  expect(readFileSync(join(folder, '../dev/sync-catalogue/statements.json'), 'utf8')).toBe(before);
});

test('one text with different codes implies their group, or nothing', async () => {
  const folder = catalogueFolder();
  const two = (first: string, second: string): string[] =>
    [first, second].map((c) => `LOG(ERROR) << "no answer"; return ErrorCode::${c};`);
  await sync(folder, { root: release(...two('RPC_FAIL', 'RPC_TIMEOUT')), version: 'v0.3.1' });
  expect(messages(folder)['keeper.cpp']?.[0]?.oneOf).toEqual(['RPC_FAIL', 'RPC_TIMEOUT']);
  await sync(folder, { root: release(...two('RPC_FAIL', 'INVALID_PARAMS')), version: 'v0.3.1' });
  expect(messages(folder)).toEqual({});
});

test('a text without a code stays only where it keeps a wider one from matching', async () => {
  const folder = catalogueFolder();
  const goesOn = (text: string): string => `LOG(ERROR) << "${text}" << a; return ErrorCode::OK;`;
  await sync(folder, {
    root: release(lost, goesOn('lost the key of '), goesOn('all is lost: ')),
    version: 'v0.3.1',
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
  const report = await sync(folder, { root: release(lost), version: 'v0.3.1' });
  expect(messages(folder)['keeper.cpp']).toEqual([
    { pattern: 'lost the key {}', severity: 'E', code: 'RPC_FAIL', since: 'v0.3.1', note: 'really: gone' },
  ]);
  expect(report).toContain('decisions that match nothing: 1\n  keeper.cpp: never said');
});

test('a folder without Mooncake is refused', async () => {
  await expect(sync(catalogueFolder(), { root: checkout({}), version: 'v0.3.1' })).rejects.toThrow(
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

test('versions are ordered as releases are', () => {
  const ordered = [
    'v0.3.0',
    'v0.3.2',
    'v0.3.2.post1',
    'v0.3.9',
    'v0.3.10',
    'v0.3.10.post2',
    'v0.4.0',
    'main-2026-08-22',
  ];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});
