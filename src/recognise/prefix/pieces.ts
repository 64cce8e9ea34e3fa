import { type StampFormName, stampPiece } from '../time/stamp.ts';
import { anyLevel, capitalLevel } from './prefix.ts';

/** A time stamp, by default of whatever form. */
export function stamp(...forms: readonly StampFormName[]): string {
  return `(?<stamp>${stampPiece(...forms)})`;
}

/** A severity's word in capitals. */
export const level = `(?<level>${capitalLevel})(?![\\w-])`;

/** A severity's word, however it is written. */
export const levelOfAnyCase = `(?<level>${anyLevel})(?![\\w-])`;

const extensions = 'cpp|cxx|cc|cuh|cu|c|hpp|hh|h|pyx|py|go|rs|java|js|ts';

/** A source file and its line, perhaps with a path before it: `src/real_client.cpp:2176`. */
export const source = String.raw`(?<file>(?:[\w.@+/\\-]{0,300}[/\\])?[\w.@+-]{1,120}\.(?:${extensions})):(?<line>\d+)`;

/** The name of a host, a pod or a container. */
export const hostName = String.raw`(?<host>[A-Za-z0-9][\w.-]{0,250})`;

/** A pattern of pieces that matches at one place only and tells where its groups stand. */
export function sticky(...pieces: readonly string[]): RegExp {
  return new RegExp(pieces.join(''), 'dy');
}

/** A pattern for the end of a line. */
export function atEnd(...pieces: readonly string[]): RegExp {
  return new RegExp(`${pieces.join('')}$`, 'd');
}

/** Words before a colon that lead to a code or an operand, and name no logger. */
const operands =
  'error|err|errno|code|ret|rc|res|result|status|reason|key|keys|exception|message|msg|what|value|failed|warning';

/** The name of a logger that stands bare before a colon; a word such as `ret` belongs to the message. */
export const targetName = String.raw`(?<logger>(?!(?:${operands}):)[a-z_](?:[\w.<>-]|::){0,200})(?!:\s*-?\d)`;
