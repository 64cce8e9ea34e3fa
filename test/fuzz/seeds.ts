import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** Lines of the corpora, of recorded processes and of fixtures, as latin1. */
export function seedLines(): string[] {
  const corpora = readdirSync(join(fixtures, 'corpus'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(join(fixtures, 'corpus', name), 'utf8')
        .trim()
        .split('\n'),
    )
    .map((text) => String((JSON.parse(text) as { line: unknown }).line));
  const logs = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) => readFileSync(join(fixtures, name), 'utf8').split('\n').slice(0, 200));
  const lines = [...corpora, ...logs].map((line) => Buffer.from(line).toString('latin1'));
  return [...new Set(lines)].filter((line) => line !== '' && line.length < 3000);
}

/** What breaks readers when it stands where it should not. */
const odd = fc.constantFrom(
  ...[
    '',
    ' ',
    '\t',
    '\0',
    '\r',
    '\x1b[',
    '\x1b[31m',
    '\x1b]0;',
    '\xff',
    '\xe2\x80\xae',
    '"',
    '\\',
    "'",
    '\\u00',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '-',
    '--',
    '-800',
    '-1',
    '0',
    '0x',
    '0x7f',
    '99999999999999999999',
    '1e309',
    ':',
    '::',
    '=',
    ',',
    ';',
    '  <- ',
    'E0730 ',
    '11:49:18',
    'rc=',
  ],
);

/** A text that is one of these, changed in a few places: cut, doubled, with something odd or a part of another put in. */
export function mutated(seeds: readonly string[], most = 4): fc.Arbitrary<string> {
  const seed = fc.constantFrom(...seeds);
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 12 }),
    with: fc.oneof(
      odd,
      seed.map((text) => text.slice(0, 24)),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    ),
    twice: fc.boolean(),
  });
  return fc.tuple(seed, fc.array(edit, { maxLength: most })).map(([text, edits]) =>
    edits.reduce((now, { at, length, with: part, twice }) => {
      const place = Math.floor(at * (now.length + 1));
      const end = Math.min(now.length, place + length);
      return now.slice(0, place) + (twice ? now.slice(place, end).repeat(2) : '') + part + now.slice(end);
    }, text),
  );
}

/** Bytes that are some of these, changed in a few places. */
export function mutatedBytes(seeds: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
    how: fc.constantFrom('set' as const, 'insert' as const, 'cut' as const, 'append' as const),
  });
  return fc.tuple(fc.constantFrom(...seeds), fc.array(edit, { maxLength: 4 })).map(([bytes, edits]) =>
    edits.reduce((now, { at, byte, how }) => {
      const place = Math.floor(at * (now.length + 1));
      const [head, tail] = [now.subarray(0, place), now.subarray(place)];
      if (how === 'cut') return Buffer.from(head);
      if (how === 'append') return Buffer.concat([now, now.subarray(0, place), Buffer.alloc(byte % 5)]);
      return Buffer.concat([head, Buffer.from([byte]), how === 'set' ? tail.subarray(1) : tail]);
    }, Buffer.from(bytes)),
  );
}

/** A JSON value that is this one with a field left out, doubled or of another kind. */
export function mutatedJson(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value).filter((path) => path.length > 0);
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      'x',
      -1,
      0.5,
      1e300,
      2 ** 53,
      [],
      {},
      [[]],
      [['a']],
      true,
      '\0',
      '../x',
      '2026-13-45',
    ),
    fc.jsonValue(),
  );
  const edit = fc.tuple(fc.constantFrom(...places), fc.option(odd, { nil: undefined }));
  return fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => {
    const copy = JSON.parse(JSON.stringify(value)) as unknown;
    for (const [path, with_] of edits) {
      const parent = path
        .slice(0, -1)
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], copy);
      if (typeof parent !== 'object' || parent === null) continue;
      const key = path.at(-1)!;
      if (with_ === undefined && !Array.isArray(parent)) delete (parent as Record<string, unknown>)[key];
      // Later edits may go into it, and all rounds share what is constant.
      else (parent as Record<string, unknown>)[key] = structuredClone(with_ ?? null);
    }
    return copy;
  });
}

function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}
