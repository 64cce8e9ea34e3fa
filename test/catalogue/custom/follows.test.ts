import { describe, expect, it } from 'vitest';
import { KnownMessageMatcher } from '../../../src/catalogue/known-messages/matcher.ts';
import { faultsOf, merged } from './merged.ts';

const codes = `components:
  Net:
    codes:
      - {name: NET_DOWN, value: 1, description: Down.}
      - {name: NET_SLOW, value: 2, description: Slow.}
  App:
    codes:
      - name: APP_FAIL
        value: 1
        description: Failed.
`;

describe('follows', () => {
  const rowsOf = (text: string) => merged(text).catalogue.parts.consequences ?? [];

  it('names codes, all codes of a component, and messages', () => {
    const [row] = rowsOf(`${codes}        follows: [NET_DOWN, Net/NET_SLOW, message/rdma-device-event]\n`);
    expect(row).toMatchObject({
      cause: ['Net/NET_DOWN', 'Net/NET_SLOW', 'message/rdma-device-event'],
      effect: ['App/APP_FAIL'],
      withinSeconds: 120,
      shared: { must: ['host'] },
    });
    expect(rowsOf(`${codes}        follows: ['Net/*']\n`)[0]!.cause).toEqual([
      'Net/NET_DOWN',
      'Net/NET_SLOW',
    ]);
  });

  it('says within what time, what both name alike, and why', () => {
    const [row] = rowsOf(
      `${codes}        follows: [{from: Net/*, within: 2min, same: [device, peer], because: So it is.}]\n`,
    );
    expect(row).toMatchObject({
      withinSeconds: 120,
      because: 'So it is.',
      shared: { must: ['device', 'peer'] },
    });
    expect(row!.shared.may).toContain('host');
  });

  it('of a component holds for those of its codes that say nothing', () => {
    const text = `components:
  Net: {codes: [{name: NET_DOWN, value: 1, description: Down.}]}
  App:
    follows: [NET_DOWN]
    codes:
      - {name: APP_A, value: 1, description: A.}
      - {name: APP_B, value: 2, description: B., follows: none}
`;
    expect(rowsOf(text).map(({ effect }) => effect)).toEqual([['App/APP_A']]);
    expect(merged(text).catalogue.parts.causeless).toEqual(['Net/NET_DOWN']);
  });

  it('may name what another file brings, and a component that none does', () => {
    const app =
      'components: {App: {codes: [{name: A_B, value: 1, description: x, follows: [Net/N_D, Gone/X]}]}}';
    const net = 'components: {Net: {codes: [{name: N_D, value: 1, description: x}]}}';
    const { catalogue, faults, warnings } = merged(app, net);
    expect(faults).toEqual([]);
    expect(warnings.map(({ text }) => text)).toContain(
      'no component is called Gone; it counts once another catalogue brings it',
    );
    expect(catalogue.parts.consequences![0]!.cause).toEqual(['Net/N_D']);
  });

  it('knows every name, whether a code follows from it or not', () => {
    const text = (own: string) => `components:
  Net: {codes: [{name: NET_DOWN, value: 1, description: Down.}]}
  App:
    follows: [NET_DOWN, NOPE, Nope]
    codes: [{name: APP_A, value: 1, description: A.${own}}, {name: APP_B, value: 2, description: B.${own}}]
`;
    const expected = [
      'own.yaml:4:25: no code is named NOPE; name a code, or a message as message/its-id',
      'own.yaml:4:31: no code is named Nope; name a code, or a message as message/its-id',
    ];
    expect(faultsOf(text(''))).toEqual(expected);
    expect(faultsOf(text(', follows: [NET_DOWN]'))).toEqual(expected);
    // A later file says otherwise of its only code.
    const later = 'components: {App: {codes: [{name: APP_A, follows: none}, {name: APP_B, follows: none}]}}';
    expect(faultsOf(text(''), later)).toHaveLength(2);
  });

  it.each([
    ['a name that is none', '[NET_DWN]', '11:19: no code is named NET_DWN; did you mean NET_DOWN?'],
    ['a name that its component lacks', '[Net/X]', '11:19: Net has no code X'],
    ['a message that is none', '[message/port-down]', '11:19: no message has the id port-down'],
    ['none in a list', '[NET_DWN, none]', '11:28: entry 2 of follows stands alone: write follows: none'],
    ['an odd time', '[{from: NET_DOWN, within: soon}]', '11:44: "within" must be a time of at most a day'],
    ['an odd place', '[{from: NET_DOWN, same: [rack]}]', '11:43: entry 1 of same must be one of host'],
    ['an odd field', '[{from: NET_DOWN, wthin: 5}]', '11:36: unknown field "wthin"; did you mean within?'],
    ['a word', 'NET_DOWN', '11:18: "follows" must be a list of codes and messages, or none'],
  ])('%s is a fault', (_, entry, expected) => {
    const faults = faultsOf(`${codes}        follows: ${entry}\n`);
    expect(faults.map((fault) => fault.slice('own.yaml:'.length))).toEqual([
      expect.stringContaining(expected),
    ]);
  });
});

