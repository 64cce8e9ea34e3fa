import type { Prefix } from './prefix/prefix.ts';
import { stampInLine } from './time/stamp.ts';
import type { TimestampParser } from './time/timestamp-parser.ts';

/** A line of which the shape was read: it turns places of the shape's text into its own. */
export interface LineOfShape {
  startOf(offset: number): number;
  endOf(offset: number): number;
  /** The part of the line from one offset of its own to another. */
  slice(from: number, to: number): string;
}

/** One that stands in a buffer, from byte `start` on. */
interface LineInBuffer extends LineOfShape {
  readonly buffer: Buffer;
  readonly start: number;
}

/** The prefix of one line of a shape: places are the line's, and so are the names and numbers that differ from line to line. */
export function prefixOfLine(prefix: Prefix, line: LineOfShape): Prefix {
  const { stamp, stampPlace, message, messageEnd, pidAt, tidAt } = prefix;
  return {
    ...prefix,
    stamp: stamp === -1 ? -1 : line.startOf(stamp),
    stampPlace: stampPlace === undefined ? undefined : stampInLine(stampPlace, line),
    host: hostOfLine(prefix, line),
    pid: numberOfLine(pidAt, line),
    tid: numberOfLine(tidAt, line),
    fileLine: fileLineOfLine(prefix, line),
    message: line.startOf(message),
    messageEnd: line.endOf(messageEnd),
  };
}

/** A number that a line of a shape names, which its prefix places: its process, its thread. */
export function numberOfLine(
  at: readonly [start: number, end: number] | undefined,
  line: LineOfShape,
): number | undefined {
  return at === undefined ? undefined : Number(textAt(line, at));
}

/** The host that a line of a shape names. */
export function hostOfLine({ hostAt }: Pick<Prefix, 'hostAt'>, line: LineOfShape): string | undefined {
  return hostAt === undefined ? undefined : textAt(line, hostAt);
}

/** The line of the source file that a line of a shape names; shapes keep it but in records. */
export function fileLineOfLine(
  { fileLine, fileLineAt }: Pick<Prefix, 'fileLine' | 'fileLineAt'>,
  line: LineOfShape,
): number {
  return fileLineAt === undefined ? fileLine : Number(textAt(line, fileLineAt));
}

/** When a line of a shape was printed, in epoch milliseconds. */
export function timeOfLine(
  { stampPlace }: Pick<Prefix, 'stampPlace'>,
  line: LineInBuffer,
  clock: TimestampParser,
): number | undefined {
  return stampPlace && clock.atIn(line.buffer, line.start, stampInLine(stampPlace, line));
}

function textAt(line: LineOfShape, [start, end]: readonly [number, number]): string {
  return line.slice(line.startOf(start), line.endOf(end));
}
