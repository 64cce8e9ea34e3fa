import path from 'node:path';
import { parseArgs } from 'node:util';
import { Calendar } from './calendar.ts';
import { events } from './events.ts';
import { powerTables } from './power.ts';
import { loaded } from './program-run.ts';
import { type Outcome, simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    nights: { type: 'string', default: '90' },
    first: { type: 'string', default: '2026-10-12' },
    seed: { type: 'string', default: '1' },
    program: { type: 'string', default: path.resolve(import.meta.dirname, '../../dist/program.js') },
    power: { type: 'boolean', default: false },
  },
});
const calendar = new Calendar(values.first);

if (values.power) {
  for (const text of powerTables()) process.stdout.write(text);
} else {
  const days = Number(values.nights);
  const onNight = (day: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r${day + 1} of ${days} nights`);
  };
  const runAt = await loaded(values.program);
  const outcomes = await simulate({ days, calendar, seed: Number(values.seed), runAt, onNight });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  process.stdout.write(table(outcomes));
  if (outcomes.some((outcome) => outcome.inexact.length + outcome.alarms.length + missed(outcome) > 0))
    process.exitCode = 1;
}

function missed({ found }: Outcome): number {
  return found.filter(({ night }) => night === undefined).length;
}

/** What was found and missed of each event, by way of calling, then the sums and what was false. */
function table(outcomes: readonly Outcome[]): string {
  const letters = outcomes.map((_, index) => String.fromCharCode(65 + index));
  const rows = events.flatMap((event) => {
    const cells = outcomes.map(({ found }) => {
      const entry = found.find((one) => one.event === event);
      return entry === undefined ? '' : (entry.night ?? 'MISSED');
    });
    return cells.every((cell) => cell === '')
      ? []
      : [[event.title, calendar.dateOf(event.from), event.term, ...cells]];
  });
  const totals = outcomes.map(
    (outcome, index) =>
      `${letters[index]}: ${outcome.way}: ${outcome.runs} runs, ${outcome.found.length - missed(outcome)} found, ` +
      `${missed(outcome)} missed, ${outcome.alarms.length} false, ${outcome.inexact.length} nights not counted exactly`,
  );
  const details = outcomes.flatMap(({ alarms, inexact }, index) => [
    ...alarms.map((alarm) => `${letters[index]} false: ${alarm}`),
    ...inexact.map((fault) => `${letters[index]} not exact: ${fault}`),
  ]);
  const head = ['event', 'day', 'term', ...letters.map((letter) => `${letter} told`)];
  const markdown = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `${[...markdown, '', ...totals, ...details].join('\n')}\n`;
}
