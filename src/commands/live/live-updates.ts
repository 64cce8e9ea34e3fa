import type { LiveFigures, LiveGroup, LiveIncident } from '../../render/live/live-state.ts';
import { count } from '../../render/text/columns.ts';

/** Tells what changed from one time to the next, a line for each group and incident. */
export class LiveUpdates {
  #groups = new Map<string, number>();
  #incidents = new Map<string, LiveIncident>();

  /** The lines, without their ends, that tell what is different since the last time. */
  changes(figures: LiveFigures): string[] {
    const lines = [...this.#groupChanges(figures.groups), ...this.#incidentChanges(figures.incidents)];
    return lines.map((line) => `${figures.clock} ${line}`);
  }

  #groupChanges(groups: readonly LiveGroup[]): string[] {
    return groups.flatMap(({ component, group, lines, lastMinute }) => {
      const name = `${component} / ${group}`;
      const before = this.#groups.get(name) ?? 0;
      this.#groups.set(name, lines);
      if (lines === before) return [];
      return [
        `${name}: ${count(lines)} (+${count(lines - before)}), ${count(lastMinute)} in the last minute`,
      ];
    });
  }

  #incidentChanges(incidents: readonly LiveIncident[]): string[] {
    const before = this.#incidents;
    this.#incidents = new Map(
      incidents.map((incident) => [`${incident.cause}\0${incident.since}`, incident]),
    );
    const changed = [...this.#incidents].flatMap(([key, incident]) => {
      const known = before.get(key);
      if (known !== undefined && known.lines === incident.lines) return [];
      return [`incident ${known === undefined ? 'begins' : 'goes on'}: ${incidentText(incident)}`];
    });
    const over = [...before].flatMap(([key, incident]) =>
      this.#incidents.has(key) ? [] : [`incident over: ${incidentText(incident)}`],
    );
    return [...changed, ...over];
  }
}

function incidentText({ cause, since, lines, consequences, where, confidence }: LiveIncident): string {
  const parts = [cause];
  if (since !== null) parts.push(`since ${since}`);
  parts.push(`${count(lines)} lines`);
  if (where !== '') parts.push(where);
  if (consequences !== '') parts.push(`then ${consequences}`);
  return `${parts.join('; ')}; confidence ${confidence}`;
}
