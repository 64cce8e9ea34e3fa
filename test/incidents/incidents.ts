import { Random } from '../bench/random.ts';
import type { Incident, Scenario } from './incident.ts';
import {
  memoryKeysExhausted,
  metadataServerGone,
  oneNicDown,
  portExhaustion,
  wrongGid,
} from './scenarios/network.ts';
import { quietDay, quietRestart, quietStart } from './scenarios/quiet.ts';
import {
  crashedClient,
  etcdLeaderLost,
  etcdLostSeenByClients,
  leaseTooShort,
  masterKilled,
  slowDisk,
  storeOutOfMemory,
} from './scenarios/store.ts';

const scenarios: readonly Scenario[] = [
  metadataServerGone,
  oneNicDown,
  wrongGid,
  storeOutOfMemory,
  etcdLeaderLost,
  leaseTooShort,
  portExhaustion,
  slowDisk,
  crashedClient,
  masterKilled,
  memoryKeysExhausted,
  quietStart,
  quietDay,
  quietRestart,
  etcdLostSeenByClients,
];

/** All incidents; other seeds give other hosts' moments, gaps and keys, and the same stories. */
export function incidents(seed = 20_261_123): Incident[] {
  return scenarios.map((scenario, index) => scenario(new Random(seed + index * 7919)));
}
