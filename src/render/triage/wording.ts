import { noticeable } from '../../triage/causes/skew.ts';
import type { Place, Places } from '../../triage/places/places.ts';
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

/** Writes times of a report as short as its range allows; times are ISO 8601 with offset. */
export class ReportTime {
  readonly #day: string | undefined;

  constructor({ from, to }: { readonly from: string | null; readonly to: string | null }) {
    const day = from?.slice(0, 10);
    this.#day = day === to?.slice(0, 10) ? day : undefined;
  }

  /** `02:11:04`, or `07-30 02:11:04` where the report covers several days; `-` for a time that is not known. */
  short(time: string | null): string {
    if (time === null) return '-';
    const clock = time.slice(11, 19);
    return this.#day !== undefined && time.startsWith(this.#day) ? clock : `${time.slice(5, 10)} ${clock}`;
  }

  /** `2026-07-30 02:11:04 +02:00`. */
  full(time: string | null): string {
    if (time === null) return '-';
    const offset = /(?:[+-]\d\d:\d\d|Z)$/.exec(time)?.[0] ?? '';
    return `${time.slice(0, 10)} ${time.slice(11, 19)} ${offset === 'Z' ? '+00:00' : offset}`.trimEnd();
  }

  /** From when to when: `02:11:04 to 02:25:31`, or `02:11:04, still going on`. */
  span(from: string | null, to: string | null, ongoing = false): string {
    if (from === null) return 'at an unknown time';
    if (ongoing && this.short(from) === this.short(to))
      return `at ${this.short(from)}, just before the logs end`;
    if (ongoing) return `${this.short(from)}, still going on`;
    return to === null || this.short(from) === this.short(to)
      ? `at ${this.short(from)}`
      : `${this.short(from)} to ${this.short(to)}`;
  }
}

/** How long after its cause: `+0.4 s`, `+3 min`, `+2 h`; empty where that is not known. */
export function offset(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 10) return `+${seconds.toFixed(1)} s`;
  if (seconds < 120) return `+${Math.round(seconds)} s`;
  return seconds < 7200 ? `+${Math.round(seconds / 60)} min` : `+${Math.round(seconds / 3600)} h`;
}
