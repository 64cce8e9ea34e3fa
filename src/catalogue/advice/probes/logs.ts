import { goodAnswer, type Probe } from '../probe.ts';

const ofReader = 'reads the logs that the reader has';

/** What logs say on their own. */
export const logProbes = {
  lastLines: {
    id: 'log-last-lines',
    command: 'tail -n 20 {log}',
    answers: [goodAnswer('the reason, right before the end', 'why the process ended itself')],
  },
  before: {
    id: 'log-first-error',
    command: 'grep -nE "^[EF][0-9]" {log} | head -5',
    answers: [
      goodAnswer('the first errors', 'the first one names the step that failed; the rest follows from it'),
    ],
  },
  handshake: {
    id: 'log-mode',
    command: 'grep -h "Transfer Engine RPC using" {log} | tail -1',
    answers: [
      goodAnswer(
        '`P2P handshake`',
        'there is no metadata server: what counts is that the others reach the address behind `listening on`',
      ),
      goodAnswer('`new RPC mapping` or another method', 'the engine asks the metadata server'),
    ],
  },
  slices: {
    id: 'log-failed-slices',
    command: 'grep -h "Process failed for slice" {log} | grep -viE "flushed|flush error" | head -3',
    answers: [
      goodAnswer(
        'the first failure that is no flush',
        'its last words are the reason, `peer_nic` is the peer',
      ),
    ],
    untried: ofReader,
  },
  rails: {
    id: 'log-rails',
    command: 'grep -ho "Rail paused: peer=[^ ]*" {log} | sort | uniq -c | sort -rn | head',
    answers: [
      goodAnswer(
        'the peer devices, most failures first',
        'one far above the others is the one that is broken',
      ),
    ],
    untried: ofReader,
  },
  registration: {
    id: 'log-registration',
    command: 'grep -hE "Failed to register memory|register_local_memory_failed" {log} | head',
    answers: [goodAnswer('nothing', 'all memory was registered; else the line names the reason')],
  },
  peerHandshake: {
    id: 'log-peer-handshake',
    command: 'grep -hE "Handshake|rdma_endpoint" {peer-log} | head',
    answers: [goodAnswer('its own error at that time', 'why it refused')],
    untried: ofReader,
  },
  endpoint: {
    id: 'log-endpoint',
    command: 'grep -h -B 3 "Cannot make connection for endpoint" {log} | head -20',
    answers: [goodAnswer('the error above the line', 'why the handshake failed')],
    untried: ofReader,
  },
  offload: {
    id: 'log-offload',
    command: 'grep -hE "file_storage|storage_backend" {log} | grep -E "^[EW]" | tail',
    answers: [goodAnswer('nothing, or its error', 'why it could not read or write')],
    untried: ofReader,
  },
  heartbeat: {
    id: 'log-offload-heartbeat',
    command: 'grep -hE "Failed to send heartbeat|Failed to persist objects" {log} | tail',
    answers: [goodAnswer('nothing', 'the client reports in and writes')],
  },
  writer: {
    id: 'log-writer',
    command: 'grep -hF {key} {log} | tail -5',
    answers: [goodAnswer('the end of its put, or its error', 'whether its writer still works')],
  },
} as const satisfies Readonly<Record<string, Probe>>;
