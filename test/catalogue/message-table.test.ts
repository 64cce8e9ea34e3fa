import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/catalogue/index.ts';
import { MessageTable } from '../../src/catalogue/message-table.ts';
import { processorTime } from '../processor-time.ts';

function entry(pattern: string, code?: string, more: Partial<Message> = {}): Message {
  return { pattern, severity: 'E', since: 'v0.3.0', ...(code === undefined ? {} : { code }), ...more };
}

function codeOf(
  entries: readonly Message[],
  message: string,
  severity: Message['severity'] = 'E',
): string | undefined {
  return new MessageTable({ 'a.cpp': entries }).match('a.cpp', severity, message)?.code;
}

describe('a pattern matches', () => {
  test.each([
    ['its own text', 'Client not available', 'Client not available', true],
    ['any value for a wildcard', 'RPC call failed: {}', 'RPC call failed: Connection refused', true],
    ['an empty value', 'RPC call failed: {}', 'RPC call failed: ', true],
    ['a value that repeats the text around it', 'a={}, b={}', 'a=, b=, b=', true],
    ['a value in front', '{} is not active', 'mlx5_0 is not active', true],
    ['no message that only contains its text', 'Client not available', 'The Client not available', false],
    ['no message that goes on after its text', 'Client not available', 'Client not available today', false],
    ['no message that starts otherwise', 'RPC call failed: {}', 'Batch RPC call failed: x', false],
    ['no message that ends otherwise', '{} is not active', 'mlx5_0 is not active yet', false],
    ['no message whose parts come in another order', 'a={}, b={}!', 'b=1, a=2!', false],
    ['no message where two parts would share characters', 'ab{}ba', 'aba', false],
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
  expect(table.match('a.cpp', 'E', 'Client not available')?.code).toBe('X');
  expect(table.match('b.cpp', 'E', 'Client not available')).toBeUndefined();
  expect(table.match('a.cpp', 'W', 'Client not available')).toBeUndefined();
  expect(table.match('constructor', 'E', 'Client not available')).toBeUndefined();
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
  expect(codeOf([entry('ab{}', 'X'), entry('{}yz', 'Y')], 'abyz')).toBeUndefined();
  expect(codeOf([entry('ab{}', 'X'), entry('{}yz', 'X')], 'abyz')).toBe('X');
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
        expect(codeOf([entry(parts.join('{}'), 'X')], message)).toBe('X');
      },
    ),
  );
});

test('a message of a megabyte takes linear time', () => {
  const table = new MessageTable({
    'a.cpp': [entry('{}a{}a{}a{}a{}a{}a{}a{}b', 'X'), entry('aaaa{}aaab{}c', 'Y')],
  });
  const long = 'a'.repeat(1_000_000);
  const time = processorTime(() => {
    for (const end of ['', 'b', 'c']) table.match('a.cpp', 'E', long + end);
  });
  expect(time).toBeLessThan(500);
});
