import { expect, it } from 'vitest';
import { parseWords, resolveValues } from '../../../src/cli/values/typed-words.ts';

function valuesOf(...args: string[]): Readonly<Record<string, unknown>> {
  const { command, values } = parseWords(args);
  return resolveValues(command, values, new Map());
}

it.each([
  [['--output', 'ndjson', '--raw'], '--raw and --format ndjson exclude each other'],
  [['--output', 'ndjson', '--color', 'always'], '--color and --format ndjson exclude each other'],
  [['--checkpoint-interval', '1s'], '--checkpoint-interval is for runs with a checkpoint'],
  [['summary', '--history-keep', '3'], '--history-keep is for runs with a history'],
])('%j is refused', (args, message) => {
  expect(() => valuesOf(...args)).toThrow(message);
});

it.each([
  [['--format', 'pretty', '--color', 'always']],
  [['--output', 'ndjson', '--no-raw']],
  [['--checkpoint', 'a', '--checkpoint-interval', '1s']],
])('%j is taken', (args) => {
  expect(valuesOf(...args)).toBeDefined();
});
