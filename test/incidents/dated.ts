import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** A moment behind all written incidents. */
const then = new Date('2026-11-25T00:00:00Z');

/**
 * Makes all files of a folder as old as the incidents that they tell of, as they were on the hosts that wrote them: a stamp
 * without a year is judged by its file's age, and a clone's files are all new.
 */
export function dated(folder: string, moment = then): string {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), moment, moment);
  return folder;
}
