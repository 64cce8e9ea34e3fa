const start = Date.UTC(2026, 10, 23, 2, 14, 0);

function line(pod: string, severity: string, second: number, source: string, message: string): string {
  const stamp = new Date(start + second * 1000).toISOString();
  return `${pod} store ${severity}${stamp.slice(0, 10).replaceAll('-', '')} ${stamp.slice(11, 23)}000 77 ${source}] ${message}`;
}

const times = (from: number, to: number, by: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / by) }, (_, index) => from + index * by);

/** What stern prints of three pods: the master is away for 40 seconds, and later a device fails until the end. */
export function sternStream(): string[] {
  const lines: (readonly [second: number, text: string])[] = [
    ...times(0, 400, 1).map(
      (second) =>
        [
          second,
          line(`store-${second % 3}`, 'I', second, 'client_service.cpp:1533', 'BatchGet completed'),
        ] as const,
    ),
    ...times(20.1, 60, 2).map(
      (second) =>
        [
          second,
          line('store-1', 'E', second, 'master_client.cpp:370', 'RPC call failed: Connection refused'),
        ] as const,
    ),
    ...times(300.2, 395, 3).flatMap(
      (second) =>
        [
          [
            second,
            line(
              'store-2',
              'E',
              second,
              'worker_pool.cpp:654',
              'Worker: Process failed for slice (opcode: 1, source_addr: 0x7f06f8e5c000, length: 65536, dest_addr: 0x7f16f8e5c000, local_nic: mlx5_3, peer_nic: 10.0.3.14:12345@mlx5_1, dest_rkey: 2097, retry_cnt: 7, max_retry_cnt: 7): transport retry counter exceeded',
            ),
          ],
          [
            second + 0.2,
            line(
              'store-2',
              'E',
              second + 0.2,
              'client_service.cpp:1126',
              `Transfer failed for key k${Math.round(second)}: TRANSFER_FAIL (Transfer 0 failed)`,
            ),
          ],
        ] as const,
    ),
  ];
  return lines.sort(([a], [b]) => a - b).map(([, text]) => `${text}\n`);
}
