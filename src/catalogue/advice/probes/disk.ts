import { badAnswer, goodAnswer, type Probe } from '../probe.ts';

const machine = 'says something of the machine only';

/** Directories that objects, snapshots and a distributed file system live in, and the disks behind them. */
export const diskProbes = {
  variables: {
    id: 'disk-variables',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep -E '^MOONCAKE_(OFFLOAD|ENABLE_DFS|DFS|SNAPSHOT)'",
    about: "directories and limits in the process's own environment",
    answers: [
      goodAnswer('`MOONCAKE_OFFLOAD_FILE_STORAGE_PATH=` with the directory', 'what to look into next'),
      badAnswer(
        'nothing',
        'no variable is set: the directory stands in the configuration, or the default applies',
      ),
    ],
  },
  space: {
    id: 'disk-space',
    command: 'df -h {directory}; df -i {directory}',
    answers: [
      goodAnswer('`Use%` and `IUse%` below 100', 'there is room'),
      badAnswer('100', 'the disk or its inodes are used up'),
      badAnswer('`No such file`', 'the directory is missing'),
    ],
  },
  rights: {
    id: 'disk-rights',
    command: 'ls -ldn {directory}; grep Uid /proc/{pid}/status',
    answers: [
      goodAnswer('`drwx` and the same number as in `Uid:`', 'the process may write there'),
      badAnswer('another number', 'it may not: change the owner'),
      badAnswer('`No such file`', 'the directory is missing'),
    ],
  },
  mount: {
    id: 'disk-mount',
    command: 'findmnt -T {directory}',
    answers: [
      goodAnswer('`rw` and the file system that you expect', 'it is mounted'),
      badAnswer('`ro`', 'it went read-only after an error'),
      badAnswer('the root file system', 'the disk is not mounted'),
    ],
  },
  file: {
    id: 'disk-file',
    command: 'stat {file}',
    answers: [
      goodAnswer('`Size:` as the line expects it', 'the file is whole'),
      badAnswer('another size', 'it was cut off: delete it, the object is lost'),
      badAnswer('`No such file`', 'it is gone: a cache miss'),
    ],
  },
  holders: {
    id: 'disk-file-holders',
    command: 'fuser -v {file}',
    answers: [
      goodAnswer('only this process', 'nobody else has it'),
      badAnswer('others too', 'give every client its own directory'),
    ],
    untried: machine,
  },
  load: {
    id: 'disk-load',
    command: 'iostat -x 1 5',
    answers: [
      goodAnswer('`%util` below 90 and `w_await` below some ms', 'the disk keeps up'),
      badAnswer('more', 'it does not: offload less, or add disks'),
    ],
    untried: machine,
  },
  pressure: {
    id: 'disk-pressure',
    command: 'cat /proc/pressure/io',
    answers: [
      goodAnswer('`full avg10=` near 0', 'nothing waits for disks'),
      badAnswer('above 10', 'processes stand still for them'),
    ],
    untried: machine,
  },
  kernel: {
    id: 'disk-kernel-log',
    command:
      'sudo dmesg -T | grep -iE "nvme|blk_update|I/O error|remount|nfs|not responding|hung_task" | tail',
    answers: [
      goodAnswer('nothing', 'the kernel saw no fault'),
      badAnswer('a line', 'the disk or its server fails'),
    ],
    untried: machine,
  },
  health: {
    id: 'disk-health',
    command: 'sudo smartctl -H -A {disk}',
    answers: [
      goodAnswer('`PASSED`', 'the disk thinks it is well'),
      badAnswer('`FAILED`, or media errors that rise', 'replace it'),
    ],
    untried: machine,
  },
  ecc: {
    id: 'memory-errors',
    command: 'sudo dmesg -T | grep -iE "mce|ecc|uncorrect" | tail',
    about: 'on the host that holds the replica',
    answers: [
      goodAnswer('nothing', 'no memory error was seen'),
      badAnswer('a line', 'a memory module fails'),
    ],
    untried: machine,
  },
  buckets: {
    id: 'disk-double-buckets',
    command: "find {directory} -name '*.meta' -printf '%f\\n' | sort | uniq -d",
    answers: [
      goodAnswer('nothing', 'no bucket is there twice'),
      badAnswer('names', 'these are: move one of each away with the client stopped'),
    ],
  },
  slowMount: {
    id: 'disk-slow-mount',
    command: 'time timeout 10 stat {directory}',
    answers: [
      goodAnswer('`real` below a second', 'the server answers'),
      badAnswer('10 seconds', 'it does not'),
    ],
    untried: machine,
  },
} as const satisfies Readonly<Record<string, Probe>>;
