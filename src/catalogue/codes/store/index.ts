import type { Code } from '../../code.ts';
import { bucket } from './bucket.ts';
import { bufferAllocation } from './buffer-allocation.ts';
import { checksum } from './checksum.ts';
import { dfs } from './dfs.ts';
import { engine } from './engine.ts';
import { engineOperation } from './engine-operation/call.ts';
import { engineOperationObject } from './engine-operation/object.ts';
import { engineOperationReplica } from './engine-operation/replica.ts';
import { file } from './file.ts';
import { handleSelection } from './handle-selection.ts';
import { highAvailabilityEtcd } from './high-availability/etcd.ts';
import { highAvailabilityMode } from './high-availability/mode.ts';
import { highAvailabilityStandby } from './high-availability/standby.ts';
import { internal } from './internal.ts';
import { key } from './key.ts';
import { storeNormal } from './normal.ts';
import { offload } from './offload.ts';
import { parameter } from './parameter.ts';
import { rpc } from './rpc.ts';
import { segmentSelection } from './segment-selection.ts';
import { serialization } from './serialization.ts';
import { taskJob } from './task-job.ts';
import { tenant } from './tenant.ts';
import { transfer } from './transfer.ts';
import { version } from './version.ts';

/** Mooncake Store's codes: mooncake-store/include/types.h. */
export const storeCodes: readonly Code[] = [
  ...storeNormal,
  ...internal,
  ...bufferAllocation,
  ...segmentSelection,
  ...handleSelection,
  ...version,
  ...key,
  ...engine,
  ...parameter,
  ...engineOperation,
  ...engineOperationObject,
  ...engineOperationReplica,
  ...transfer,
  ...checksum,
  ...rpc,
  ...highAvailabilityEtcd,
  ...highAvailabilityStandby,
  ...highAvailabilityMode,
  ...file,
  ...bucket,
  ...offload,
  ...taskJob,
  ...serialization,
  ...dfs,
  ...tenant,
];
