import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TriageReport } from '../../src/index.ts';
import * as library from '../../src/index.ts';

const line = 'E0730 11:49:18.123456 12345 client.cpp:380] Failed to start put operation: NO_AVAILABLE_HANDLE';

describe('the library', () => {
  it('offers these functions and classes, and no other', () => {
    expect(Object.keys(library).sort()).toEqual([
      'ArgumentError',
      'CatalogueError',
      'LineReader',
      'annotate',
      'annotateStream',
      'builtInCatalogue',
      'createCatalogue',
      'createTally',
      'explain',
      'recordStream',
      'render',
      'summarise',
      'triage',
    ]);
  });
});

describe('annotate', () => {
  it('says what a line reports, where, when and how bad', () => {
    const { findings, annotation, severity, time, source } = library.annotate(line, { timezone: 'UTC' });
    expect(findings).toMatchObject([{ component: 'Store', name: 'NO_AVAILABLE_HANDLE', value: -200 }]);
    expect(line.slice(findings[0]!.start, findings[0]!.end)).toBe('NO_AVAILABLE_HANDLE');
    expect(annotation).toMatch(/^ {2}<- Store \/ Handle Selection: NO_AVAILABLE_HANDLE \(-200\): /);
    expect({ severity, source }).toEqual({ severity: 'E', source: 'client.cpp:380' });
    expect(time?.toISOString()).toMatch(/-07-30T11:49:18\.123Z$/);
  });

  it('counts places in the units of what it was given', () => {
    const text = 'ключ 内存: RPC_FAIL';
    const [inText] = library.annotate(text).findings;
    expect(text.slice(inText!.start, inText!.end)).toBe('RPC_FAIL');
    const bytes = Buffer.from(text);
    const [inBytes] = library.annotate(bytes).findings;
    expect(bytes.toString('utf8', inBytes!.start, inBytes!.end)).toBe('RPC_FAIL');
  });

  it.each([undefined, null, 42, {}])('refuses %j and says what it wants', (given) => {
    expect(() => library.annotate(given as unknown as string)).toThrow('a line is a string or a Buffer');
  });

  it('knows the codes of an own catalogue', () => {
    const text =
      'components: {Orders: {codes: [{name: ORDER_LOST, value: 4001, description: Gone., sample: [x ORDER_LOST]}]}}';
    const catalogue = library.createCatalogue({ file: 'orders.yaml', text });
    expect(library.annotate('it is ORDER_LOST', { catalogue }).findings).toMatchObject([
      { name: 'ORDER_LOST' },
    ]);
    expect(() => library.createCatalogue({ file: 'orders.yaml', text: 'components: 5' })).toThrow(
      'orders.yaml',
    );
  });
});

describe('annotateStream', () => {
  it('hands every byte on, in whatever chunks they come, with annotations behind the lines', async () => {
    const log = readFileSync('fixtures/store.log');
    const whole = await buffer(Readable.from([log]).pipe(library.annotateStream()));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 9 }),
        async (sizes) => {
          const chunks: Buffer[] = [];
          for (let at = 0, turn = 0; at < log.length; at += sizes[turn++ % sizes.length]!)
            chunks.push(log.subarray(at, at + sizes[turn % sizes.length]!));
          expect((await buffer(Readable.from(chunks).pipe(library.annotateStream()))).equals(whole)).toBe(
            true,
          );
        },
      ),
      { numRuns: 20, seed: 3 },
    );
    const lines = whole.toString().split('\n');
    log
      .toString()
      .split('\n')
      .forEach((original, index) => {
        expect(lines[index]!.startsWith(original)).toBe(true);
        expect(lines[index]!.slice(original.length)).toMatch(/^(?: {2}<- .*)?$/);
      });
  });
});

describe('recordStream', () => {
  it('makes an object of each line, which a tally counts', async () => {
    const tally = library.createTally();
    let lines = 0;
    for await (const record of createReadStream('fixtures/store.log').pipe(library.recordStream())) {
      tally.add(record);
      expect(record.line).toBe(++lines);
    }
    expect(lines).toBe(46);
    expect(tally.groups().find(({ group }) => group === 'RPC')).toMatchObject({
      component: 'Store',
      lines: 2,
    });
  });
});

describe('documents', () => {
  it('are those that the commands print, in every format', async () => {
    const { report, faults } = await library.summarise(['fixtures/store.log', 'nowhere.log'], {
      timezone: 'UTC',
    });
    expect(report).toMatchObject({ schema: 'mooncake-annotate/summary@1', lines: 46 });
    expect(faults).toEqual([expect.stringContaining('nowhere.log')]);
    expect(await library.render(report, 'csv')).toContain('NO_AVAILABLE_HANDLE');
    expect(await library.render(report, 'html')).toMatch(/^<!doctype html>/i);
    const { report: incident } = await library.triage(['fixtures/incidents/one-nic-down/node4/dmesg.log']);
    expect(incident.schema).toBe('mooncake-annotate/triage@1');
    expect(await library.render(incident, 'markdown')).not.toBe('');
    await expect(library.render(incident, 'csv')).rejects.toThrow('a format is one of text, json');
  });
});

describe('documents of a stream', () => {
  const log = readFileSync('fixtures/store.log');
  const utc = { timezone: 'UTC', name: 'fixtures/store.log' };

  async function* pieces(...all: readonly unknown[]): AsyncGenerator<never> {
    for (const piece of all) yield piece as never;
  }

  it.each([
    ['of a file', () => createReadStream('fixtures/store.log', { highWaterMark: 100 })],
    ['of the web', () => new Blob([log]).stream() as never],
    ['of text', () => pieces(log.toString().slice(0, 777), log.toString().slice(777))],
    ['that is compressed', () => pieces(gzipSync(log))],
  ] as const)('are those of a file: %s', async (_, stream) => {
    const { report } = await library.summarise(['fixtures/store.log'], utc);
    expect(await library.summarise(stream(), utc)).toEqual({ report, faults: [] });
    const { report: incidents } = await library.triage(['fixtures/store.log'], utc);
    const { report: inStream, faults } = await library.triage(stream(), utc);
    expect(faults).toEqual([]);
    // A stream cannot be read again for the lines around one.
    const shown = (report: TriageReport) =>
      JSON.stringify(report, (key, value) => (key === 'before' || key === 'after' ? [] : value));
    expect(shown(inStream)).toBe(shown(incidents));
  });

  it('hold what came before a stream failed, and say that it did', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield log;
      throw new Error('the pod is gone');
    }
    for (const document of [library.summarise, library.triage]) {
      const { report, faults } = await document(failing(), utc);
      expect(report.lines).toBe(46);
      expect(faults).toEqual([expect.stringContaining('the pod is gone')]);
    }
  });

  it.each([
    ['a path alone', 'store.log', 'a list of paths, or a stream'],
    ['nothing', undefined, 'a list of paths, or a stream'],
    ['records', pieces({ line: 1 }), 'a stream gives strings or bytes, not object'],
  ])('are refused of %s', async (_, given, message) => {
    await expect(library.summarise(given as never)).rejects.toThrow(message);
  });
});

describe('explain', () => {
  it.each([
    ['-704', ['OBJECT_NOT_FOUND']],
    [-704, ['OBJECT_NOT_FOUND']],
    ['te:-101', ['ERR_DNS']],
    ['no_available_handle', ['NO_AVAILABLE_HANDLE']],
    ['nothing', []],
  ])('of %j names %j', (word, names) => {
    expect(library.explain(word).map(({ name }) => name)).toEqual(names);
  });
});
