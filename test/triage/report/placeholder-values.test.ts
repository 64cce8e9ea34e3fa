import { describe, expect, test } from 'vitest';
import { emptyLog, type InputEvidence } from '../../../src/triage/collect/input-evidence.ts';
import type { LogFacts } from '../../../src/triage/collect/log-facts.ts';
import type { Place } from '../../../src/triage/places/places.ts';
import { clusterFacts } from '../../../src/triage/report/cluster-facts.ts';
import { placeholderValues } from '../../../src/triage/report/named-addresses.ts';

function input(name: string, facts: LogFacts): InputEvidence {
  return {
    name,
    host: 'h',
    lines: 1,
    bytes: 1,
    from: undefined,
    to: undefined,
    log: { ...emptyLog(), facts },
  };
}

function places(...names: readonly string[]): Place[] {
  return names.map((name) => ({ name, lines: 1, share: 1, only: false }));
}

/** What is filled in for an incident of the first of some inputs. */
function valuesOf(
  incident: Omit<Parameters<typeof placeholderValues>[0], 'input'>,
  inputs: readonly InputEvidence[],
): ReturnType<typeof placeholderValues> {
  return placeholderValues({ ...incident, input: inputs[0]! }, clusterFacts(inputs));
}

const none = { peers: [], devices: [], segments: [], keys: [] };

describe('what is filled into commands', () => {
  test('prefers what the first line names to what most lines name', () => {
    const values = valuesOf(
      {
        text: 'local_nic: mlx5_1, peer_nic: 10.12.0.7:15011@mlx5_3',
        places: {
          ...none,
          peers: places('10.12.0.9:15733', '10.12.0.7:15011'),
          devices: places('mlx5_3', 'mlx5_1'),
        },
      },
      [input('node.log', {})],
    );
    expect(values).toMatchObject({
      peer: '10.12.0.7:15011',
      'peer-host': '10.12.0.7',
      'peer-port': '15011',
      device: 'mlx5_1',
      log: 'node.log',
    });
  });

  test('takes neither the metadata server nor the master for a peer', () => {
    const facts = { metadata: '10.0.0.2:8080', masterRpc: '10.0.0.1:50051' };
    const values = valuesOf(
      { text: '', places: { ...none, peers: places('10.0.0.2:8080', '10.0.0.1:50051') } },
      [input('node.log', facts)],
    );
    expect(values).toEqual({
      metadata: '10.0.0.2:8080',
      'master-host': '10.0.0.1',
      'rpc-port': '50051',
      master: '10.0.0.1:9003',
      log: 'node.log',
    });
  });

  test("knows the master's log and the port of its pages from its start line", () => {
    const values = valuesOf({ text: '', places: none }, [
      input('node.log', { masterRpc: '10.0.0.1:50051' }),
      input('master.log', { isMaster: true, masterPort: '9010' }),
    ]);
    expect(values).toMatchObject({ master: '10.0.0.1:9010', 'master-log': 'master.log', log: 'node.log' });
  });

  test('asks for the descriptor under the escaped key that the line prints', () => {
    const text =
      'PUT http://10.0.0.2:8080/metadata?key=mooncake%2Fc1%2Frpc_meta%2F10.0.0.5%3A44773 http=400 body: Duplicate';
    expect(valuesOf({ text, places: none }, [input('a', {})])['metadata-key']).toBe(
      'mooncake%2Fc1%2Fram%2F10.0.0.5%3A44773',
    );
  });

  test('escapes a segment that a line names plainly', () => {
    const values = valuesOf({ text: '', places: { ...none, segments: places('10.0.0.5:44773') } }, [
      input('a', {}),
    ]);
    expect(values['metadata-key']).toBe('mooncake%2Fram%2F10.0.0.5%3A44773');
  });
});
