import { describe, expect, it } from 'vitest';
import { numberPlaces } from '../../src/catalogue/number-places.ts';
import { compilePlace, isPlace } from '../../src/catalogue/place-pattern.ts';

/** A place with these patterns. */
function place(...before: string[]) {
  return compilePlace({ files: ['a.cpp'], before, component: 'Store' });
}

describe('the text before a number ends as a place says', () => {
  it.each([
    ['a literal', 'fail ret=', 'x() fail ret='],
    ['the start of a word', '~rc=', 'failed, rc='],
    ['the start of the message, too', '~rc=', 'rc='],
    ['any text between', 'base={}, ret=', 'base=0x7f, size=3, ret='],
    ['no text between', 'base={}, ret=', 'base=, ret='],
    ['text without blanks between', 'ACK to {word}: ', 'ready ACK to 10.0.0.1:2: '],
    ['the shortest text between', 'ACK to {word}: ', 'ACK to a, ACK to b: '],
    ['the start of the message', '^Failed to {}: ', 'Failed to put: the key: '],
    ['parts that share a letter', 'aba{}ab', 'ababab'],
  ])('with %s', (_, pattern, text) => {
    expect(isPlace(place('no such thing', pattern), text)).toBe(true);
  });
});

describe('the text before a number does not', () => {
  it.each([
    ['within a word', '~rc=', 'src='],
    ['with something behind it', 'ret=', 'ret= '],
    ['with blanks where there may be none', 'ACK to {word}: ', 'ACK to a b: '],
    ['with nothing where there must be something', 'ACK to {word}: ', 'ACK to : '],
    ['further on than at the start', '^Failed to {}: ', 'x Failed to put: '],
    ['with its parts in another order', 'base={}, ret=', ', ret=base='],
    ['with parts that overlap', 'aba{}ab', 'abab'],
    ['being shorter', 'fail ret=', 'ret='],
  ])('%s', (_, pattern, text) => {
    expect(isPlace(place(pattern), text)).toBe(false);
  });
});

it('every place can be matched by its own patterns', () => {
  for (const row of numberPlaces)
    for (const pattern of row.before) {
      const text = pattern.replace(/^[~^]/, '').replaceAll('{word}', 'a').replaceAll('{}', 'a b');
      expect(isPlace(compilePlace(row), text), pattern).toBe(true);
    }
});
