import { describe, expect, it } from 'vitest';
import {
  severityOf,
  severityOfLevel,
  severityOfNumber,
  severityOfPriority,
} from '../../../src/recognise/prefix/prefix.ts';

/** What a reader of severities makes of numbers in a row, a letter each; `-` where they stand for none. */
function lettersOf(read: (number: number) => string | undefined, numbers: readonly number[]): string {
  return numbers.map((number) => read(number) ?? '-').join('');
}

describe('severities', () => {
  it.each([
    ['E', 'E'],
    ['e', 'E'],
    ['ERROR', 'E'],
    ['warning', 'W'],
    [' info ', 'I'],
    ['critical', 'F'],
    ['debug', 'D'],
    ['x', undefined],
    ['errors', undefined],
  ])('of the word %j is %s', (word, severity) => {
    expect(severityOf(word)).toBe(severity);
  });

  it('are eight priorities of syslog, from 0 on', () => {
    expect(lettersOf(severityOfPriority, [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe('-FFFEWIID-');
  });

  it('are the levels of pino and bunyan, 10 to 60', () => {
    expect(lettersOf(severityOfLevel, [4, 10, 20, 29, 30, 35, 40, 50, 59, 60, 61])).toBe('-DDDIIWEEF-');
  });

  it('are the levels of Python, ten lower each', () => {
    const python = (level: number): string | undefined => severityOfLevel(level, true);
    expect(lettersOf(python, [4, 5, 10, 19, 20, 25, 30, 40, 50, 60, 61])).toBe('-DDDIIWEFF-');
  });

  it('are four numbers of OpenTelemetry each, from 1 on', () => {
    expect(lettersOf(severityOfNumber, [0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25])).toBe(
      '-DDDDIIWWEEFF-',
    );
  });
});
