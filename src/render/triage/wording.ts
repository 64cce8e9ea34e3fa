import { noticeable } from '../../triage/causes/skew.ts';
import type { Place, Places } from '../../triage/places/place.ts';
import type { HostSkew, Incident, TriageReport } from '../../triage/report/triage-report.ts';
import { countText, percentText } from '../text/columns.ts';

/** The incidents that matter most: those still going on first, then those with most lines, then the newest. */
export function byImportance(incidents: readonly Incident[]): Incident[] {
  return [...incidents].sort(
    (a, b) =>
      Number(b.ongoing) - Number(a.ongoing) ||
      b.lines - a.lines ||
      (b.start ?? '').localeCompare(a.start ?? ''),
  );
}

/** The `most` that matter most, in order of time; the others are left out. */
export function foremost(incidents: readonly Incident[], most: number): Incident[] {
  const kept = new Set(byImportance(incidents).slice(0, most));
  return incidents.filter((incident) => kept.has(incident));
}

/** What triage's reports call the kinds of places, in the order in which they are shown. */
export const placeKinds = [
  ['hosts', 'hosts'],
  ['devices', 'devices'],
  ['peers', 'peers'],
  ['segments', 'segments'],
  ['ranks', 'ranks'],
  ['processes', 'processes'],
  ['requests', 'requests'],
  ['keys', 'keys'],
] as const satisfies readonly (readonly [keyof Places, string])[];

/** `TransferEngine / Other: ERR_ENDPOINT (-201)`; a known message without a code is its title alone. */
export function codeTitle(code: {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
}): string {
  const value = code.value === null ? '' : ` (${code.value})`;
  const where = [code.component, code.group].filter((part) => part !== '').join(' / ');
  return where === '' ? `${code.name}${value}` : `${where}: ${code.name}${value}`;
}

/**
 * `only node7, only mlx5_3`; where nothing is confined, the hosts with most lines.
 *
 * @param title what was said already is not said again
 */
export function confinement(places: Places, title = ''): string {
  const confined = placeKinds.flatMap(([kind]) => places[kind].filter(({ only }) => only));
  const news = confined.filter(({ name }) => !title.includes(name));
  if (news.length > 0) return news.map(({ name }) => `only ${name}`).join(', ');
  if (confined.length > 0) return '';
  const { hosts } = places;
  if (hosts.length === 0) return '';
  if (hosts.length === 1) return `on ${hosts[0]!.name}`;
  const rest = hosts.length - 3;
  return `on ${hosts
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `node7 98.0% (4,100)`. */
export function placeText({ name, lines, share }: Place): string {
  return `${name} ${percentText(share)} (${countText(lines)})`;
}

/** `TRANSFER_FAIL 2,100, OBJECT_NOT_FOUND 1,800`. */
export function consequenceList({ consequences }: Incident, most = 4): string {
  const shown = consequences.slice(0, most).map(({ title, lines }) => `${title} ${countText(lines)}`);
  const rest = consequences.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The first thing to do about an incident: what to type, else what is advised. */
export function firstAction({ checks }: Incident): string | undefined {
  const typed = checks.flatMap(({ commands }) => commands)[0];
  return typed ?? checks[0]?.text;
}

/** Where an incident began and what it is confined to: `first on node4; only mlx5_3`. */
export function whereabouts({ inputs }: TriageReport, { cause, places, title }: Incident): string {
  const confined = confinement(places, title);
  const host = cause.host ?? inputs.find(({ name }) => name === cause.input)?.host;
  if (host === undefined || places.hosts.length === 1) return confined;
  if (confined.startsWith('only '))
    return confined.split(', ').includes(`only ${host}`) ? confined : `first on ${host}; ${confined}`;
  const others = places.hosts.map(({ name }) => name).filter((name) => name !== host);
  const rest = others.length - mostHosts;
  return `first on ${host}, then ${others.slice(0, mostHosts).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const mostHosts = 3;

/** How many hosts wrote what was read. */
export function hostCount({ hosts, inputs }: TriageReport): number {
  return hosts ?? new Set(inputs.map(({ host }) => host)).size;
}

/** The clocks that are far enough apart to be told of. */
export function clocksApart({ skew }: TriageReport): HostSkew[] {
  return skew.filter(({ seconds }) => Math.abs(seconds) * 1000 >= noticeable);
}
