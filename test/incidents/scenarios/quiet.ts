import type { Expected, Incident, Scenario } from '../incident.ts';
import { Log } from '../log.ts';
import {
  eviction,
  key,
  masterStart,
  masterStrays,
  rdmaStart,
  sglangWork,
  strayErrors,
  tcpStart,
  vllmWork,
} from '../noise.ts';

/** Logs in which nothing is wrong, although they hold errors. */

function nothing(story: string): Expected {
  return { story, cause: [], hosts: [], consequences: [], places: {} };
}

export const quietStart: Scenario = (random): Incident => {
  const start = Date.UTC(2026, 10, 24, 6, 0, 0);
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.81.0.${n}`, port: 14100 + n * 3 }));
  const master = new Log('master.log', random);
  const metadata = new Log('metadata.log', random);
  metadata.python(start - 900, 'root', 'INFO', 'HTTP Metadata Server started on 0.0.0.0:8080');
  masterStart(master, random, start, addresses);
  const logs = addresses.map((address, i) => {
    const log = new Log(`n${i + 1}.log`, random);
    tcpStart(log, random, start + 4000 + i * 900, address, '10.81.0.9:8080');
    vllmWork(log, random, start + 15_000, start + 600_000, 40_000);
    return log;
  });
  return {
    name: 'quiet-start',
    logs: [master, metadata, ...logs],
    expected: nothing(
      'A cluster starts and serves: own segments are looked up before they exist, mounts are announced twice, and caches miss.',
    ),
  };
};

export const quietDay: Scenario = (random): Incident => {
  const start = Date.UTC(2026, 10, 24, 0, 0, 0);
  const end = start + 6 * 3_600_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.82.0.${n}`, port: 15100 + n * 3 }));
  const master = new Log('m0-master.log', random, { year: true });
  masterStart(master, random, start, addresses);
  masterStrays(master, random, start, end, 9);
  for (let at = start + 3_000_000; at < end; at += random.whole(400_000, 1_400_000))
    eviction(master, random, at);
  const logs = addresses.map((address, i) => {
    const log = new Log(`g${i + 1}-sglang.log`, random, { year: true });
    rdmaStart(
      log,
      random,
      start + 4000 + i * 900,
      address,
      ['mlx5_0', 'mlx5_1'],
      () => `00:00:00:00:00:00:00:00:00:00:ff:ff:0a:52:00:0${i + 1}`,
    );
    sglangWork(log, random, start + 15_000, end, 1_100_000);
    strayErrors(log, random, start + 60_000, end, 3);
    // Once, a single slice is sent again and gets through.
    if (i === 1)
      log.glog(
        start + 9_100_000,
        'E',
        'worker_pool.cpp:606',
        'Worker: Process failed for slice (opcode: 1, source_addr: 0x7f3c58000000, length: 65536, dest_addr: 0x7f7a10200000, local_nic: mlx5_1, peer_nic: 10.82.0.3:15109@mlx5_0, dest_rkey: 2113408, retry_cnt: 0, max_retry_cnt: 9): transport retry counter exceeded',
        5188,
      );
    // Once, a call of the master is late, and a get fails among misses.
    if (i === 0) {
      log.glog(
        start + 11_000_000,
        'E',
        'master_client.cpp:350',
        'RPC call timed out: Connection timed out',
        5180,
      );
      log.glog(start + 11_000_001, 'E', 'client_service.cpp:3844', 'Failed to ping master', 5190);
      const failed = start + 17_000_000;
      log.glog(failed, 'E', 'client_service.cpp:1149', `transfer_read_failed key=${key(random)}`, 5188);
      for (let n = 0; n < 6; n++)
        log.sglang(failed + 4000 + n * 9000, `TP${n % 4}`, `Failed to get key ['${key(random)}'],res:[-704]`);
    }
    if (i === 2)
      log.glog(
        start + 15_200_000,
        'E',
        'real_client.cpp:2778',
        `Get failed for key: ${key(random)} with error: LEASE_EXPIRED`,
        5188,
      );
    return log;
  });
  return {
    name: 'quiet-day',
    logs: [master, ...logs],
    expected: nothing('Six ordinary hours with a few single errors that have nothing to do with each other.'),
  };
};

export const quietRestart: Scenario = (random): Incident => {
  const start = Date.UTC(2026, 10, 24, 9, 0, 0);
  const end = start + 900_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.83.0.${n}`, port: 13100 + n * 3 }));
  const master = new Log('ctl/master.log', random);
  masterStart(master, random, start, addresses);
  const logs = addresses.map((address, i) => {
    const log = new Log(`r${i + 1}/vllm.log`, random, { wrapper: () => `vllm-r${i + 1}  | ` });
    tcpStart(log, random, start + 4000 + i * 900, address, '10.83.0.9:8080');
    vllmWork(log, random, start + 15_000, end, 60_000);
    const again = start + 200_000 + i * 200_000;
    log.glog(
      again,
      'I',
      'transfer_metadata.cpp:567',
      `removeSegmentDesc ${address.ip}:${address.port} finish`,
      4133,
    );
    tcpStart(log, random, again + 20_000, address, '10.83.0.9:8080');
    master.glog(
      again + 21_000,
      'I',
      'master_service.cpp:718',
      `client_id=86899010612525645-6815589278181884856, action=mount_segment, segment_name=${address.ip}:${address.port}`,
      1140,
    );
    master.glog(
      again + 21_002,
      'W',
      'segment.cpp:166',
      `segment_name=${address.ip}:${address.port}, warn=segment_already_exists`,
      1140,
    );
    strayErrors(log, random, start + 15_000, end, 1);
    return log;
  });
  return {
    name: 'quiet-restart',
    logs: [master, ...logs],
    expected: nothing('Clients are restarted one after the other, in good order.'),
  };
};
