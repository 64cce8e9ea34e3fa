import type { Finding } from '../../recognise/finding.ts';
import { shownPart } from '../../recognise/prefix/terminal-text.ts';
import type { LiveFigures, LiveGroup, LiveLine } from '../../render/live/live-state.ts';
import { safeLog, safeText } from '../../render/text/safe-text.ts';
import { detachString } from '../../tally/bounded-names.ts';
import type {
  CollectedLine,
  LineHead,
  LineTaker,
  ReadLine,
  SevereText,
} from '../../triage/collect/collected-line.ts';

/** Hands all lines on to a collector, and those that are to be shown to another one too. */
export class LineTee implements LineTaker {
  readonly #collector: LineTaker;
  readonly #show: (text: string, head: LineHead, findings: readonly Finding[]) => void;

  /** @param show takes lines with findings, known messages, and other lines of severity W, E and F */
  constructor(
    collector: LineTaker,
    show: (text: string, head: LineHead, findings: readonly Finding[]) => void,
  ) {
    this.#collector = collector;
    this.#show = show;
  }

  healthy(line: ReadLine): void {
    this.#collector.healthy(line);
  }

  pass(time: number): void {
    this.#collector.pass(time);
  }

  host(name: string): void {
    this.#collector.host?.(name);
  }

  severe(line: SevereText): void {
    this.#collector.severe(line);
    this.#show(line.text, line.head, []);
  }

  add(line: CollectedLine): void {
    this.#collector.add(line);
    this.#show(line.text, line.head, line.findings);
  }
}

/** Lines of each kind that are kept to be shown: more than a screen has rows, so that a filter finds some. */
const most = 200;
const longestLine = 1000;

/** The lines that came last: those with a code apart from the others, which are often many more. */
export class RecentLines {
  readonly #coded: RecentLine[] = [];
  readonly #others: RecentLine[] = [];
  #number = 0;

  /** Takes a line in. @param host empty where all lines come from one */
  add(host: string, text: string, findings: readonly Finding[]): void {
    const lines = findings.length > 0 ? this.#coded : this.#others;
    lines.push(new RecentLine(this.#number++, host, keptText(text), findings));
    if (lines.length >= 2 * most) lines.splice(0, most);
  }

  /** The lines as they are now; they stay so. */
  get shown(): LiveFigures['recent'] {
    return { coded: this.#coded.slice(-most), others: this.#others.slice(-most) };
  }
}

/** A line as it stood in its log. Only the few that are shown are made ready for it. */
class RecentLine implements LiveLine {
  readonly number: number;
  readonly #host: string;
  readonly #line: string;
  readonly #findings: readonly Finding[];
  #codes: string | undefined;
  #text: string | undefined;

  constructor(number: number, host: string, line: string, findings: readonly Finding[]) {
    this.number = number;
    this.#host = host;
    this.#line = line;
    this.#findings = findings;
  }

  get codes(): string {
    this.#codes ??= safeText(this.#findings.map(codeWithValue).join(', '), 'line');
    return this.#codes;
  }

  get text(): string {
    if (this.#text === undefined) {
      const shown = safeText(safeLog(this.#line), 'line');
      this.#text = this.#host === '' ? shown : `${safeText(this.#host, 'line')}  ${shown}`;
    }
    return this.#text;
  }
}

/** What is kept of a line: a part of it would keep the whole. */
function keptText(line: string): string {
  const shown = shownPart(line);
  return shown.length === line.length && line.length <= longestLine
    ? line
    : detachString(shown.slice(0, longestLine));
}

/** A code as people write it: `RPC_FAIL (-900)`. */
export function codeWithValue({ name, value }: Pick<Finding, 'name' | 'value'>): string {
  return value === undefined ? name : `${name} (${value})`;
}

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
