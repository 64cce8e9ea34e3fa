import type { LineRange } from '../report/incident.ts';
import type { TriageOutcome } from '../report/report.ts';
import type { Incident } from '../report/triage-report.ts';

/** The lines of an incident; those of its cause first. */
interface IncidentLines {
  readonly ranges: readonly LineRange[];
  /** Whether it went on. */
  readonly isOpen?: boolean;
}

/** What an earlier incident is now, by its index; `within` is one that took its lines but is another one. */
interface Match {
  readonly same: number | undefined;
  readonly within: number | undefined;
}

/** What it counts that the cause of one is among the lines of the other. */
const causeCounts = 10;

/**
 * Which of the incidents of now are those of before: they share lines, most of all the lines of their causes. Of two that became
 * one the earlier goes on, unless only the other was not over yet.
 */
function matchesOf(before: readonly IncidentLines[], now: readonly IncidentLines[]): Match[] {
  const byKey = new Map<
    string,
    { readonly index: number; readonly range: LineRange; readonly isCause: boolean }[]
  >();
  for (const [index, { ranges }] of now.entries()) {
    for (const [at, range] of ranges.entries()) {
      const key = keyOf(range);
      const list = byKey.get(key) ?? [];
      byKey.set(key, list);
      list.push({ index, range, isCause: at === 0 });
    }
  }
  const pairs: { readonly old: number; readonly index: number; readonly score: number }[] = [];
  for (const [old, { ranges }] of before.entries()) {
    const scores = new Map<number, number>();
    for (const [at, range] of ranges.entries()) {
      for (const other of byKey.get(keyOf(range)) ?? []) {
        if (range.first > other.range.last || other.range.first > range.last) continue;
        const score = 1 + (at === 0 ? causeCounts : 0) + (other.isCause ? causeCounts : 0);
        scores.set(other.index, (scores.get(other.index) ?? 0) + score);
      }
    }
    for (const [index, score] of scores) pairs.push({ old, index, score });
  }
  pairs.sort((a, b) => b.score - a.score || a.old - b.old);
  const best = new Map<number, number>();
  for (const { old, index } of pairs) if (!best.has(old)) best.set(old, index);
  const same = new Map<number, number>();
  const taken = new Set<number>();
  const openFirst = [...before.keys()].sort(
    (a, b) => Number(before[b]!.isOpen ?? false) - Number(before[a]!.isOpen ?? false) || a - b,
  );
  for (const old of openFirst) {
    const index = best.get(old);
    if (index === undefined || taken.has(index)) continue;
    same.set(old, index);
    taken.add(index);
  }
  return before.map((_, old) => ({ same: same.get(old), within: best.get(old) }));
}

function keyOf({ input, host, key }: LineRange): string {
  return `${input}\0${host}\0${key}`;
}

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
