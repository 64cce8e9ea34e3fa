import { expect, it } from 'vitest';
import { Baseline, type TemplateIdentity } from '../../../src/triage/templates/baseline.ts';

const identity = (template: string, more: Partial<TemplateIdentity> = {}): TemplateIdentity => ({
  template,
  source: 'client.cpp:12',
  severity: 'E',
  ...more,
});
const baseline = new Baseline(
  [
    'put failed: RPC_FAIL',
    'tenant <*> is full',
    'protocol tcp',
    'reply was <...>',
    'reply to <...> RPC_FAIL <...>',
    'state <*>',
  ].map((template) => identity(template)),
);

it.each([
  ['the same', 'put failed: RPC_FAIL', {}],
  [
    'the same from another line of the file, as in another version',
    'put failed: RPC_FAIL',
    { source: 'client.cpp:99' },
  ],
  ['one of many', 'tenant a is full', {}],
  ['many of what was one', 'protocol <*>', {}],
  ['another end of a free text', 'reply was quite unexpected', {}],
  ['another free text with the same code', 'reply to me was RPC_FAIL again', {}],
])('%s is not new', (_, template, more) => {
  expect(baseline.knows(identity(template, more))).toBe(true);
});

it.each([
  ['another code', 'put failed: RPC_TIMEOUT', {}],
  ['another severity', 'put failed: RPC_FAIL', { severity: 'F' as const }],
  ['another file', 'put failed: RPC_FAIL', { source: 'master.cpp:12' }],
  ['no file', 'put failed: RPC_FAIL', { source: null }],
  ['another word', 'protocol rdma', {}],
  ['more words', 'protocol tcp again', {}],
  ['a code where there was none', 'state RPC_FAIL', {}],
  ['a free text with another code', 'reply to me was RPC_TIMEOUT again', {}],
])('%s is new', (_, template, more) => {
  expect(baseline.knows(identity(template, more))).toBe(false);
});

it('knows nothing when it is empty', () => {
  expect(new Baseline([]).knows(identity('x'))).toBe(false);
});
