import type { LineRange } from '../report/line-ranges.ts';
import type { TriageOutcome } from '../report/report.ts';
import type { Incident } from '../report/triage-report.ts';
import { matchesOf } from './same-incident.ts';

/** What happened to an incident since logs were last looked at. */
export interface IncidentEvent {
  readonly kind: 'begins' | 'changes' | 'over';
  /** As it is now, with the number that it keeps. */
  readonly incident: Incident;
  /** The incident that it turned out to belong to, where it is over for that. */
  readonly into?: number;
  /** The incident, over by then, of which more came, where it begins for that. */
  readonly again?: number;
}

/** An incident that was seen. */
interface Seen {
  incident: Incident;
  ranges: readonly LineRange[];
  /** What was told of it last, and how many lines it had then. */
  told: string;
  lines: number;
}

/** Ended incidents that are kept; each takes some kilobytes. */
const mostEnded = 100;

/**
 * Knows incidents again from one look at growing logs to the next. Each keeps its number, although causes are found later than what
 * followed from them, and incidents that were two turn out to be one: it begins once, and is over once nothing more of it comes.
 * Of one that is over nothing more is told: where more of it comes, another one begins in its place.
 */
export class SeenIncidents {
  #seen: Seen[] = [];
  #last = 0;

  /** All that are known, in the order in which they were found. Those that ended longest ago are forgotten where there are many. */
  get all(): readonly Incident[] {
    return this.#seen.map(({ incident }) => incident);
  }

  /** Takes in what the logs come to now; returns what is different from the last time. */
  update({ report, lines }: TriageOutcome): IncidentEvent[] {
    const found = report.incidents.map((incident) => ({ incident, ranges: lines.get(incident.id) ?? [] }));
    const before = this.#seen;
    const matches = matchesOf(
      before.map(({ incident, ranges }) => ({ ranges, isOpen: incident.ongoing })),
      found,
    );
    const known = new Map(matches.map(({ same }, index) => [same, before[index]!]));
    const events = found.flatMap(({ incident, ranges }, index) => {
      const seen = known.get(index);
      if (seen === undefined) return this.#begin(incident, ranges);
      if (seen.incident.ongoing || !incident.ongoing) return change(seen, incident, ranges);
      this.#seen = this.#seen.filter((one) => one !== seen);
      return this.#begin(incident, ranges, seen.incident.id);
    });
    for (const [index, { same, within }] of matches.entries()) {
      if (same !== undefined) continue;
      const seen = before[index]!;
      const into = within === undefined ? undefined : known.get(within)?.incident.id;
      if (seen.incident.ongoing) {
        seen.incident = { ...seen.incident, ongoing: false };
        events.push({ kind: 'over', incident: seen.incident, ...(into === undefined ? {} : { into }) });
      }
      // Its lines are another one's now.
      if (into !== undefined) this.#seen = this.#seen.filter((one) => one !== seen);
    }
    this.#forget();
    return events;
  }

  #begin(incident: Incident, ranges: readonly LineRange[], again?: number): IncidentEvent[] {
    this.#last++;
    const numbered = { ...incident, id: this.#last };
    const seen = { incident: numbered, ranges, told: materialOf(numbered), lines: numbered.lines };
    this.#seen = [...this.#seen, seen];
    const begins: IncidentEvent = {
      kind: 'begins',
      incident: numbered,
      ...(again === undefined ? {} : { again }),
    };
    return numbered.ongoing ? [begins] : [begins, { kind: 'over', incident: numbered }];
  }

  #forget(): void {
    let surplus = this.#seen.filter(({ incident }) => !incident.ongoing).length - mostEnded;
    this.#seen = this.#seen.filter(({ incident }) => incident.ongoing || surplus-- <= 0);
  }
}

/** Takes in an incident as it is now. What is told anew is what a reader would act on, and when its lines have doubled. */
function change(seen: Seen, incident: Incident, ranges: readonly LineRange[]): IncidentEvent[] {
  const wasOpen = seen.incident.ongoing;
  const now = { ...incident, id: seen.incident.id };
  const material = materialOf(now);
  const isNews = wasOpen && (material !== seen.told || now.lines >= 2 * seen.lines);
  seen.incident = now;
  seen.ranges = ranges;
  const events: IncidentEvent[] = [];
  if (isNews) {
    seen.told = material;
    seen.lines = now.lines;
    events.push({ kind: 'changes', incident: now });
  }
  // The end tells all that changed as well.
  return wasOpen && !now.ongoing ? [{ kind: 'over', incident: now }] : events;
}

/** What of an incident is told when it changes. */
function materialOf({ title, cause, confidence, consequences, places }: Incident): string {
  const confined = Object.values(places).map((of) =>
    of.flatMap(({ name, only }: { readonly name: string; readonly only: boolean }) => (only ? [name] : [])),
  );
  const codes = consequences.map(({ component, name }) => `${component}/${name}`).sort();
  return JSON.stringify([title, cause.component, cause.name, confidence, codes, confined]);
}
