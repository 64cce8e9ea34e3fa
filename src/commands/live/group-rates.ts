import type { LiveGroup } from '../../render/live/live-state.ts';

/** Minutes that are shown. */
const shownMinutes = 15;
const second = 1000;
const minute = 60 * second;
/** Only broken catalogues hold more groups. */
const mostGroups = 1000;
/** Codes of a group that are told apart; only numbers that no catalogue knows are more. */
const mostCodes = 200;

/** How often one group's lines came. */
class Rate {
  lines = 0;
  readonly codes = new Map<string, number>();
  /** By the minute, the newest last; sparse. */
  readonly minutes = new Map<number, number>();
  /** Lines of each of the last 60 seconds. */
  readonly seconds = new Map<number, number>();

  add(code: string, now: number): void {
    this.lines++;
    const known = this.codes.get(code);
    if (known !== undefined || this.codes.size < mostCodes) this.codes.set(code, (known ?? 0) + 1);
    increase(this.minutes, Math.floor(now / minute), shownMinutes);
    increase(this.seconds, Math.floor(now / second), 60);
  }
}

/** Counts lines per group: in all, in the last minute and by the minute, each at the time when it came. */
export class GroupRates {
  readonly #rates = new Map<
    string,
    { readonly component: string; readonly group: string; readonly rate: Rate }
  >();

  /** Counts a line in a group. @param code that it reports @param now when it came, in epoch milliseconds */
  add(component: string, group: string, code: string, now: number): void {
    const key = `${component}\0${group}`;
    let known = this.#rates.get(key);
    if (known === undefined) {
      if (this.#rates.size >= mostGroups) return;
      known = { component, group, rate: new Rate() };
      this.#rates.set(key, known);
    }
    known.rate.add(code, now);
  }

  /** The groups as they are at `now`: those with most lines in the last minute first. */
  groups(now: number): LiveGroup[] {
    const current = Math.floor(now / minute);
    const groups = [...this.#rates.values()].map(({ component, group, rate }) => ({
      component,
      group,
      lines: rate.lines,
      codes: rate.codes,
      lastMinute: since(rate.seconds, Math.floor(now / second) - 60),
      minutes: Array.from(
        { length: shownMinutes },
        (_, index) => rate.minutes.get(current - shownMinutes + 1 + index) ?? 0,
      ),
    }));
    return groups.sort((a, b) => b.lastMinute - a.lastMinute || b.lines - a.lines);
  }
}

/** Counts one more at `at`, and forgets what is `most` or more before it. */
function increase(counts: Map<number, number>, at: number, most: number): void {
  counts.set(at, (counts.get(at) ?? 0) + 1);
  // They were added in their order.
  for (const first of counts.keys()) {
    if (first > at - most) return;
    counts.delete(first);
  }
}

function since(counts: ReadonlyMap<number, number>, before: number): number {
  let sum = 0;
  for (const [at, lines] of counts) if (at > before) sum += lines;
  return sum;
}
