import { bad, good, type Probe } from '../probe.ts';

const machine = 'says something of the machine only';

/** The process itself, its limits and its host. */
export const processProbes = {
  realClient: {
    id: 'process-real-client',
    command: 'pgrep -af mooncake_client',
    answers: [
      good('its command line', 'it runs: its log says why it does not answer'),
      bad('nothing', 'it has ended: start it again, the dummy clients connect by themselves'),
    ],
  },
  environment: {
    id: 'process-environment',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep -E '^(MC|MOONCAKE|WITH)_'",
    about: "the process's own variables, which a shell does not have",
    answers: [
      good('`MC_` or `MOONCAKE_` and a value', 'it is set'),
      bad('nothing', 'none is set: the defaults apply'),
    ],
  },
  proxy: {
    id: 'process-proxy',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep -i '_proxy='",
    answers: [
      good('nothing', 'no proxy diverts its calls'),
      bad('`http_proxy=`', 'start it without, or with `no_proxy` for the servers'),
    ],
  },
  hashSeed: {
    id: 'process-hash-seed',
    command: "tr '\\0' '\\n' < /proc/{pid}/environ | grep PYTHONHASHSEED",
    about: 'in every process that reads or writes',
    answers: [
      good('`PYTHONHASHSEED=0` in all', 'equal prefixes have equal keys'),
      bad('nothing, or different values', 'each process makes keys of its own, and nothing is ever found'),
    ],
  },
  json: {
    id: 'json-file',
    command: 'python3 -m json.tool {file}',
    about: 'a configuration or topology file',
    answers: [good('`{` and the whole file', 'it is JSON'), bad('`line` and `column`', 'there it is not')],
  },
  lockedMemory: {
    id: 'process-locked-memory',
    command: 'grep "Max locked memory" /proc/{pid}/limits',
    answers: [
      good('`unlimited`', 'memory can be registered'),
      bad(
        'a number of `bytes`',
        'raise it: `ulimit -l unlimited` before the start, LimitMEMLOCK=infinity, or `--ulimit memlock=-1` for containers',
      ),
    ],
  },
  openFiles: {
    id: 'process-open-files',
    command: 'grep "Max open files" /proc/{pid}/limits; ls /proc/{pid}/fd | wc -l',
    answers: [
      good('far fewer open files than `Max open files`', 'there are descriptors left'),
      bad('nearly as many', 'raise the limit before the start: `ulimit -n`'),
    ],
  },
  version: {
    id: 'mooncake-version',
    command: 'pip list 2>/dev/null | grep -i mooncake',
    about: 'on each host, in the environment of the process',
    answers: [
      good('the same version of `mooncake-transfer-engine` everywhere', 'they fit together'),
      bad(
        'different versions',
        'bring them to one release: where they do not refuse each other, they fail later',
      ),
    ],
  },
  killed: {
    id: 'host-killed',
    command: 'sudo dmesg -T | grep -iE "out of memory|oom-kill|segfault" | tail',
    answers: [
      good('nothing', 'the kernel killed nothing'),
      bad('a line with the process', 'it was killed; without any the reason is in its own last lines'),
    ],
    untried: machine,
  },
  lastRun: {
    id: 'pod-last-run',
    command: 'kubectl logs --previous {pod} -n {namespace} --tail 50',
    about: 'on Kubernetes; elsewhere the log that its supervisor or systemd unit keeps',
    answers: [good('the last lines before it ended', 'why it ended')],
    untried: 'needs Kubernetes',
  },
  podMemory: {
    id: 'container-memory',
    command: 'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current',
    about: 'in the container',
    answers: [
      good('`max`, or far more than the second number', 'there is room'),
      bad('nearly equal', 'its limit is used up'),
    ],
    untried: machine,
  },
  memory: {
    id: 'host-memory',
    command: 'free -g',
    answers: [
      good('`available` above what is asked for', 'there is memory'),
      bad('less', 'ask for less, or add some'),
    ],
    untried: machine,
  },
  hugePages: {
    id: 'host-huge-pages',
    command: 'grep Huge /proc/meminfo',
    answers: [
      good('`HugePages_Free` times `Hugepagesize` above what is asked for', 'there are enough'),
      bad('less', 'reserve more: `sudo sysctl -w vm.nr_hugepages=NUMBER`'),
    ],
    untried: machine,
  },
  sharedMemory: {
    id: 'host-shared-memory',
    command: 'df -h /dev/shm',
    answers: [
      good('`Use%` well below 100', 'there is room'),
      bad('100', 'it is full: containers need `--shm-size`'),
    ],
    untried: machine,
  },
  numa: {
    id: 'host-numa',
    command: 'numactl --show',
    about: 'in the container',
    answers: [
      good('`policy:`', 'the kernel has NUMA'),
      bad('`No NUMA support`', 'it is not available here: harmless but for speed'),
    ],
    untried: machine,
  },
  clock: {
    id: 'host-clock',
    command: 'date +%s.%N',
    about: 'in the same container',
    answers: [
      good('a time', 'the clock works: look for the slow transfer'),
      bad('an error', 'a seccomp profile forbids it'),
    ],
    untried: machine,
  },
} as const satisfies Readonly<Record<string, Probe>>;
