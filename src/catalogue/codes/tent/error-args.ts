import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const tentErrorArgs: readonly Code[] = [
  {
    component: 'Tent',
    group: 'Error Args',
    name: 'InvalidArgument',
    value: 1,
    description: 'An argument of the request is not valid',
    origin: 'source',
    cause: [
      'The request itself cannot be carried out: null address, zero length, unknown batch or task ID, a range that runs past the segment.',
      'A value in the configuration is wrong: a port out of range, an unreadable `MC_TENT_CONF` file, a runtime queue with a window of 0.',
      'A transport that finds its precondition unmet skips itself with this status at start-up, which is harmless if another transport serves.',
    ],
    action: [
      'Read the text behind the name and the `Raised at` line below it: they give the argument and the place.',
      answerLine(processProbes.json),
      'At start-up, `Transport ... skipped:` tells which transports are missing.',
    ],
    sample: [
      "E20260730 11:49:18.123456 12345 mpcomm_transport.cpp:89] MpcommTransport: invalid MPCOMM_TCP_PORT: InvalidArgument: MpcommTransport: non-numeric port '90x1'",
    ],
    related: ['InvalidEntry', 'MalformedJson'],
  },
  {
    component: 'Tent',
    group: 'Error Args',
    name: 'TooManyRequests',
    value: 2,
    description: 'More requests than the batch or queue admits',
    origin: 'source',
    cause: [
      'More tasks were submitted than the batch was allocated for.',
      'With the runtime queue on, more owners or bytes are outstanding than `runtime_queue/max_outstanding_owners` and `max_outstanding_bytes` admit.',
      'All staging buffers of a location are in use, or no batch could be allocated for a stage.',
    ],
    action: [
      'Allocate the batch as large as the number of requests, or submit in smaller portions.',
      'Raise `runtime_queue/max_outstanding_owners` or `runtime_queue/max_outstanding_bytes` in `MC_TENT_CONF`, or make the caller wait and retry.',
      'If it persists without load, transfers hang: look for `Failed to poll deferred staging batch` and failed slices.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:188] failed to submit local-stage transfer: TooManyRequests: batch public task capacity exceeded',
    ],
    related: ['InternalError'],
  },
  {
    component: 'Tent',
    group: 'Error Args',
    name: 'AddressNotRegistered',
    value: 3,
    description: 'The source or target address is not registered',
    origin: 'source',
    cause: [
      'The local address or range is in no registered buffer, or crosses the border between two of them.',
      'The buffer is registered, but not on the device that was chosen for the transfer.',
    ],
    action: [
      'Check that address and length lie inside one buffer passed to `register_local_memory`.',
      'Register the buffer before the first submit, and do not unregister it while transfers run.',
      'Look for a warning at registration time (`RdmaError`, `Failed to register memory from`): the device may have refused it.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:168] failed to submit cross-stage transfer: AddressNotRegistered: Local UB address is not registered',
    ],
    related: ['NeedsRefreshCache', 'RdmaError'],
  },
  {
    component: 'Tent',
    group: 'Error Args',
    name: 'DeviceNotFound',
    value: 4,
    description: 'No usable device for the request',
    origin: 'source',
    cause: [
      'No RDMA device came up: none on the machine or in the container, ports down, or all filtered out.',
      'Every path between this node and the target is paused after errors, so no NIC pair is left (`No available path`).',
      'The buffer has no key on any device that could serve it (`No device could access the slice memory region`).',
    ],
    action: [
      answerLine(deviceProbes.ports, 'here and on the target'),
      'Check `MC_TE_FILTERS`, `MC_TE_FILTERS_EXCLUDE`, `MC_IB_PORT` and `MC_GID_INDEX` against these names.',
      'For `No available path`, look for the first `Detected error WQE` or `Unable to connect endpoint` before it: that NIC pair is the cause.',
      answerLine(deviceProbes.listenWrite),
      answerLine(deviceProbes.write),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 workers.cpp:415] Failed to generate post path for slice 0x7f3a40001000: DeviceNotFound: No available path',
    ],
    related: ['RdmaError', 'NeedsRefreshCache'],
  },
];
