import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotateStream } from '../../src/index.ts';
import { LineReader } from '../../src/library/annotate.ts';
import type { AnnotateStreamOptions } from '../../src/library/streams.ts';

const corpus = ['json.jsonl', 'prefix.jsonl'].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/corpus/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => (JSON.parse(row) as { readonly line: string }).line)
    .filter((line) => line.startsWith('{')),
);

async function annotated(text: string, options: AnnotateStreamOptions = {}): Promise<string> {
  const bytes = await buffer(Readable.from([Buffer.from(text)]).pipe(annotateStream(options)));
  return bytes.toString();
}

/** The line as it was, and what was added to it. */
function apart(line: string): { readonly before: string; readonly codes: string } {
  const at = line.lastIndexOf(',"mooncake":[{"component":');
  const end = line.lastIndexOf('}');
  return at === -1
    ? { before: line, codes: '' }
    : { before: line.slice(0, at) + line.slice(end), codes: line.slice(at + 12, end) };
}

describe('annotating JSON lines', () => {
  it('adds a member to lines of all forms and changes nothing else', async () => {
    const reader = new LineReader();
    const lines = (await annotated(corpus.join('\n'))).split('\n');
    expect(lines.length).toBe(corpus.length);
    let found = 0;
    for (const [index, line] of lines.entries()) {
      const { before, codes } = apart(line);
      expect(before).toBe(corpus[index]);
      const { findings } = reader.read(corpus[index]!);
      if (findings.length > 0) found++;
      expect(codes === '' ? [] : JSON.parse(codes)).toEqual(
        findings.map(({ start: _start, end: _end, ...code }) => code),
      );
      expect(() => JSON.parse(line)).not.toThrow();
    }
    expect(found).toBeGreaterThan(50);
  });

  it('does so once', async () => {
    const once = await annotated(`${corpus.join('\r\n')}\r\n`);
    expect(await annotated(once)).toBe(once);
  });

  it('counts a line with its member as it did before, wherever the member stands', async () => {
    const line = '{"msg":"put failed: NO_AVAILABLE_HANDLE","level":50}';
    const member = JSON.stringify(JSON.parse(await annotated(line)).mooncake);
    const reader = new LineReader();
    for (const text of [
      `{"mooncake":${member},"msg":"put failed: NO_AVAILABLE_HANDLE","level":50}`,
      `{"msg":"put failed: NO_AVAILABLE_HANDLE", "mooncake":${member} ,"level":50}`,
    ]) {
      const { findings, severity } = reader.read(text);
      expect(findings.map(({ name }) => name)).toEqual(['NO_AVAILABLE_HANDLE']);
      expect(severity).toBe('E');
      expect(await annotated(text)).toBe(text);
    }
    // It is no record of a log, so that all of its text counts, but for what we added.
    const odd = `{"mooncake":${member},"list":["RPC_FAIL"]}`;
    expect(reader.read(odd).findings.map(({ name }) => name)).toEqual(['RPC_FAIL']);
  });

  it('takes another name where a writer uses ours', async () => {
    const line = '{"mooncake":"store-0","msg":"put failed: NO_AVAILABLE_HANDLE"}';
    const once = await annotated(line);
    expect(JSON.parse(once)).toMatchObject({
      mooncake: 'store-0',
      'mooncake-annotate': [{ name: 'NO_AVAILABLE_HANDLE' }],
    });
    expect(await annotated(once)).toBe(once);
  });

  it('appends text where that is asked for, and reads it again', async () => {
    const line = '{"msg":"put failed: NO_AVAILABLE_HANDLE","level":50}';
    const once = await annotated(line, { append: true });
    expect(once).toMatch(/^\{"msg":"put failed: NO_AVAILABLE_HANDLE","level":50\} {2}<- Store \/ /);
    expect(await annotated(once)).toBe(once);
    const { findings, severity } = new LineReader().read(once);
    expect([severity, findings.length]).toEqual(['E', 1]);
  });

  it('adds what a message implies whose header a collector made fields of', async () => {
    const msg =
      '[Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Connection timed out [110]';
    const names = async (line: object): Promise<string[] | undefined> =>
      JSON.parse(await annotated(JSON.stringify(line))).mooncake?.map(({ name }: { name: string }) => name);
    expect(await names({ severity: 'E', msg, file: 'rdma_endpoint.cpp', line: 385 })).toEqual([
      'ERR_ENDPOINT',
    ]);
    expect(await names({ severity: 'I', msg, file: 'rdma_endpoint.cpp', line: 385 })).toBeUndefined();
    expect(await names({ severity: 'E', msg, file: 'other.cpp', line: 385 })).toBeUndefined();
    // A colour, too, is written with characters of its own there.
    const odd = '\u001b[93m2026-11-23 13:13:36.716921 WARNING  \u001b[0m\u001b[0K';
    const header = 'E1123 13:13:36.716941 11440 master_client.cpp:141] Client not available';
    expect(await names({ level: 50, msg: odd + header })).toEqual(['RPC_FAIL']);
  });

  it('takes damaged JSON, and JSON behind a prefix, for text', async () => {
    for (const line of ['{"msg":"put failed: NO_AVAILABLE_HANDLE"', 'store-0 {"msg":"NO_AVAILABLE_HANDLE"}'])
      expect(await annotated(line)).toContain('  <- Store / ');
  });

  it('leaves a JSON line that is too long to be read as it is', async () => {
    const line = `{"msg":"put failed: NO_AVAILABLE_HANDLE","blob":"${'x'.repeat(5000)}"}`;
    expect(await annotated(line, { maxLine: 1000 })).toBe(line);
    expect(await annotated(line, { maxLine: 1000, append: true })).toContain('"}  <- Store / ');
  });

  it('counts annotations once that stand in the message, since it was annotated before it was collected', async () => {
    const text = 'E0730 11:49:18.123456 1 real_client.cpp:9] connect: RPC_FAIL';
    const inner = await annotated(text);
    expect(inner).not.toBe(text);
    const line = JSON.stringify({ log: `${inner}\n`, stream: 'stderr', time: '2026-07-30T11:49:19Z' });
    const { findings, severity, source } = new LineReader().read(line);
    expect(findings.map(({ name }) => name)).toEqual(['RPC_FAIL']);
    expect([severity, source]).toEqual(['E', 'real_client.cpp:9']);
    const once = await annotated(line);
    expect(apart(once).before).toBe(line);
    expect(await annotated(once)).toBe(once);
  });

  it('keeps any object, with its blanks, and what it says is still JSON', async () => {
    const word = fc.constantFrom(
      'msg',
      'NO_AVAILABLE_HANDLE',
      'ret: -800',
      'E0730 1',
      '"',
      '\\',
      'é',
      '\n',
      '}',
      '5',
    );
    const value = fc.oneof(
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      fc.integer(),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const object = fc.dictionary(fc.constantFrom('msg', 'level', 'time', 'log', 'a', 'mooncake'), value);
    // In one stream, since what knows the codes takes long to make.
    const samples = fc.sample(fc.tuple(object, fc.constantFrom('', ' ', '\t')), { seed: 20, numRuns: 500 });
    const lines = samples.map(
      ([record, blank]) =>
        `${blank}${JSON.stringify({ ...record, log: 'put: NO_AVAILABLE_HANDLE' })}${blank}`,
    );
    const once = await annotated(lines.join('\n'));
    for (const [index, line] of once.split('\n').entries()) {
      const added = JSON.parse(line);
      const name = Object.hasOwn(samples[index]![0], 'mooncake') ? 'mooncake-annotate' : 'mooncake';
      if (added[name] !== undefined) expect(added[name][0]).toHaveProperty('evidence');
      delete added[name];
      expect(added).toEqual(JSON.parse(lines[index]!));
    }
    expect(await annotated(once)).toBe(once);
  });
});
