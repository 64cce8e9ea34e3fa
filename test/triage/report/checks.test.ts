import { describe, expect, test } from 'vitest';
import { codes } from '../../../src/catalogue/codes/index.ts';
import { knownMessages } from '../../../src/catalogue/known-messages/index.ts';
import { checksOf } from '../../../src/triage/report/checks.ts';

const names = { messages: new Map(knownMessages.map((message) => [message.id, message])), codes };

function commandsOf(
  id: string,
  isPeerToPeer: boolean,
  values = {},
  releases: readonly string[] = [],
  isSingleMaster = false,
) {
  const { title, code, component } = names.messages.get(id)!;
  const name = { component, group: '', name: code ?? title, value: null, known: { id, title } };
  return checksOf(name, { advice: undefined }, names, values, {
    isPeerToPeer,
    isSingleMaster,
    releases,
  }).flatMap(({ commands }) => commands);
}

describe('the checks of an incident', () => {
  test('hold each command once, filled in', () => {
    const commands = commandsOf('peer-refuses-connection', false, {
      'peer-host': '10.0.0.7',
      'peer-port': '15011',
    });
    expect(commands).toContain('nc -vz -w 3 10.0.0.7 15011');
    expect(new Set(commands).size).toBe(commands.length);
  });

  test('ask no metadata server where the logs say that there is none', () => {
    const asks = (commands: readonly string[]) => commands.filter((command) => command.includes('{metadata'));
    expect(asks(commandsOf('segment-not-described', false))).not.toEqual([]);
    expect(asks(commandsOf('segment-not-described', true))).toEqual([]);
  });

  test('ask no etcd where the logs say that neither masters nor engines use it', () => {
    const asks = (isPeerToPeer: boolean, isSingleMaster: boolean) =>
      commandsOf('metadata-server-unreachable', isPeerToPeer, {}, [], isSingleMaster).some((one) =>
        one.includes('etcdctl'),
      );
    expect(asks(true, true)).toBe(false);
    expect(asks(false, true)).toBe(true);
    expect(asks(true, false)).toBe(true);
  });

  test.each([
    ['http', 'curl', 'etcdctl'],
    ['etcd', 'etcdctl', 'curl'],
  ] as const)(
    'ask the metadata server that the lines name, whatever other engines use: %s',
    (kind, asked, not) => {
      const { title, code, component } = names.messages.get('metadata-server-unreachable')!;
      const known = { id: 'metadata-server-unreachable', title };
      const commands = checksOf(
        { component, group: '', name: code!, value: null, known },
        { advice: undefined },
        names,
        {},
        { isPeerToPeer: true, isSingleMaster: true, releases: [], metadataIn: kind },
      ).flatMap((check) => check.commands);
      expect(commands.some((one) => one.startsWith(asked))).toBe(true);
      expect(commands.some((one) => one.startsWith(not))).toBe(false);
    },
  );

  test('leave out what no release has that the start lines allow', () => {
    const asks = (releases: readonly string[]) =>
      commandsOf('segment-not-described', false, {}, releases).filter((one) =>
        one.includes('/get_segments_detail'),
      );
    expect(asks(['v0.3.9'])).toEqual([]);
    expect(asks(['v0.3.9', 'v0.3.13.post1'])).not.toEqual([]);
    expect(asks([])).not.toEqual([]);
  });
});
