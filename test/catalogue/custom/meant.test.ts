import { describe, expect, it } from 'vitest';
import { ownStatements } from '../../../src/render/reference/code-page.ts';
import { faultsOf, finderWith, merged } from './merged.ts';

const two = `components:
  A: {codes: [{name: DUP_X, value: 1, description: x, aliases: [foo bar]}]}
  B:
    files: [b.cpp]
    codes:
      - {name: DUP_X, value: 2, description: x}
      - {name: B_Y, value: 3, description: x, aliases: [foo bar, foo bar baz]}
      - {name: B_Z, value: 4, description: x, aliases: [foo bar]}
`;

describe('what several codes claim', () => {
  const find = finderWith(two);
  it.each([
    ['a name of two components', 'x DUP_X', ['Ambiguous:A/DUP_X or B/DUP_X/name']],
    ['an alias of several codes', 'x foo bar', ['Ambiguous:DUP_X or B_Y or B_Z/name']],
    ['a longer alias', 'x foo bar baz', ['B:B_Y/name']],
    ['a name on lines of one component', 'E0730 11:49:18.1 1 b.cpp:9] DUP_X', ['B:DUP_X/name']],
  ])('%s', (_, line, expected) => expect(find(line)).toEqual(expected));

  it('is settled where one component is preferred', () => {
    expect(finderWith(two, { component: 'A' })('x foo bar')).toEqual(['A:DUP_X/name']);
  });

  it('is settled by the form with the most fixed text before a number', () => {
    const numbers = finderWith(`components:
  A: {numbers: [{after: [failed with status]}], codes: [{name: A_X, value: -3, description: x}]}
  B: {numbers: [{after: ['NIXL {} failed with status']}], codes: [{name: B_X, value: -3, description: x}]}`);
    expect(numbers('NIXL transfer failed with status: -3')).toEqual(['B:B_X/number']);
    expect(numbers('it failed with status: -3')).toEqual(['A:A_X/number']);
  });
});

describe('a catalogue', () => {
  const one = (fields: string) =>
    `components: {A: {codes: [{name: A_X, value: 4, description: d${fields}}]}}`;
  it.each(['constructor', 'prototype', '__proto__'])('calls no component %s', (name) => {
    expect(faultsOf(one('').replace('{A:', `{${name}:`))).toEqual([
      expect.stringContaining(`"${name}" cannot be the name of a component`),
    ]);
  });
  it.each([
    ['a group of success in small letters', one(', group: normal'), 'did you mean Normal?'],
    ['a value of 33 bits', one('').replace('4', '4294967296'), 'must have at most 32 bits'],
    [
      'an escape in a description',
      one('').replace('description: d', 'description: "a\\u001b[31m"'),
      'must not hold control characters',
    ],
    ['an escape in an alias', one(', aliases: ["ab\\u0007c"]'), 'must not hold control characters'],
    [
      'another number for a code of Mooncake’s',
      'components: {Store: {codes: [{name: RPC_FAIL, value: -5}]}}',
      'RPC_FAIL of Store is -900, which Mooncake prints',
    ],
  ])('refuses %s', (_, text, expected) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining(expected)]);
  });

  it('takes line ends of descriptions as blanks', () => {
    const { catalogue } = merged(one('').replace('description: d', 'description: "a\\n  b"'));
    expect(catalogue.named('A_X')[0]!.description).toBe('a   b');
  });

  it('may share parts by anchors, merge keys and entries that begin with x-', () => {
    const text = `x-common: &common {group: Net, description: Down.}
components:
  A: {codes: [{<<: *common, name: A_X, value: 4}]}
`;
    expect(faultsOf(text)).toEqual([]);
    expect(merged(text).catalogue.named('A_X')).toMatchObject([{ group: 'Net', description: 'Down.' }]);
  });

  it.each([
    ['an ordinary word', one(', aliases: [the]'), '"the" is a word of many lines'],
    ['an ordinary name', one('').replace('A_X', 'Unavailable'), '"Unavailable" is a word of many lines'],
    ['one letter', one('').replace('A_X', 'a'), '"a" is a word of many lines'],
    ['no sample', one(''), 'A_X has no sample'],
  ])('warns of %s', (_, text, expected) => {
    expect(merged(text).warnings.map((warning) => warning.text)).toContainEqual(
      expect.stringContaining(expected),
    );
  });

  it.each([
    one(', severity: E, aliases: [the]'),
    one('').replace('codes:', 'names: never, codes:'),
    one(', aliases: [{text: the, files: [a.cpp]}]'),
  ])('warns of no text that is limited: %s', (text) => {
    expect(merged(text).warnings.map((warning) => warning.text)).toEqual([
      expect.stringContaining('has no sample'),
    ]);
  });
});

describe('a text in any case with letters beyond A to Z', () => {
  const warnings = (aliases: string, more = '') =>
    merged(
      `components:\n  Net:\n    codes: [{name: NET_DOWN, value: none, description: x, sample: [NET_DOWN], aliases: ${aliases}}]\n${more}`,
    ).warnings.map(({ line, column, text }) => `${line}:${column}: ${text}`);
  const told = '"Überlauf im Puffer" is not found with Ü as ü: add that spelling, too';

  it('is warned of, as only one case of these is found', () => {
    const find = finderWith(
      'components: {Net: {codes: [{name: NET_DOWN, value: none, description: x, aliases: [Überlauf, überlauf], case: any}]}}',
    );
    expect(find('ÜBERLAUF')).toEqual(['Net:NET_DOWN/name']);
    expect(find('überLAUF')).toEqual(['Net:NET_DOWN/name']);
    expect(warnings('[{text: Überlauf im Puffer, case: any}]')).toEqual([
      `3:89: in any case means the letters A to Z; ${told}`,
    ]);
  });

  it('and is at home where its other case stands beside it', () => {
    const both = '[{text: Überlauf im Puffer, case: any}, {text: überlauf im Puffer, case: any}]';
    expect(warnings(both)).toEqual([]);
  });

  it('is warned of before numbers and among texts of no error, and nowhere else', () => {
    expect(warnings('[Überlauf im Puffer, 连接超时]')).toEqual([]);
    expect(warnings('[{text: 连接超时, case: any}, {text: straße, case: any}]')).toEqual([]);
    const numbers =
      '    numbers: [{after: [Fehlernummer für]}]\n    noError: [{text: Überlauf im Puffer, case: any}]\n';
    expect(warnings('[]', numbers)).toEqual([
      expect.stringMatching(/^4:24: .*ü as Ü/),
      `5:15: in any case means the letters A to Z; ${told}`,
    ]);
  });
});

describe('how lines state a code', () => {
  it('is told with what limits it', () => {
    const { catalogue } = merged(`components:
  Net:
    loggers: [net]
    severity: W+
    numbers: [{after: [netret, 'code {} ('], hex: true}, {fields: [error.code], severity: any}]
    codes: [{name: NET_DOWN, value: 5, description: x, aliases: [{text: net gone, case: any, severity: any}]}]`);
    expect(ownStatements(catalogue.named('NET_DOWN')[0]!, catalogue)).toEqual([
      'NET_DOWN, at severity W, E, F',
      'net gone, in any case',
      '5, also as 0x..., after "netret", "code {} (", at severity W, E, F',
      '5 in the field error.code',
      '5 after error, ret, code, status and the like, on lines of net, at severity W, E, F',
    ]);
  });
});
