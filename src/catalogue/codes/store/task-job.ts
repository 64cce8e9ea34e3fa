import { answerLine } from '../../advice/probe.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import type { Code } from '../../code.ts';

export const taskJob: readonly Code[] = [
  {
    component: 'Store',
    group: 'Task / Job',
    name: 'TASK_NOT_FOUND',
    value: -1400,
    description: "Task not found, or already pruned from the master's history",
    origin: 'newer docs',
    cause: [
      "The task ended long ago and was pruned from the master's history.",
      'The master restarted or another one took over: tasks live in memory.',
      'The task ID is wrong.',
    ],
    action: [
      'Raise `--max_total_finished_tasks` on the master ({default --max_total_finished_tasks} by default) if results are fetched late.',
      answerLine(masterProbes.state, 'whether the master restarted; then submit the task again'),
      answerLine(masterProbes.key, 'what the task should have done'),
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 client_service.cpp:4670] action=task_complete_failed, task_id=5577006791947779410-8674665223082153551, error_code=TASK_NOT_FOUND',
      'E20260730 11:49:18.123456 12345 store_py.cpp:3219] QueryTask failed for task_id: 5577006791947779410-8674665223082153551, error: -1400',
      'E20260730 11:49:18.123456 12345 master_service.cpp:12100] task_id=5577006791947779410-8674665223082153551, error=task_not_found',
    ],
    related: ['JOB_NOT_FOUND', 'ILLEGAL_CLIENT'],
  },
  {
    component: 'Store',
    group: 'Task / Job',
    name: 'TASK_PENDING_LIMIT_EXCEEDED',
    value: -1401,
    description: "The master's queue of pending tasks is full",
    origin: 'newer docs',
    cause: [
      'Copies or moves are submitted faster than clients carry them out, so the queue is full.',
      'The clients that should do the work are gone or hang, and nothing is taken from the queue.',
      "In high availability: the operation log's open batch is full, since etcd is slow.",
    ],
    action: [
      'Submit more slowly, or raise `--max_total_pending_tasks` on the master ({default --max_total_pending_tasks} by default).',
      'On the clients look for `action=task_poll_failed` and `action=task_execution_failed`.',
      answerLine(masterProbes.segments, 'whether all of them are mounted'),
      'Lower `--pending_task_timeout_sec` so that tasks of dead clients leave the queue sooner.',
      answerLine(
        metadataProbes.etcdStatus,
        'if lines speak of OpLog; `--oplog_batch_max_entries` sets the size of a batch',
      ),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 store_py.cpp:3171] Copy failed for key: llama@tp2@4f1c9a, error: -1401',
      'W20260730 11:49:18.123456 12345 master_service.cpp:10046] BatchEvict: OpLog reservation failed for key=llama@tp2@4f1c9a, err=-1401, skipping eviction',
      'E20260730 11:49:18.123456 12345 task_manager.cpp:32] Cannot submit new task: pending task limit reached (10000/10000)',
    ],
    related: ['TASK_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Task / Job',
    name: 'JOB_NOT_FOUND',
    value: -1402,
    description: 'Job not found',
    origin: 'newer docs',
    cause: [
      "The drain job's ID is wrong, or the job belongs to another master.",
      'The master restarted or another one took over: drain jobs live in memory.',
    ],
    action: [
      answerLine(masterProbes.segmentStatus, 'how far the segment is'),
      answerLine(masterProbes.leader, 'ask the leader'),
      answerLine(masterProbes.drain),
    ],
    sample: ['{"success":false,"error_code":-1402,"error_message":"JOB_NOT_FOUND"}'],
    related: ['TASK_NOT_FOUND', 'SEGMENT_NOT_FOUND'],
  },
];
