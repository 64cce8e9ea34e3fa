import type { Checkpoint } from '../../input/checkpoint/checkpoint.ts';
import type { Position } from '../../input/follow/files/position.ts';
import { safeText } from './safe-text.ts';

/**
 * Says in words what a checkpoint holds, for `checkpoint show FILE`; ends with a line end. Names are data from
 * elsewhere: they are quoted as JSON, so that nothing in them can act on a terminal.
 *
 * The tally is opaque here; the command that knows it appends its own words.
 */
export function describeCheckpoint({ program, written, files, tally }: Checkpoint): string {
  const read = files.filter(({ role }) => role !== 'other');
  const lines = [`Written ${written} by mooncake-annotate ${program}.`];
  if (read.length === 0) lines.push('No file was read yet.');
  for (const file of read) lines.push(describe(file));
  const others = files.length - read.length;
  if (others > 0) lines.push(`${count(others, 'older file')} beside them will not be read.`);
  lines.push(tally === null ? 'No counts are kept.' : 'Counts up to these places are kept.');
  return `${lines.join('\n')}\n`;
}

function describe({ name, path, offset, role, format }: Position): string {
  const where = path === name ? quoted(name) : `${quoted(name)}, now ${quoted(path)}`;
  const compressed = format ? ` of its content (${format})` : '';
  return `${where}: ${count(offset, 'byte')}${compressed} read, ${STATES[role]}.`;
}

const STATES = {
  current: 'goes on there',
  rotated: 'rotated away, goes on there until nothing more comes',
  finished: 'finished',
  other: 'not read',
};

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

function quoted(name: string): string {
  return safeText(JSON.stringify(name), 'json');
}
