/**
 * Where a small negative number is a Mooncake code.
 *
 * The values -1 to -9 look the same as an errno, a bare `return -1` or a loop index, so the recogniser believes them
 * only at statements known to print a code. Each row names a source file and the text that stands directly before the
 * number. Read from kvcache-ai/Mooncake, commit 3b5a59413 (2026-08-22); files that were renamed are listed under both
 * names. Statements that print a literal -1 (`TransferExecutor init failed, ret: -1`, `MR warm-up failed (rc=-1)`,
 * `RealClient failed to map shared memory, error code: -1`) are left out on purpose.
 */
export interface NumberPlace {
  readonly files: readonly string[];
  /**
   * What the text before the number ends with, any of these: `{}` stands for any text, `{word}` for some without
   * blanks, `^` in front for the message's start, `~` for the start of a word.
   */
  readonly before: readonly string[];
  /** The component whose code is printed; it may differ from the file's own. */
  readonly component: 'Store' | 'TransferEngine';
  /** In tent mode the same statement prints a Tent status as a positive number (transfer_engine.cpp, `(int)status.code()`). */
  readonly tent?: true;
  /** Whether a -1 here may be a literal, so that it says nothing. */
  readonly literal?: true;
}

const clientService = ['client_service.cpp', 'client.cpp'];

/** Ordered: the first row of a file that matches decides. */
export const numberPlaces: readonly NumberPlace[] = [
  // Files of the Store that print what the transfer engine returned.
  {
    files: clientService,
    before: ['Failed to initialize transfer engine, rc='],
    component: 'TransferEngine',
    tent: true,
    literal: true,
  },
  { files: clientService, before: ['to metadata server, rc='], component: 'TransferEngine', tent: true },
  {
    files: clientService,
    before: ['transfer buffer with transfer engine ret is ', 'transfer buffer in destructor: '],
    component: 'TransferEngine',
    tent: true,
  },
  {
    files: clientService,
    before: ['unregister TE MR for graceful unmount: ', 'transfer engine, base={}, ret='],
    component: 'TransferEngine',
    tent: true,
  },
  {
    files: clientService,
    before: ['register_local_memory_failed base={}, error='],
    component: 'TransferEngine',
    tent: true,
  },
  { files: clientService, before: ['~rc=', '~ret=', '~ret is '], component: 'TransferEngine' },
  { files: clientService, before: ['with error: ', 'entry={word}, error='], component: 'Store' },
  // Files of the Store that print their own codes.
  { files: ['master_service.cpp', 'hot_standby_service.cpp'], before: ['~err='], component: 'Store' },
  {
    files: ['serializer.cpp', 'master_service.cpp', 'master_snapshot_manager.cpp'],
    before: ['() fail ret='],
    component: 'Store',
  },
  { files: ['ssd_register_client.cpp'], before: ['^Failed to {}: '], component: 'Store' },
  {
    files: ['storage_backend.cpp'],
    before: ['datasync failed: ', 'consecutive failures {}: '],
    component: 'Store',
  },
  {
    files: ['distributed_storage_backend.cpp'],
    before: ['offload key {}: ', 'object storage adapter: '],
    component: 'Store',
  },
  { files: ['etcd_leader_coordinator.cpp'], before: ['after CreateWithLease failure: '], component: 'Store' },
  { files: ['engram_store.cpp', 'engram_store_py.cpp'], before: ['~rc='], component: 'Store' },
  {
    files: ['transfer_task.cpp'],
    before: [
      'previous result: ',
      'Previous result: ',
      'new result: ',
      'New result: ',
      'with result: ',
      'transfer result for batch {word} to ',
      'Transfer result for batch {word} to ',
    ],
    component: 'Store',
  },
  {
    files: ['store_py.cpp', 'pybind_client.cpp'],
    before: ['~rc=', '~error: ', '~error code: '],
    component: 'Store',
  },
  {
    files: ['store_py_internal.h', 'store_py_parallel_write.h', 'store_py_parallel_read.h'],
    before: ['~code ', '~code: '],
    component: 'Store',
  },
  // Files of the transfer engine.
  {
    files: ['transfer_engine_impl.cpp', 'transfer_engine.cpp'],
    before: ['roll back registration for {}, ret=', 'roll back batch registration for {}, ret='],
    component: 'TransferEngine',
  },
  {
    files: ['transfer_engine_impl.h'],
    before: ['send notify message, error code: '],
    component: 'TransferEngine',
    tent: true,
  },
  {
    files: ['transfer_engine_py.cpp'],
    before: ['Failed to get notifies: '],
    component: 'TransferEngine',
    tent: true,
  },
  {
    files: ['ascend_direct_transport.cpp', 'hccl_transport.cpp', 'ubshmem_transport.cpp'],
    before: [
      'metadata storage, ret: ',
      'LocalMemoryBuffer failed, ret: ',
      'LocalMemoryBuffer rollback failed, ret: ',
    ],
    component: 'TransferEngine',
  },
  {
    files: ['heterogeneous_rdma_transport.cpp'],
    before: [
      'install error, ret: ',
      'egisterLocalMemory error, ret: ',
      'egisterLocalMemoryBatch error, ret: ',
    ],
    component: 'TransferEngine',
  },
  {
    files: ['barex_transport.cpp'],
    before: ['registerLocalMemoryBase failed, ret '],
    component: 'TransferEngine',
  },
  {
    files: ['nccl_transport.cpp'],
    before: ['metadata publication failure: ', 'metadata buffer {word}: ', 'metadata for {word}: '],
    component: 'TransferEngine',
  },
  {
    files: ['rdma_context.cpp'],
    before: ['refresh local device descriptor for {word}: '],
    component: 'TransferEngine',
  },
  {
    files: ['rdma_endpoint.cpp'],
    before: [
      'deconstruct endpoint: ',
      'pre-connected endpoint {}: error=',
      'ready ACK to {word}: ',
      'Handshake callback failed: ',
      '~rc=',
    ],
    component: 'TransferEngine',
  },
  {
    files: ['transfer_metadata.cpp'],
    before: ['Handshake callback failed: '],
    component: 'TransferEngine',
  },
  {
    files: ['rdma_transport.cpp'],
    before: ['unregister chunk MR at {word} (ret=', 'remove metadata for chunk at {word} (ret='],
    component: 'TransferEngine',
  },
  {
    files: ['worker_pool.cpp'],
    before: ['publish RDMA topology update for {word}, ret='],
    component: 'TransferEngine',
  },
];
