import { describe, expect, it } from 'vitest';
import { FindingFilter } from '../../src/recognise/finding.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { annotationsOf } from '../../src/render/lines/annotation.ts';
import { finderWith, merged } from '../catalogue/custom/merged.ts';

const text = `
components:
  Sys:
    source: sys.h 1.0
    atLeast: W
    codes:
      - name: SYS_REFUSED
        value: 111
        description: Refused.
        aliases: [{text: connection refused, case: any, clause: true}, {text: was refused, known: true, severity: W+}]
      - {name: SYS_LOST, value: none, description: Lost., atLeast: E}
      - {name: SYS_ZERO, value: none, description: Zero.}
    numbers: [{after: [sysret]}]
`;
const find = finderWith(text);

describe('a text that is a clause', () => {
  it.each([
    ['connect: Connection refused', ['Sys:SYS_REFUSED/name']],
    ['[Errno 111] Connection refused', ['Sys:SYS_REFUSED/name']],
    ['Connection refused (os error 111)', ['Sys:SYS_REFUSED/name']],
    ["'connection refused', it said", ['Sys:SYS_REFUSED/name']],
    ['why is Connection refused here?', []],
    ['retry: Connection refused is enabled', []],
  ])('%s', (line, found) => expect(find(line)).toEqual(found));
});

it('counts where the severity must be known only on such lines', () => {
  expect(find('W0730 11:49:18.1 1 x.cpp:9] it was refused here')).toEqual(['Sys:SYS_REFUSED/name']);
  expect(find('I0730 11:49:18.1 1 x.cpp:9] it was refused here')).toEqual([]);
  expect(find('it was refused here')).toEqual([]);
});

describe('a code without a number', () => {
  const { catalogue } = merged(text);
  const recogniser = new Recogniser(catalogue);

  it('is found by its name alone, and told without a number', () => {
    const { findings } = recogniser.recognise('got SYS_LOST, sysret=0');
    expect(findings.map(({ name, value }) => [name, value])).toEqual([['SYS_LOST', undefined]]);
    expect(annotationsOf(findings)).toContain('Sys / Other: SYS_LOST: Lost.');
  });

  it('has no value that a look-up finds', () => {
    expect(catalogue.valued(0).every(({ component }) => component !== 'Sys')).toBe(true);
    expect(catalogue.valuedIn(0, 'Sys')).toEqual([]);
  });
});

it('counts a line that says nothing of its severity, or less, as its code says', () => {
  const recogniser = new Recogniser(merged(text).catalogue);
  const passed = (line: string, severities: ('W' | 'E')[]): number => {
    const { findings, prefix } = recogniser.recognise(line);
    return new FindingFilter({ severities }).pass(findings, prefix.severity).length;
  };
  expect(passed('got SYS_REFUSED', ['W', 'E'])).toBe(1);
  expect(passed('got SYS_REFUSED', ['E'])).toBe(0);
  expect(passed('I0730 11:49:18.1 1 x.cpp:9] got SYS_LOST', ['E'])).toBe(1);
  expect(passed('E0730 11:49:18.1 1 x.cpp:9] got SYS_REFUSED', ['E'])).toBe(1);
  expect(passed('got RPC_FAIL', ['W', 'E'])).toBe(0);
});

it('gives codes the source of their component', () => {
  expect(merged(text).catalogue.named('SYS_LOST')[0]?.source).toBe('sys.h 1.0');
});
