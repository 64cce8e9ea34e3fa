import { expect, it } from 'vitest';
import { shapeTextOf } from '../../src/lines/shape/shape-text.ts';
import { shapeRulesOf } from '../../src/recognise/shape-rules.ts';
import { finderWith, merged } from '../catalogue/custom/merged.ts';

const text = `
components:
  Small:
    numbers: [{after: [small status, 'got {} ->']}, {fields: [small.code]}]
    codes:
${[1, 2, 3, 4, 5, 6, 7, 8, 9, 12].map((value) => `      - {name: SMALL_${value}, value: ${value}, description: x, aliases: ['small failure ${value} at']}`).join('\n')}
`;
const find = finderWith(text);
const rules = shapeRulesOf(merged(text).catalogue);

it.each([
  ['small status: 7', ['Small:SMALL_7/number']],
  ['small status: 77', []],
  ['small status: 99', []],
  ['small status is 12', ['Small:SMALL_12/number']],
  ['got a thing -> 3', ['Small:SMALL_3/number']],
  ['small failure 5 at once', ['Small:SMALL_5/name']],
  ['small failure 55 at once', []],
  ['{"level":"error","msg":"x","ts":1795937725.9,"small":{"code":12}}', ['Small:SMALL_12/number']],
  ['{"level":"error","msg":"x","ts":1795937725.9,"small":{"code":13}}', []],
])('a catalogue in which every digit is a code tells numbers apart: %s', (line, found) => {
  expect(find(line)).toEqual(found);
});

it('tells hexadecimal numbers of a catalogue apart in any case', () => {
  const { catalogue } = merged(
    'components: {Net: {numbers: [{after: [netret], hex: true}], codes: [{name: NET_DOWN, value: 507018, description: x}]}}',
  );
  const line = 'NETRET: 0X7BC8A, netret=0x0007bc8a, netret=0x7Bc8A, netret=0X7BC8B';
  expect(shapeTextOf(line, shapeRulesOf(catalogue)).text).toBe(
    'NETRET: 0X7BC8A, netret=0x0007bc8a, netret=0x7Bc8A, netret=0x7f',
  );
});

it('keeps numbers in shapes where they may be codes, and not in counters', () => {
  const shape = shapeTextOf('12 of 7 done, retries=3, small status=12, failure 5 at 5', rules).text;
  expect(shape).toBe('99 of 99 done, retries=99, small status=12, failure 5 at 99');
});
