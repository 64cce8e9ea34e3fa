import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { knownMessages } from '../../src/catalogue/known-messages/index.ts';
import { triageInputs } from '../../src/commands/triage.ts';
import { plainDisplay } from '../../src/render/text/display.ts';
import { ZoneFormat } from '../../src/render/text/zone-format.ts';
import { triageFormats } from '../../src/render/triage/triage-formats.ts';
import type { Place } from '../../src/triage/places/places.ts';
import type { Cause, Incident, TriageReport } from '../../src/triage/report/triage-report.ts';
import { dated } from '../incidents/dated.ts';
import type { Expected, ExpectedSign, Incident as Written } from '../incidents/incident.ts';

const catalogue = builtInCatalogue();
const zone = new ZoneFormat('local');
const folder = fileURLToPath(new URL('../../fixtures/incidents', import.meta.url));

/** How one incident was judged. */
export interface TriageScore {
  readonly name: string;
  /** `right`, or for a quiet log `quiet`; `invented` is an incident where there is none. */
  readonly cause: 'right' | 'quiet' | 'wrong' | 'missing' | 'invented';
  /** What triage took for first causes, in its order. */
  readonly causes: readonly string[];
  readonly incidents: number;
  readonly consequences: Share;
  readonly places: Share;
}

/** How many of what was expected are there, and which are not. */
export interface Share {
  readonly right: number;
  readonly expected: number;
  readonly missing: readonly string[];
}

/** The names of the written incidents. */
export function writtenIncidents(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Judges what triage says of a written incident. */
export async function scoreWritten(name: string): Promise<TriageScore> {
  const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected;
  return score(name, expected, await triageOf(join(folder, name)));
}

/** Judges what triage says of an incident in a folder of its own. */
export async function scoreMade({ name, logs, expected }: Written): Promise<TriageScore> {
  return score(name, expected, await reportOf(logs));
}

/** What triage says of logs that are written for it. */
export async function reportOf(
  logs: readonly { readonly name: string; toString(): string }[],
): Promise<TriageReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'mooncake-annotate-triage-'));
  try {
    for (const log of logs) {
      mkdirSync(dirname(join(scratch, log.name)), { recursive: true });
      writeFileSync(join(scratch, log.name), log.toString());
    }
    return await triageOf(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The names of the first causes that triage finds in what a real Mooncake printed, in its order. */
export async function causesOfRecorded(scenario: string): Promise<string[]> {
  const { incidents } = await triageOf(
    fileURLToPath(new URL(`../../fixtures/recorded/${scenario}`, import.meta.url)),
  );
  return incidents.map(({ cause }) => cause.name);
}

/**
 * What `triage --format json` says of the logs in a folder. It is asked within this process, since starting the program for each
 * of a hundred folders costs ten times as much; that both say the same is tested elsewhere (test/package/same-output.test.ts).
 *
 * @param moment behind all that they tell of
 */
export async function triageOf(cwd: string, moment?: Date): Promise<TriageReport> {
  const logs = readdirSync(dated(cwd, moment), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.log'),
  );
  const before = process.cwd();
  // Names of hosts come from the names of files as they are typed.
  process.chdir(cwd);
  try {
    const { report, faults } = await triageInputs({
      catalogue,
      files: logs.sort(),
      unread: [],
      choice: {},
      implied: true,
      normal: false,
      timezone: 'local',
      longest: 1 << 20,
      lines: {},
      jobs: 1,
      context: 3,
      correctSkew: true,
      baseline: [],
      iso: (time) => zone.iso(time),
      stop: new AbortController().signal,
    });
    if (faults.length > 0) throw new Error(faults.join('\n'));
    const render = await triageFormats.load('json');
    return JSON.parse(render(report, plainDisplay, { details: undefined, command: '' })) as TriageReport;
  } finally {
    process.chdir(before);
  }
}

function score(name: string, expected: Expected, { incidents }: TriageReport): TriageScore {
  const found = incidents.filter(({ cause }) => expected.cause.some((sign) => isSign(cause, sign)));
  const [right] = found;
  const unwanted = incidents.filter((incident) => !found.includes(incident));
  const nothing = expected.cause.length === 0;
  const cause = nothing
    ? incidents.length === 0
      ? 'quiet'
      : 'invented'
    : right === undefined
      ? incidents.length === 0
        ? 'missing'
        : 'wrong'
      : unwanted.some(({ start }) => before(start, right.start))
        ? 'wrong'
        : 'right';
  return {
    name,
    cause,
    causes: incidents.map((incident) => `${incident.cause.name} (${hostOf(incident)})`),
    incidents: incidents.length,
    consequences: share(expected.consequences.map(described), (text) =>
      (right?.consequences ?? []).some((c) =>
        expected.consequences.some((s) => described(s) === text && isSign(c, s)),
      ),
    ),
    places: share(
      [
        ...Object.entries(expected.places).flatMap(([kind, names]) =>
          names.map((place) => `${kind} ${place}`),
        ),
        ...(nothing ? [] : [`first on ${expected.hosts.join(' or ')}`]),
      ],
      (text) => right !== undefined && isThere(text, right, expected),
    ),
  };
}

/** An incident that began later than the right one may be a remainder; one before it took its place. */
function before(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && Date.parse(one) < Date.parse(other);
}

function isSign(
  { component, name, known: message }: Pick<Cause, 'component' | 'name' | 'known'>,
  sign: ExpectedSign,
): boolean {
  if (message !== undefined && sign.component === 'message' && sign.name === message.id) return true;
  if (sign.component !== 'message') return component === sign.component && name === sign.name;
  const known = knownMessages.find(({ id }) => id === sign.name);
  return known !== undefined && (name === known.title || name === known.id);
}

function described({ component, name }: ExpectedSign): string {
  return `${component}/${name}`;
}

function hostOf({ places }: Incident): string {
  return places.hosts[0]?.name ?? '?';
}

function isThere(text: string, incident: Incident, expected: Expected): boolean {
  if (text.startsWith('first on ')) {
    const { input } = incident.cause;
    return expected.hosts.some((host) => input.includes(host));
  }
  const [kind = '', name = ''] = text.split(' ');
  const named = (incident.places[kind as keyof Incident['places']] ?? []) as readonly Place[];
  return named.slice(0, 5).some((place) => place.name === name || place.name.includes(name));
}

function share(names: readonly string[], has: (name: string) => boolean): Share {
  const missing = names.filter((name) => !has(name));
  return { right: names.length - missing.length, expected: names.length, missing };
}
