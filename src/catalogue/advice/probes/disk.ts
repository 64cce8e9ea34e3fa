import { bad, good, type Probe } from '../probe.ts';

const machine = 'says something of the machine only';

/** Directories that objects, snapshots and a distributed file system live in, and the disks behind them. */
export const diskProbes = {
  variables: {
    id: 'disk-variables',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep -E '^MOONCAKE_(OFFLOAD|ENABLE_DFS|DFS|SNAPSHOT)'",
    about: "directories and limits in the process's own environment",
    answers: [
      good('`MOONCAKE_OFFLOAD_FILE_STORAGE_PATH=` with the directory', 'what to look into next'),
      bad('nothing', 'no variable is set: the directory stands in the configuration, or the default applies'),
    ],
  },
  space: {
    id: 'disk-space',
    command: 'df -h {directory}; df -i {directory}',
    answers: [
      good('`Use%` and `IUse%` below 100', 'there is room'),
      bad('100', 'the disk or its inodes are used up'),
      bad('`No such file`', 'the directory is missing'),
    ],
  },
  rights: {
    id: 'disk-rights',
    command: 'ls -ldn {directory}; grep Uid /proc/{pid}/status',
    answers: [
      good('`drwx` and the same number as in `Uid:`', 'the process may write there'),
      bad('another number', 'it may not: change the owner'),
      bad('`No such file`', 'the directory is missing'),
    ],
  },
  mount: {
    id: 'disk-mount',
    command: 'findmnt -T {directory}',
    answers: [
      good('`rw` and the file system that you expect', 'it is mounted'),
      bad('`ro`', 'it went read-only after an error'),
      bad('the root file system', 'the disk is not mounted'),
    ],
  },
  file: {
    id: 'disk-file',
    command: 'stat {file}',
    answers: [
      good('`Size:` as the line expects it', 'the file is whole'),
      bad('another size', 'it was cut off: delete it, the object is lost'),
      bad('`No such file`', 'it is gone: a cache miss'),
    ],
  },
  holders: {
    id: 'disk-file-holders',
    command: 'fuser -v {file}',
    answers: [
      good('only this process', 'nobody else has it'),
      bad('others too', 'give every client its own directory'),
    ],
    untried: machine,
  },
  load: {
    id: 'disk-load',
    command: 'iostat -x 1 5',
    answers: [
      good('`%util` below 90 and `w_await` below some ms', 'the disk keeps up'),
      bad('more', 'it does not: offload less, or add disks'),
    ],
    untried: machine,
  },
  pressure: {
    id: 'disk-pressure',
    command: 'cat /proc/pressure/io',
    answers: [
      good('`full avg10=` near 0', 'nothing waits for disks'),
      bad('above 10', 'processes stand still for them'),
    ],
    untried: machine,
  },
  kernel: {
    id: 'disk-kernel-log',
    command:
      'sudo dmesg -T | grep -iE "nvme|blk_update|I/O error|remount|nfs|not responding|hung_task" | tail',
    answers: [good('nothing', 'the kernel saw no fault'), bad('a line', 'the disk or its server fails')],
    untried: machine,
  },
  health: {
    id: 'disk-health',
    command: 'sudo smartctl -H -A {disk}',
    answers: [
      good('`PASSED`', 'the disk thinks it is well'),
      bad('`FAILED`, or media errors that rise', 'replace it'),
    ],
    untried: machine,
  },
  ecc: {
    id: 'memory-errors',
    command: 'sudo dmesg -T | grep -iE "mce|ecc|uncorrect" | tail',
    about: 'on the host that holds the replica',
    answers: [good('nothing', 'no memory error was seen'), bad('a line', 'a memory module fails')],
    untried: machine,
  },
  buckets: {
    id: 'disk-double-buckets',
    command: "find {directory} -name '*.meta' -printf '%f\\n' | sort | uniq -d",
    answers: [
      good('nothing', 'no bucket is there twice'),
      bad('names', 'these are: move one of each away with the client stopped'),
    ],
  },
  slowMount: {
    id: 'disk-slow-mount',
    command: 'time timeout 10 stat {directory}',
    answers: [good('`real` below a second', 'the server answers'), bad('10 seconds', 'it does not')],
    untried: machine,
  },
} as const satisfies Readonly<Record<string, Probe>>;
