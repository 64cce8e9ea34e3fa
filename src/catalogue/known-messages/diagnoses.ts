import { answerLine } from '../advice/probe.ts';
import { masterProbes } from '../advice/probes/master.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import { processProbes } from '../advice/probes/process.ts';

/** What a code or message means where other lines stand beside it that say more. */
export interface Diagnosis {
  readonly id: string;
  /** Causes, as consequences name them, that it tells more of. */
  readonly of: readonly string[];
  /** Ids of known messages, one of which the logs hold before the incident ends. */
  readonly evidence: readonly string[];
  /** Whether the evidence must be of the same moment as the first line of the cause. */
  readonly isOfTheMoment?: true;
  /** Ids of known messages that the logs must not hold. */
  readonly without?: readonly string[];
  /** Whether that something is absent can be told only from the log of a master that prints it: 0.3.9 and later do. */
  readonly needsMasterLog?: true;
  readonly title: string;
  readonly meaning: string;
  readonly checks: readonly string[];
  readonly source: string;
}

const refusedPuts = ['Store/NO_AVAILABLE_HANDLE', 'message/store-full'];

/** The diagnoses, the surest first. */
export const diagnoses: readonly Diagnosis[] = [
  {
    id: 'no-huge-pages',
    of: ['message/no-memory-for-a-segment'],
    evidence: ['huge-pages-wanted'],
    isOfTheMoment: true,
    title: 'The host has not enough free huge pages for the memory of a client',
    meaning:
      'MC_STORE_USE_HUGEPAGE is set, and the system has fewer huge pages of that size left than the client asks for. Ordinary memory does not help.',
    checks: [
      answerLine(processProbes.hugePages),
      'Without huge pages it works too: unset MC_STORE_USE_HUGEPAGE.',
    ],
    source: 'utils.cpp allocate_buffer_mmap_memory, v0.3.13.post1; recorded on a host without huge pages',
  },
  {
    id: 'no-segment',
    of: refusedPuts,
    evidence: ['segment-size-zero', 'no-memory-for-a-segment'],
    without: ['segment-mounted'],
    needsMasterLog: true,
    title: 'No memory is mounted in the store: there is no segment at all',
    meaning:
      'No client offers memory, so that every put is refused, whatever its size. Evicting earlier cannot help: nothing is there to evict.',
    checks: [answerLine(masterProbes.segments), answerLine(masterProbes.summary)],
    source: 'real_client.cpp setup_internal, v0.3.13.post1; recorded with a segment size of 0',
  },
  {
    id: 'object-too-large',
    of: refusedPuts,
    evidence: ['refused-while-empty'],
    isOfTheMoment: true,
    without: ['nothing-to-evict'],
    title: 'An object is larger than any segment: it was refused while the store was empty',
    meaning:
      'An object has to fit into one free piece of one segment. Neither a lower watermark nor more segments of the same size help; larger segments or smaller objects do.',
    checks: [answerLine(masterProbes.summary), answerLine(masterProbes.evictions)],
    source:
      'master_service.cpp EvictionThreadFunc, allocator.cpp, v0.3.13.post1; recorded with a segment of 16 MiB',
  },
];

/** Where the master gave up on its clients since it stood still itself; `{seconds}` in the title is for how long it gave no sign. */
export const masterStoodStill: Omit<Diagnosis, 'evidence'> = {
  id: 'master-stood-still',
  of: ['message/client-expired', 'message/client-segment-lost'],
  title:
    'The master itself stood still (no sign of it for {seconds} s) and then gave up on its clients: their objects are lost',
  meaning:
    'It prints what it does every ten seconds, and had not for longer when it gave up on clients that it had not heard. It was stopped, had no processor, or its machine was paused; the clients are not at fault.',
  checks: [
    answerLine(masterProbes.load, "on the master's host"),
    answerLine(masterProbes.expired, 'which clients, and how many at once'),
    answerLine(masterProbes.startLine, '`client_ttl=` is how long a client may be silent'),
  ],
  source:
    'master_service.cpp ClientMonitorFunc, master_admin_service.cpp, v0.3.13.post1; recorded with a master that was stopped for 25 s',
};

/** Where clients and masters look for each other under different names in etcd. */
export const otherCluster: Omit<Diagnosis, 'evidence'> = {
  id: 'other-cluster',
  of: ['Store/UNAVAILABLE_IN_CURRENT_STATUS', 'message/master-not-published'],
  title: 'Clients and masters use different cluster ids',
  meaning:
    'The leader publishes itself under its own cluster id, and the clients read another key, so that they never find it.',
  checks: [answerLine(metadataProbes.etcdMaster)],
  source: 'etcd_leader_coordinator.cpp, client_service.cpp, v0.3.13.post1; recorded with two ids',
};
