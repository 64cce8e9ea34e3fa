/** Every command that the catalogue's advice gives, with what its answers look like and mean. */
import type { Probe } from '../probe.ts';
import { deviceProbes } from './device.ts';
import { diskProbes } from './disk.ts';
import { logProbes } from './logs.ts';
import { masterProbes } from './master.ts';
import { metadataProbes } from './metadata.ts';
import { peerProbes } from './peer.ts';
import { processProbes } from './process.ts';

export const probes: readonly Probe[] = [
  masterProbes,
  metadataProbes,
  peerProbes,
  processProbes,
  deviceProbes,
  diskProbes,
  logProbes,
].flatMap((table): Probe[] => Object.values(table));
