import { describe, expect, test } from 'vitest';
import { fillPlaceholders } from '../../../src/catalogue/advice/placeholders.ts';
import { emptyLog, type InputEvidence } from '../../../src/triage/collect/input-evidence.ts';
import type { LogFacts } from '../../../src/triage/collect/log-facts.ts';
import type { Place } from '../../../src/triage/places/places.ts';
import { clusterFacts } from '../../../src/triage/report/cluster-facts.ts';
import { placeholderValues } from '../../../src/triage/report/placeholder-values.ts';

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

  test('asks the master that ended then, not the first one of which there is a log', () => {
    const gone = input('master-b.log', {
      isMaster: true,
      rpcAddress: '10.0.0.2',
      rpcPort: '50052',
      masterPort: '9012',
    });
    const inputs = [input('node.log', {}), input('master-a.log', { isMaster: true, rpcPort: '50051' }), gone];
    expect(valuesOf({ text: '', places: none, gone }, inputs)).toMatchObject({
      'master-host': '10.0.0.2',
      'rpc-port': '50052',
      master: '10.0.0.2:9012',
      'master-log': 'master-b.log',
    });
  });

  test("leaves only the master's host open where its port is known", () => {
    const values = valuesOf({ text: '', places: none }, [
      input('node.log', {}),
      input('master.log', { isMaster: true, rpcPort: '50051', masterPort: '9012' }),
    ]);
    expect(values).not.toHaveProperty('master-host');
    expect(fillPlaceholders('curl http://{master}/health', values)).toBe(
      'curl http://{master-host}:9012/health',
    );
  });

  test('knows the process that printed the line, by itself or by one of its threads, as long as it runs', () => {
    const text = 'E1130 07:38:23.268478 23965 client_service.cpp:620] Failed to ping master';
    const running = input('node.log', {});
    const [run] = [
      { role: 'client', host: 'h', started: 1, isFromStart: true, serves: true, stops: true, ports: [] },
    ] as const;
    expect(valuesOf({ text, places: none }, [running])).toMatchObject({ pid: '23965' });
    const worker = '(Worker_TP0 pid=811) ERROR 11-23 02:00:01 [mooncake_backend.py:97] Failed to get key';
    expect(valuesOf({ text: worker, places: none }, [running])).toMatchObject({ pid: '811' });
    const ended = {
      ...running,
      log: { ...running.log, processes: [{ ...run, ports: [], death: undefined }] },
    };
    expect(valuesOf({ text, places: none }, [ended])).not.toHaveProperty('pid');
  });

  test('takes what concerns snapshots to the directory that the master keeps them in', () => {
    const master = input('master.log', { isMaster: true, snapshotDirectory: '/srv/snap' });
    const failed = '[Snapshot] metadata upload failed';
    expect(valuesOf({ text: failed, places: none }, [master])).toMatchObject({ directory: '/srv/snap' });
    expect(valuesOf({ text: 'Failed to store object', places: none }, [master])).not.toHaveProperty(
      'directory',
    );
  });
});
