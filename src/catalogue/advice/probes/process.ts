import { badAnswer, goodAnswer, type Probe } from '../probe.ts';

const machine = 'says something of the machine only';

/** The process itself, its limits and its host. */
export const processProbes = {
  realClient: {
    id: 'process-real-client',
    command: 'pgrep -af mooncake_client',
    answers: [
      goodAnswer('its command line', 'it runs: its log says why it does not answer'),
      badAnswer('nothing', 'it has ended: start it again, the dummy clients connect by themselves'),
    ],
  },
  environment: {
    id: 'process-environment',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep -E '^(MC|MOONCAKE|WITH)_'",
    about: "the process's own variables, which a shell does not have",
    answers: [
      goodAnswer('`MC_` or `MOONCAKE_` and a value', 'it is set'),
      badAnswer('nothing', 'none is set: the defaults apply'),
    ],
  },
  proxy: {
    id: 'process-proxy',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep -i '_proxy='",
    answers: [
      goodAnswer('nothing', 'no proxy diverts its calls'),
      badAnswer('`http_proxy=`', 'start it without, or with `no_proxy` for the servers'),
    ],
  },
  hashSeed: {
    id: 'process-hash-seed',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep PYTHONHASHSEED",
    about: 'in every process that reads or writes',
    answers: [
      goodAnswer('`PYTHONHASHSEED=0` in all', 'equal prefixes have equal keys'),
      badAnswer(
        'nothing, or different values',
        'each process makes keys of its own, and nothing is ever found',
      ),
    ],
  },
  json: {
    id: 'json-file',
    command: 'python3 -m json.tool {file}',
    about: 'a configuration or topology file',
    answers: [
      goodAnswer('`{` and the whole file', 'it is JSON'),
      badAnswer('`line` and `column`', 'there it is not'),
    ],
  },
  lockedMemory: {
    id: 'process-locked-memory',
    command: 'grep "Max locked memory" /proc/{pid}/limits',
    answers: [
      goodAnswer('`unlimited`', 'memory can be registered'),
      badAnswer(
        'a number of `bytes`',
        'raise it: `ulimit -l unlimited` before the start, LimitMEMLOCK=infinity, or `--ulimit memlock=-1` for containers',
      ),
    ],
  },
  openFiles: {
    id: 'process-open-files',
    command: 'grep "Max open files" /proc/{pid}/limits; ls /proc/{pid}/fd | wc -l',
    answers: [
      goodAnswer('far fewer open files than `Max open files`', 'there are descriptors left'),
      badAnswer('nearly as many', 'raise the limit before the start: `ulimit -n`'),
    ],
  },
  version: {
    id: 'mooncake-version',
    command: 'pip list 2>/dev/null | grep -i mooncake',
    about: 'on each host, in the environment of the process',
    answers: [
      goodAnswer('the same version of `mooncake-transfer-engine` everywhere', 'they fit together'),
      badAnswer(
        'different versions',
        'bring them to one release: where they do not refuse each other, they fail later',
      ),
    ],
  },
  killed: {
    id: 'host-killed',
    command: 'sudo dmesg -T | grep -iE "out of memory|oom-kill|segfault" | tail',
    answers: [
      goodAnswer('nothing', 'the kernel killed nothing'),
      badAnswer('a line with the process', 'it was killed; without any the reason is in its own last lines'),
    ],
    untried: machine,
  },
  lastRun: {
    id: 'pod-last-run',
    command: 'kubectl logs --previous {pod} -n {namespace} --tail 50',
    about: 'on Kubernetes; elsewhere the log that its supervisor or systemd unit keeps',
    answers: [goodAnswer('the last lines before it ended', 'why it ended')],
    untried: 'needs Kubernetes',
  },
  podMemory: {
    id: 'container-memory',
    command: 'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current',
    about: 'in the container',
    answers: [
      goodAnswer('`max`, or far more than the second number', 'there is room'),
      badAnswer('nearly equal', 'its limit is used up'),
    ],
    untried: machine,
  },
  memory: {
    id: 'host-memory',
    command: 'free -g',
    answers: [
      goodAnswer('`available` above what is asked for', 'there is memory'),
      badAnswer('less', 'ask for less, or add some'),
    ],
    untried: machine,
  },
  hugePages: {
    id: 'host-huge-pages',
    command: 'grep Huge /proc/meminfo',
    answers: [
      goodAnswer('`HugePages_Free` times `Hugepagesize` above what is asked for', 'there are enough'),
      badAnswer('less', 'reserve more: `sudo sysctl -w vm.nr_hugepages=NUMBER`'),
    ],
    untried: machine,
  },
  sharedMemory: {
    id: 'host-shared-memory',
    command: 'df -h /dev/shm',
    answers: [
      goodAnswer('`Use%` well below 100', 'there is room'),
      badAnswer('100', 'it is full: containers need `--shm-size`'),
    ],
    untried: machine,
  },
  numa: {
    id: 'host-numa',
    command: 'numactl --show',
    about: 'in the container',
    answers: [
      goodAnswer('`policy:`', 'the kernel has NUMA'),
      badAnswer('`No NUMA support`', 'it is not available here: harmless but for speed'),
    ],
    untried: machine,
  },
  clock: {
    id: 'host-clock',
    command: 'date +%s.%N',
    about: 'in the same container',
    answers: [
      goodAnswer('a time', 'the clock works: look for the slow transfer'),
      badAnswer('an error', 'a seccomp profile forbids it'),
    ],
    untried: machine,
  },
} as const satisfies Readonly<Record<string, Probe>>;
