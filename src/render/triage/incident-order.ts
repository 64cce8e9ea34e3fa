import type { Incident } from '../../triage/report/triage-report.ts';

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
