import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import type { Code } from '../../code.ts';

export const tentOther: readonly Code[] = [
  {
    component: 'Tent',
    group: 'Other',
    name: 'InternalError',
    value: 199,
    description: 'Internal error of the engine',
    origin: 'source',
    cause: [
      'A transfer ended as failed or timed out on its transport; the number behind `Transfer failed:` is its final state.',
      'A call of CUDA, HIP, ACL or a socket failed; the text names the call and its error.',
      "The engine's own bookkeeping broke (`underflow`, `metadata missing`): a defect of Mooncake.",
    ],
    action: [
      'Read the call in the text.',
      answerLine(deviceProbes.gpu, 'for a call of CUDA'),
      'For failed transfers look for the first `Detected error WQE` or `Unable to connect endpoint` before it.',
      'Bookkeeping errors: keep the log with its `Raised at` line, restart the process and report it to Mooncake.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:54] Failed to poll deferred staging batch: InternalError: cudaEventQuery(event): an illegal memory access was encountered',
    ],
    related: ['RdmaError', 'CudaError'],
  },
  {
    component: 'Tent',
    group: 'Other',
    name: 'NotImplemented',
    value: 200,
    description: 'The operation is not implemented',
    origin: 'source',
    cause: [
      'The chosen transport lacks the operation: notifications, cancelling, or buffers of that kind.',
      'The interface exists but was never written: exporting and importing segments, cancelling staged transfers.',
    ],
    action: [
      'Read the operation in the text and avoid it, or let another transport serve: `Transport ... skipped:` at start-up tells why the better one is missing.',
      'Without `MC_USE_TENT` the classic engine runs, which may have the operation.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:515] failed to free chunk batch: NotImplemented: freeSubBatch not implemented',
    ],
    related: ['InvalidArgument'],
  },
];
