import type { Prefix } from './prefix/prefix.ts';

const relayMark = '[Snapshot:Child] [';
/** `[Snapshot:Child] [ERROR] `: how the master logs, as INFO, what its snapshot child reports (master_snapshot_manager.cpp). */
const relay = /^\[Snapshot:Child\] \[(ERROR|WARN)\] /;

/** The prefix of a message that a parent process relays: severity and text are the child's. */
export function relayedPrefix(line: string, prefix: Prefix): Prefix {
  const { message: start } = prefix;
  if (prefix.shape !== 'glog' || !line.startsWith(relayMark, start)) return prefix;
  const match = relay.exec(line.slice(start, start + 40));
  if (match === null) return prefix;
  return { ...prefix, severity: match[1] === 'ERROR' ? 'E' : 'W', message: start + match[0].length };
}
