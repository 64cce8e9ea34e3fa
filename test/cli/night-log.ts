import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** How many lines state each code. */
export type CodeLines = Readonly<Record<string, number>>;

/** The log of one day of July 2026: a quiet line an hour, and the codes spread over the day. Stamps are without a zone. */
export function nightLog(day: number, codes: CodeLines): string {
  const lines: { readonly minute: number; readonly text: string }[] = [];
  for (let hour = 0; hour < 24; hour++)
    lines.push({ minute: hour * 60, text: 'I%s 7 master_service.cpp:10] all is well' });
  // The last minute too, so that days are equally long.
  lines.push({ minute: 24 * 60 - 1, text: 'I%s 7 master_service.cpp:10] all is well' });
  for (const [code, count] of Object.entries(codes))
    for (let n = 0; n < count; n++)
      lines.push({
        minute: Math.floor(((n + 0.5) * 1440) / count),
        text: `E%s 9 real_client.cpp:21] failed: ${code}`,
      });
  return lines
    .sort((a, b) => a.minute - b.minute)
    .map(({ minute, text }) => `${text.replace('%s', stamp(day, minute))}\n`)
    .join('');
}

/** Writes the log of a day into a folder; returns its path. */
export function writeNight(folder: string, day: number, codes: CodeLines, name = `store-${day}.log`): string {
  const file = path.join(folder, name);
  writeFileSync(file, nightLog(day, codes));
  return file;
}

function stamp(day: number, minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `202607${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00.000000`;
}
