import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { type FilterChoice, type Finding, FindingFilter } from '../../src/recognise/finding.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue);

const lines = {
  rpc: 'E0730 02:14:13.0 1 real_client.cpp:1] connect: RPC_FAIL',
  dns: 'W0730 02:05:10.0 1 rdma_endpoint.cpp:462] handshake: ERR_DNS',
  both: 'E0730 02:14:13.0 1 real_client.cpp:1] connect: RPC_FAIL, then WRITE_FAIL',
  shared: 'ProcessGroup call failed, error code: -101',
  unknown: 'E0730 02:14:13.0 1 real_client.cpp:1] connect: UNKNOWN_ERROR',
};

/** What a choice lets through of each line, by name. */
function passed(choice: FilterChoice): Record<string, string[]> {
  const filter = new FindingFilter(choice);
  const result: Record<string, string[]> = {};
  for (const [name, line] of Object.entries(lines)) {
    const { findings, prefix } = recogniser.recognise(line);
    const kept = filter.pass(findings, prefix.severity).map((finding) => finding.name);
    if (kept.length > 0) result[name] = kept;
  }
  return result;
}

const shared = ['ERR_DNS or SEGMENT_NOT_FOUND'];
const everything = {
  rpc: ['RPC_FAIL'],
  dns: ['ERR_DNS'],
  both: ['RPC_FAIL', 'WRITE_FAIL'],
  shared,
  unknown: ['UNKNOWN_ERROR'],
};

describe('a filter', () => {
  it.each([
    ['nothing', {}, everything],
    ['empty lists', { components: [], groups: [], codes: [], severities: [] }, everything],
    [
      'a component, which a shared number may belong to',
      { components: ['Store'] },
      { rpc: ['RPC_FAIL'], both: ['RPC_FAIL', 'WRITE_FAIL'], shared, unknown: ['UNKNOWN_ERROR'] },
    ],
    ['a component', { components: ['TransferEngine'] }, { dns: ['ERR_DNS'], shared }],
    ['a component without such lines', { components: ['Tent'] }, {}],
    ['a group of any component', { groups: [[undefined, 'Handshake']] }, { dns: ['ERR_DNS'], shared }],
    ['a group of another component', { groups: [['Tent', 'Handshake']] }, {}],
    ['the group of shared numbers', { groups: [[undefined, 'Ambiguous']] }, { shared }],
    ['the group of unknown names', { groups: [[undefined, 'Uncatalogued']] }, { unknown: ['UNKNOWN_ERROR'] }],
    [
      'one of several groups',
      {
        groups: [
          ['Store', 'RPC'],
          ['Store', 'Engine'],
        ],
      },
      { rpc: ['RPC_FAIL'], both: ['RPC_FAIL', 'WRITE_FAIL'] },
    ],
    ['a code', { codes: catalogue.named('WRITE_FAIL') }, { both: ['WRITE_FAIL'] }],
    ['the codes of a number', { codes: catalogue.valued(-101) }, { dns: ['ERR_DNS'], shared }],
    ['a severity, which a line without one has not', { severities: ['W'] }, { dns: ['ERR_DNS'] }],
    [
      'severity and component together',
      { severities: ['E'], components: ['Store'], codes: catalogue.named('RPC_FAIL') },
      { rpc: ['RPC_FAIL'], both: ['RPC_FAIL'] },
    ],
  ] as [string, FilterChoice, Record<string, string[]>][])('that names %s', (_what, choice, expected) => {
    expect(passed(choice)).toEqual(expected);
    // As a choice arrives in another thread.
    expect(passed(structuredClone(choice))).toEqual(expected);
  });

  it('gives the very same findings back when it lets everything through', () => {
    const findings: readonly Finding[] = recogniser.recognise(lines.both).findings;
    expect(new FindingFilter().pass(findings, 'E')).toBe(findings);
  });
});
