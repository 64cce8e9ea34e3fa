import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const transport: readonly Code[] = [
  {
    component: 'Tent',
    group: 'Transport',
    name: 'RdmaError',
    value: 100,
    description: 'An RDMA operation failed',
    origin: 'source',
    cause: [
      "A buffer could not be registered with the NIC: the locked-memory limit, the NIC's limits, or GPU memory without the peer-memory driver.",
      'The NIC has no more memory keys, as after many killed processes.',
      'With URMA, the queue did not drain in time.',
    ],
    action: [
      answerLine(processProbes.lockedMemory),
      answerLine(deviceProbes.kernel),
      answerLine(deviceProbes.resources),
      answerLine(deviceProbes.peerMemory),
      "The line before it, `Failed to register memory from`, ends with the system's own error.",
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 transfer_engine_impl.cpp:790] RdmaError: Unable to register buffer of local memory segment',
    ],
    related: ['DeviceNotFound', 'InternalError'],
  },
  {
    component: 'Tent',
    group: 'Transport',
    name: 'CudaError',
    value: 101,
    description: 'A CUDA operation failed',
    origin: 'source',
    cause: [
      'Current Tent raises failures of CUDA calls as InternalError; this status comes from other builds or extensions.',
      'The CUDA context is broken by an earlier fault, or the device is out of memory.',
    ],
    action: [
      answerLine(deviceProbes.gpu),
      'Look for the first CUDA message before it; after a sticky error the process must be restarted.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:188] failed to submit local-stage transfer: CudaError: cudaMemcpyAsync: out of memory',
    ],
    related: ['InternalError'],
  },
];
