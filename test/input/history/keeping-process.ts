import { keepLine } from '../../../src/input/history/kept-lines.ts';

// Appends so many lines of so many letters to a file, as fast as it can, and keeps so many.
const [file, letter, count, length, most] = process.argv.slice(2) as [string, string, string, string, string];
for (let line = 0; line < Number(count); line++)
  await keepLine(file, `${letter}${line} ${letter.repeat(Number(length))}`, Number(most));
