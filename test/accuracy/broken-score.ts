import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Incident, TriageReport } from '../../src/triage/report/triage-report.ts';
import type { ExpectedIncident, ExpectedReport } from './expected-report.ts';
import { triageOf } from './triage-score.ts';

/** How a recording was judged, and what is missing of what it must say. */
export interface BrokenScore {
  readonly name: string;
  readonly verdict: 'right' | 'partly' | 'silent' | 'wrong';
  readonly missing: readonly string[];
}

/** The recordings were made on the two days before. */
export const behindAll = new Date('2026-12-01T00:00:00Z');

/** Judges what triage says of a recording. */
export async function scoreBroken(expected: ExpectedReport): Promise<BrokenScore> {
  const folder = fileURLToPath(new URL(`../../fixtures/real/${expected.name}`, import.meta.url));
  return judge(expected, await triageOf(folder, behindAll));
}

function judge(
  { name, incidents, rest = [], never = [] }: ExpectedReport,
  report: TriageReport,
): BrokenScore {
  const found = incidents.map((expected) => report.incidents.find(({ title }) => expected.title.test(title)));
  const unwanted = report.incidents.filter((incident) => !found.includes(incident));
  const missing = [
    ...incidents.flatMap((expected, index) => missingIn(expected, found[index])),
    ...unwanted.map(({ title }) => `not expected: ${title}`),
    ...rest
      .filter(
        (wanted) => !report.unexplained.some(({ name: own, known }) => wanted.test(known?.title ?? own)),
      )
      .map((wanted) => `not named: ${wanted}`),
    ...never
      .filter((unwantedText) =>
        report.incidents.some((incident) => textsOf(incident).some((text) => unwantedText.test(text))),
      )
      .map((unwantedText) => `must not be said: ${unwantedText}`),
    ...report.incidents.flatMap(({ title, consequences }) =>
      consequences
        .filter(({ after }) => after !== null && after < 0)
        .map((one) => `${one.title} before ${title}`),
    ),
  ];
  const hits = found.filter((incident) => incident !== undefined).length;
  const verdict =
    missing.length === 0
      ? 'right'
      : hits > 0 || (incidents.length === 0 && unwanted.length === 0)
        ? 'partly'
        : report.incidents.length === 0
          ? 'silent'
          : 'wrong';
  return { name, verdict, missing };
}

function missingIn(expected: ExpectedIncident, incident: Incident | undefined): string[] {
  if (incident === undefined) return [`no incident ${expected.title}`];
  const { consequences, why, checks, ongoing, processes = [] } = incident;
  const lacking = (wanted: readonly RegExp[] | undefined, texts: readonly string[], what: string): string[] =>
    (wanted ?? []).filter((one) => !texts.some((text) => one.test(text))).map((one) => `${what} ${one}`);
  return [
    ...lacking(
      expected.followed,
      consequences.map(({ title }) => title),
      'consequence',
    ),
    ...lacking(expected.why, why, 'reason'),
    ...lacking(
      expected.checks,
      checks.flatMap(({ commands }) => commands),
      'command',
    ),
    ...lacking(
      expected.lastWords,
      processes.map(({ name, reason }) => `${name}: ${reason}`),
      'last words',
    ),
    ...(expected.ongoing === undefined || expected.ongoing === ongoing
      ? []
      : [ongoing ? 'said to be going on' : 'said to be over']),
  ].map((text) => `${expected.title}: ${text}`);
}

/** What an operator reads of an incident, but for the quoted lines. */
function textsOf({ title, meaning, consequences, checks }: Incident): string[] {
  return [
    title,
    meaning ?? '',
    ...consequences.map((one) => one.title),
    ...checks.flatMap(({ text, commands }) => [text, ...commands]),
  ];
}

/** The logs in a folder, in order of name. */
export function brokenLogs(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort();
}
