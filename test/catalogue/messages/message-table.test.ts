import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/catalogue/message.ts';
import { MessageTable } from '../../../src/catalogue/messages/message-table.ts';
import { processorTime } from '../../processor-time.ts';

function entry(pattern: string, code?: string, more: Partial<Message> = {}): Message {
  return { pattern, severity: 'E', since: 'v0.3.0', ...(code === undefined ? {} : { code }), ...more };
}

function codeOf(
  entries: readonly Message[],
  message: string,
  severity: Message['severity'] = 'E',
): string | undefined {
  return new MessageTable({ 'a.cpp': entries }).match(message, { file: 'a.cpp', severity, line: 0 })?.code;
}

describe('a pattern matches', () => {
  test.each([
    ['its own text', 'Client not available', 'Client not available', true],
    ['any value for a wildcard', 'RPC call failed: {}', 'RPC call failed: Connection refused', true],
    ['an empty value', 'RPC call failed: {}', 'RPC call failed: ', true],
    ['a value that repeats the text around it', 'first={}, second={}', 'first=, second=, second=', true],
    ['a value in front', '{} is not active', 'mlx5_0 is not active', true],
    ['no message that only contains its text', 'Client not available', 'The Client not available', false],
    ['no message that goes on after its text', 'Client not available', 'Client not available today', false],
    ['no message that starts otherwise', 'RPC call failed: {}', 'Batch RPC call failed: x', false],
    ['no message that ends otherwise', '{} is not active', 'mlx5_0 is not active yet', false],
    ['no message whose parts come in another order', 'first={}, second={}!', 'second=1, first=2!', false],
    ['no message where two parts would share characters', 'abcdef{}efghij', 'abcdefghij', false],
    ['an empty value whose blank was cut', 'RPC call failed: {}', 'RPC call failed:', true],
    ['empty values at both ends', '{} is not active: {}', 'is not active:', true],
    [
      'text beyond ASCII, one character a byte',
      'chunks × {}',
      Buffer.from('chunks × 3').toString('latin1'),
      true,
    ],
  ])('%s', (_, pattern, message, matched) => {
    expect(codeOf([entry(pattern, 'X')], message)).toBe(matched ? 'X' : undefined);
  });
});

test('only the file and the severity that print it are asked', () => {
  const table = new MessageTable({ 'a.cpp': [entry('Client not available', 'X')] });
  const match = (file: string, severity: 'E' | 'W') =>
    table.match('Client not available', { file, severity, line: 0 });
  expect(match('a.cpp', 'E')?.code).toBe('X');
  expect(match('b.cpp', 'E')).toBeUndefined();
  expect(match('a.cpp', 'W')).toBeUndefined();
  expect(match('constructor', 'E')).toBeUndefined();
});

test('the more specific pattern wins, wherever its wildcard stands', () => {
  const entries = [
    entry('Failed: {}', 'X'),
    entry('{}: no space left', 'Y'),
    entry('Failed: write of {}: no space left', 'Z'),
  ];
  expect(codeOf(entries, 'Failed: read of k')).toBe('X');
  expect(codeOf(entries, 'open: no space left')).toBe('Y');
  expect(codeOf(entries, 'Failed: write of k: no space left')).toBe('Z');
});

test('a more specific pattern without a code keeps a wider one from matching', () => {
  const entries = [entry('Failed: {}', 'X'), entry('Failed: retry {}')];
  expect(codeOf(entries, 'Failed: retry 3')).toBeUndefined();
  expect(codeOf(entries, 'Failed: give up')).toBe('X');
});

test('equally specific patterns that imply different codes imply nothing', () => {
  expect(codeOf([entry('abcdef{}', 'X'), entry('{}uvwxyz', 'Y')], 'abcdefuvwxyz')).toBeUndefined();
  expect(codeOf([entry('abcdef{}', 'X'), entry('{}uvwxyz', 'X')], 'abcdefuvwxyz')).toBe('X');
});

test('every pattern matches whatever stands for its wildcards', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z =:,]{1,40}$/), { minLength: 2, maxLength: 6 }),
      fc.array(fc.string(), { minLength: 6, maxLength: 6 }),
      (parts, values) => {
        const message = parts.reduce(
          (text, part, i) => text + Buffer.from(values[i] ?? '').toString('latin1') + part,
        );
        expect(codeOf([entry(`letters ${parts.join('{}')}`, 'X')], `letters ${message}`)).toBe('X');
      },
    ),
  );
});

describe('a text whose statements differ', () => {
  const places = {
    outcomes: ['X', '', 'X/Y'],
    lines: ['0:10,20 1:100', '0:12,22 1:102 2:300', '0:500,900'],
  };
  const at = (line: number, more: Partial<Message> = {}, pattern = 'Client not available') =>
    new MessageTable({ 'a.cpp': [entry(pattern, undefined, { ...places, ...more })] }).match(
      pattern.replace('{}', 'anything'),
      { file: 'a.cpp', severity: 'E', line },
    );

  test.each([
    ['the code of the line that printed it', 20, 'X', undefined],
    ['nothing at a line where nothing follows', 102, undefined, undefined],
    ['several at a line where several follow', 300, undefined, ['X', 'Y']],
    ['at an unknown line what the releases with the nearest lines agree on', 1000, undefined, undefined],
    ['nothing without a line', 0, undefined, undefined],
  ])('implies %s', (_, line, code, oneOf) => {
    const found = at(line);
    expect([found?.code, found?.oneOf]).toEqual([code, oneOf]);
  });

  test('implies at an unknown line what both nearest releases agree on', () => {
    const lines = ['0:10 1:100', '0:490,910', '0:500,900'];
    expect(at(905, { lines })?.code).toBe('X');
    expect(at(98, { lines })?.code).toBeUndefined();
  });

  test('implies nothing at a line where releases differ', () => {
    expect(at(10, { lines: ['0:10', '1:10'] })?.code).toBeUndefined();
  });

  test('implies at undecided lines what is decided for those', () => {
    expect(at(98, { code: 'Z' })?.code).toBe('Z');
    expect(at(20, { code: 'Z' })?.code).toBe('X');
  });

  test('is found by its line alone where it has next to no letters', () => {
    expect(at(20, {}, '{}')?.code).toBe('X');
    expect(at(21, {}, '{}')).toBeUndefined();
    expect(at(0, {}, '{}')).toBeUndefined();
  });

  test('keeps its note whatever follows', () => {
    expect(at(20, { note: 'why' })?.note).toBe('why');
  });
});

test('a message of a megabyte takes linear time', () => {
  const table = new MessageTable({
    'a.cpp': [entry('{}a{}a{}a{}a{}a{}a{}a{}b', 'X'), entry('aaaa{}aaab{}c', 'Y')],
  });
  const long = 'a'.repeat(1_000_000);
  const time = processorTime(() => {
    for (const end of ['', 'b', 'c']) table.match(long + end, { file: 'a.cpp', severity: 'E', line: 0 });
  });
  expect(time).toBeLessThan(500);
});
