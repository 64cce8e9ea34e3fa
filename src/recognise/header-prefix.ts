import type { Line } from './line.ts';
import type { LineMemory } from './line-memory.ts';
import type { Prefix, Severity, Stamp } from './prefix.ts';
import type { PrintedSource } from './printed-sources.ts';

/** By their first letters; `D` is Python's DEBUG. */
const severities: Readonly<Record<number, Severity>> = { 68: 'D', 73: 'I', 87: 'W', 69: 'E', 70: 'F' };

/**
 * The prefix of the glog header that a memory has found last, at an offset of the line; undefined without a source.
 *
 * @param host what a wrapper before it names
 */
export function glogPrefix(
  memory: LineMemory,
  source: PrintedSource | undefined,
  { start, end }: Line,
  offset: number,
  host: string | undefined,
): Prefix | undefined {
  if (source === undefined) return undefined;
  const { found, foundWide } = memory;
  return {
    stamp: offset,
    severity: severities[found[0]!],
    file: source.file,
    fileLine: source.fileLine,
    logger: undefined,
    pid: processOf(memory),
    tid: found[9] === -2 ? foundWide[0] : found[9],
    host,
    shape: 'glog',
    hour: found[6]! * 1_000_000 + found[7]!,
    withinHour: found[8]!,
    message: found[4]! - start,
    messageEnd: end - start,
  };
}

/** The prefix of the header of vLLM that a memory has found last, at the front of the line; undefined without a source. */
export function pythonPrefix(
  memory: LineMemory,
  source: PrintedSource | undefined,
  { start, end }: Line,
): Prefix | undefined {
  if (source === undefined) return undefined;
  const { found } = memory;
  return {
    stamp: found[5]! - start,
    severity: severities[found[0]!],
    file: source.file,
    fileLine: source.fileLine,
    logger: undefined,
    pid: processOf(memory),
    tid: undefined,
    host: undefined,
    shape: 'python',
    hour: found[6]! * 1_000_000 + found[7]!,
    withinHour: found[8]!,
    message: found[4]! - start,
    messageEnd: end - start,
  };
}

/** The prefix of a line that has none, but for wrappers up to where its message begins. */
export function barePrefix(message: number, messageEnd: number): Prefix {
  return {
    stamp: -1,
    hour: 0,
    withinHour: 0,
    severity: undefined,
    file: undefined,
    fileLine: 0,
    logger: undefined,
    pid: undefined,
    tid: undefined,
    host: undefined,
    shape: 'bare',
    message,
    messageEnd,
  };
}

/** The hour of the header that a memory has found last, and the milliseconds since. */
export function hourOf({ found }: LineMemory): Pick<Stamp, 'hour' | 'withinHour'> {
  return { hour: found[6]! * 1_000_000 + found[7]!, withinHour: found[8]! };
}

/** The process's id that was found last. */
function processOf({ found, foundWide }: LineMemory): number | undefined {
  const pid = found[10]!;
  if (pid >= 0) return pid;
  return pid === -1 ? undefined : foundWide[1];
}
