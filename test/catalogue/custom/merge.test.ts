import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { codesCalled } from '../../../src/catalogue/lookup.ts';
import { faultsOf, merged } from './merged.ts';

const builtIn = builtInCatalogue();

describe('a merged catalogue', () => {
  it('changes only the fields that are given of a built-in code', () => {
    const { catalogue, faults } = merged(
      'components: {Store: {codes: [{name: RPC_FAIL, group: Net, action: [Call us.]}]}}',
    );
    const before = builtIn.named('RPC_FAIL')[0]!;
    expect(faults).toEqual([]);
    expect(catalogue.named('RPC_FAIL')).toEqual([
      { ...before, group: 'Net', action: ['Call us.'], origin: 'custom' },
    ]);
    expect(catalogue.codes.length).toBe(builtIn.codes.length);
    expect(catalogue.codes.findIndex((code) => code.name === 'RPC_FAIL')).toBe(builtIn.codes.indexOf(before));
  });

  it('takes one sample alone as well as a list of samples', () => {
    const of = (sample: string) =>
      merged(
        `components: {Queue: {codes: [{name: QUEUE_FULL, value: 1, description: Full., sample: ${sample}}]}}`,
      );
    expect(of('a QUEUE_FULL').faults).toEqual([]);
    expect(of('a QUEUE_FULL').samples.map(({ line }) => line)).toEqual(['a QUEUE_FULL']);
    expect(of('[a QUEUE_FULL, b QUEUE_FULL]').samples.map(({ line }) => line)).toEqual([
      'a QUEUE_FULL',
      'b QUEUE_FULL',
    ]);
  });

  it('leaves the built-in catalogue as it was', () => {
    merged('components: {Store: {codes: [{name: RPC_FAIL, group: Net}]}}');
    expect(builtInCatalogue().codes).toEqual(builtIn.codes);
  });

  it('puts new codes behind their group, and new components at the end', () => {
    const { catalogue } = merged(
      `components:
  Store: {codes: [{name: RPC_SLOW, value: -950, group: RPC, description: Slow.}]}
  Queue: {codes: [{name: QUEUE_FULL, value: 1, description: Full.}]}`,
    );
    const row = catalogue.named('RPC_SLOW')[0]!;
    expect(catalogue.codes[catalogue.codes.indexOf(row) - 1]!.group).toBe('RPC');
    expect(catalogue.codes.at(-1)).toMatchObject({ component: 'Queue', group: 'Other', name: 'QUEUE_FULL' });
    expect(catalogue.components()).toEqual([...builtIn.components(), 'Queue']);
  });

  it('lets a later file change what an earlier one says', () => {
    const { catalogue, faults } = merged(
      'components: {Queue: {codes: [{name: QUEUE_FULL, value: 1, description: Full.}]}}',
      'components: {Queue: {codes: [{name: QUEUE_FULL, description: No room.}]}}',
    );
    expect(faults).toEqual([]);
    expect(codesCalled('queue:1', catalogue)).toMatchObject([{ value: 1, description: 'No room.' }]);
  });

  it('lets a message name a code of an earlier file', () => {
    const codes = 'components: {Queue: {codes: [{name: QUEUE_FULL, value: 1, description: Full.}]}}';
    const message = 'messages: [{file: a.cpp, severity: E, pattern: giving up, code: QUEUE_FULL, sample: x}]';
    expect(faultsOf(codes, message)).toEqual([]);
    expect(faultsOf(message)).toHaveLength(1);
  });

  it('changes only the fields that are given of a built-in message', () => {
    const [file, rows] = Object.entries(builtIn.messages.byFile).find(([, list]) =>
      list.some((row) => row.code !== undefined && builtIn.named(row.code).length === 1),
    )!;
    const row = rows.find((one) => one.code !== undefined && builtIn.named(one.code).length === 1)!;
    const { catalogue, faults } = merged(
      JSON.stringify({ messages: [{ file, severity: row.severity, pattern: row.pattern, note: 'call us' }] }),
    );
    expect(faults).toEqual([]);
    const changed = catalogue.messages.byFile[file]!;
    expect(changed).toHaveLength(rows.length);
    expect(changed[rows.indexOf(row)]).toMatchObject({ ...row, note: 'call us' });
  });

  it.each([
    ['overridden texts', 'components: {Store: {codes: [{name: RPC_FAIL, group: Net}]}}', false],
    [
      'new names like the built-in ones',
      'components: {Q: {codes: [{name: Q_FULL, value: 1, description: x}]}}',
      false,
    ],
    ['a name of another kind', 'components: {Q: {codes: [{name: E-1, value: 1, description: x}]}}', true],
    ['an alias', 'components: {Store: {codes: [{name: RPC_FAIL, aliases: [rpc gone]}]}}', true],
    [
      'numbers',
      'components: {Q: {numbers: [{after: [q]}], codes: [{name: Q_FULL, value: 1, description: x}]}}',
      true,
    ],
    [
      'own files',
      'components: {Q: {files: [q.cpp], codes: [{name: Q_FULL, value: 1, description: x}]}}',
      true,
    ],
    [
      'a message of a C++ file',
      'messages: [{file: a.cpp, severity: E, pattern: giving up, code: RPC_FAIL, sample: x}]',
      false,
    ],
    [
      'a message of a logger',
      'messages: [{logger: a.b, severity: E, pattern: giving up, code: RPC_FAIL, sample: x}]',
      true,
    ],
  ])('asks for a look at every line only where it must: %s', (_, text, expected) => {
    const { catalogue, faults } = merged(text);
    expect(faults).toEqual([]);
    expect(catalogue.needsEveryLine).toBe(expected);
  });
});
