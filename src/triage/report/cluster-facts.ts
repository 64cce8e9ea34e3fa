import { releasesOf } from '../../catalogue/advice/ranges.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';

/** What all logs together say of the cluster; of what several say, what the first one does. Worked out once for all incidents. */
export interface ClusterFacts {
  /** Whether there is no metadata server. */
  readonly isPeerToPeer: boolean;
  /** Whether the master runs without high availability. */
  readonly isSingleMaster: boolean;
  /** The releases that it may run; empty where nothing tells. */
  readonly releases: readonly string[];
  readonly metadata: string | undefined;
  readonly etcd: string | undefined;
  readonly masterRpc: string | undefined;
  readonly calledRpc: string | undefined;
  readonly rpcPort: string | undefined;
  readonly masterPort: string | undefined;
  /** The name of the input that is a master's log. */
  readonly masterLog: string | undefined;
  /** Whether a log is of a master that came up. */
  readonly hasServingMaster: boolean;
}

/** Reads from the logs what they say of the cluster. */
export function clusterFacts(inputs: readonly InputEvidence[]): ClusterFacts {
  const facts = inputs.map(({ log }) => log.facts);
  const said = (
    fact: 'metadata' | 'etcd' | 'masterRpc' | 'calledRpc' | 'rpcPort' | 'masterPort',
  ): string | undefined => facts.find((one) => one[fact] !== undefined)?.[fact];
  return {
    isPeerToPeer: facts.some(({ isPeerToPeer }) => isPeerToPeer),
    isSingleMaster: facts.some(({ isSingleMaster }) => isSingleMaster),
    releases: releasesOf(facts.flatMap(({ marks }) => marks ?? [])),
    metadata: said('metadata'),
    etcd: said('etcd'),
    masterRpc: said('masterRpc'),
    calledRpc: said('calledRpc'),
    rpcPort: said('rpcPort'),
    masterPort: said('masterPort'),
    masterLog: inputs.find(({ log }) => log.facts.isMaster)?.name,
    hasServingMaster: inputs.some(({ log }) =>
      log.processes.some(({ role, serves }) => role === 'master' && serves),
    ),
  };
}