describe('a message that triage is to know', () => {
  const message = `${codes}messages:
  - title: The app lost its net
    code: APP_FAIL
    pattern: 'lost the net of {} for good'
    logger: app
    severity: W+
    cause: [The cable.]
    check: ['Look at the cable.']
    runbook: https://wiki.example/net
    follows: [NET_DOWN]
    sample: '2026-07-30 11:02:03,000 ERROR app.net: lost the net of x for good'
`;
  const { catalogue, faults, samples } = merged(message);
  const matcher = new KnownMessageMatcher([...catalogue.knownMessages.values()]);

  it('has what the built-in ones have', () => {
    expect(faults).toEqual([]);
    expect(samples.map(({ expected }) => expected.kind)).toEqual(['implied', 'known']);
    expect(catalogue.knownMessages.get('the-app-lost-its-net')).toMatchObject({
      component: 'App',
      code: 'APP_FAIL',
      severities: 'WEF',
      causes: ['The cable.'],
      checks: ['Look at the cable.'],
      runbook: 'https://wiki.example/net',
      loggers: ['app'],
    });
    expect(catalogue.parts.consequences).toMatchObject([{ effect: ['message/the-app-lost-its-net'] }]);
  });

  it('is found on lines of its logger at its severities, behind the built-in ones', () => {
    const line = 'lost the net of x for good';
    const find = (text: string, severity: string, logger?: string) =>
      matcher.match(text, severity, { logger })?.id;
    expect(find(line, 'E', 'app.net')).toBe('the-app-lost-its-net');
    expect(find(line, 'I', 'app.net')).toBeUndefined();
    expect(find(line, 'E', 'other')).toBeUndefined();
    expect(find(`transport retry counter exceeded: ${line}`, 'E', 'app')).toBe('transport-retry-exceeded');
  });

  it('adds checks to a message of Mooncake that it names', () => {
    const own = merged(`messages:
  - {id: transport-retry-exceeded, check: [Call the team of the network.], runbook: 'https://wiki.example/rdma'}
`);
    expect(own.faults).toEqual([]);
    const known = own.catalogue.knownMessages.get('transport-retry-exceeded')!;
    expect(known.checks.at(-1)).toBe('Call the team of the network.');
    expect(known.checks.length).toBeGreaterThan(2);
    expect(known.runbook).toBe('https://wiki.example/rdma');
  });

  it.each([
    ['no title', 'messages: [{id: abc-d, pattern: gone away, sample: gone away}]', 'needs a "title"'],
    ['no pattern', 'messages: [{title: Gone away, sample: gone away}]', 'needs a "pattern"'],
    [
      'no component',
      'messages: [{title: Gone, pattern: gone away, sample: gone away}]',
      'belongs to no component',
    ],
    ['no sample', 'messages: [{title: Gone, component: Net, pattern: gone away}]', 'needs a "sample"'],
  ])('%s is a fault', (_, text, expected) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining(expected)]);
  });
});
