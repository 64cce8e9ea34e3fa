import type { Random } from '../../bench/random.ts';
import type { Log } from '../log.ts';

/** Runs of lines that several incidents share, in the order in which Mooncake v0.3.12.post1 logs them. */

/** A get fails after its transfer did. */
export function failedGet(log: Log, at: number, key: string, thread: number): void {
  log.glog(at, 'E', 'client_service.cpp:1149', `transfer_read_failed key=${key}`, thread);
  log.glog(at, 'E', 'real_client.cpp:2778', `Get failed for key: ${key} with error: TRANSFER_FAIL`, thread);
}

/** A batch whose transfers failed, on the way to a failed get. */
export function failedBatch(log: Log, at: number, random: Random, thread: number): void {
  log.glog(
    at,
    'E',
    'transfer_task.cpp:790',
    `Batch ${140216455000000 + random.whole(0, 999999)} completed with task failures: task_ids=[${random.whole(0, 7)}]`,
    thread,
  );
}

/** A slice that the device gave back with an error. */
export function failedSlice(
  log: Log,
  at: number,
  random: Random,
  where: { local: string; peer: string; thread: number },
  reason: string,
  retry = 0,
): void {
  const address = () => `0x7f${random.hex(6)}0000`;
  log.glog(
    at,
    'E',
    'worker_pool.cpp:606',
    `Worker: Process failed for slice (opcode: ${random.whole(0, 1)}, source_addr: ${address()}, length: 65536, dest_addr: ${address()}, local_nic: ${where.local}, peer_nic: ${where.peer}, dest_rkey: ${random.whole(2000000, 2999999)}, retry_cnt: ${retry}, max_retry_cnt: 9): ${reason}`,
    where.thread,
  );
}

/** A call of the master that finds nobody. */
export function lostCall(log: Log, at: number, thread: number, first: boolean): void {
  if (first) log.glog(at, 'E', 'master_client.cpp:353', 'RPC call failed: End of file', thread);
  else log.glog(at, 'E', 'master_client.cpp:344', 'Client not available', thread);
}
