import type { Severity } from './prefix.ts';

/** How the writers of logs call severities, in capitals. */
const words: Readonly<Record<Severity, readonly string[]>> = {
  D: ['TRACE', 'TRCE', 'TRC', 'DEBUG', 'DEBU', 'DBG', 'VERBOSE', 'FINEST', 'FINER', 'FINE'],
  I: ['INFORMATIONAL', 'INFORMATION', 'INFO', 'INF', 'NOTICE', 'SUCCESS', 'CONFIG'],
  W: ['WARNING', 'WARN', 'WRN'],
  E: ['ERROR', 'ERRO', 'EROR', 'ERR', 'SEVERE'],
  F: ['FATAL', 'FATA', 'FTL', 'CRITICAL', 'CRIT', 'DPANIC', 'PANIC', 'PNC', 'ALERT', 'EMERGENCY', 'EMERG'],
};

const byWord = new Map<string, Severity>();
for (const [severity, own] of Object.entries(words))
  for (const word of own) byWord.set(word, severity as Severity);

const byLetter: Readonly<Record<string, Severity>> = {
  V: 'D',
  T: 'D',
  D: 'D',
  I: 'I',
  N: 'I',
  W: 'W',
  E: 'E',
  F: 'F',
  C: 'F',
};

const longestFirst = [...byWord.keys()].sort((a, b) => b.length - a.length);

/** Matches a severity's word in capitals. */
export const capitalLevel = `(?:${longestFirst.join('|')})`;

/** Matches it in capitals, in small letters, or with a capital in front. */
export const anyLevel = `(?:${longestFirst
  .flatMap((word) => [word, word.toLowerCase(), word[0] + word.slice(1).toLowerCase()])
  .join('|')})`;

/** The severity that a word or a letter in any case stands for; undefined where it is none. */
export function severityOf(word: string): Severity | undefined {
  const capitals = word.trim().toUpperCase();
  return capitals.length === 1 ? byLetter[capitals] : byWord.get(capitals);
}

/** Syslog's priorities: 0 is the worst, 7 is debugging. */
export function severityOfPriority(priority: number): Severity | undefined {
  if (priority < 0 || priority > 7) return undefined;
  return priority <= 2 ? 'F' : priority === 3 ? 'E' : priority === 4 ? 'W' : priority === 7 ? 'D' : 'I';
}

/** The levels of pino, bunyan (10 to 60) and, where `isPython`, of Python (10 to 50). */
export function severityOfLevel(level: number, isPython = false): Severity | undefined {
  if (level < 5 || level > 60) return undefined;
  const step = isPython ? level + 10 : level;
  if (level < (isPython ? 20 : 30)) return 'D';
  return step < 40 ? 'I' : step < 50 ? 'W' : step < 60 ? 'E' : 'F';
}

/** OpenTelemetry's severity numbers, four a severity from 1 on. */
export function severityOfNumber(number: number): Severity | undefined {
  if (number < 1 || number > 24) return undefined;
  return number <= 8 ? 'D' : number <= 12 ? 'I' : number <= 16 ? 'W' : number <= 20 ? 'E' : 'F';
}
