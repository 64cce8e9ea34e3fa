import { answerLine } from '../../advice/probe.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const bufferAllocation: readonly Code[] = [
  {
    component: 'Store',
    group: 'Buffer Allocation',
    name: 'BUFFER_OVERFLOW',
    value: -10,
    description: 'Insufficient buffer space',
    origin: 'seed',
    cause: [
      'The staging buffer for reads from SSD is full: too many parallel reads, or objects larger than it.',
      'Earlier read batches still hold their staging space until their lease runs out.',
      'The NVMe-KV driver had no memory for the command (ENOMEM), or a buffer was smaller than the stored value.',
    ],
    action: [
      'Raise `MOONCAKE_OFFLOAD_LOCAL_BUFFER_SIZE_BYTES` (about 1.2 GB by default) and restart the client.',
      'Lower `MOONCAKE_OFFLOAD_CLIENT_BUFFER_GC_TTL_MS` so that finished batches give their space back sooner, or issue smaller batches.',
      answerLine(processProbes.memory, 'before the buffer is raised: it is allocated at start-up'),
      answerLine(processProbes.lockedMemory, 'and registered'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:478] Batch load object failed,err_code = BUFFER_OVERFLOW',
      'W20260730 11:49:18.123456 12345 file_storage.cpp:1177] Promotion: AllocateBatch failed for key=llama@tp2@4f1c9a, error=BUFFER_OVERFLOW',
    ],
    related: ['NO_AVAILABLE_HANDLE', 'OBJECT_HAS_LEASE'],
  },
];
