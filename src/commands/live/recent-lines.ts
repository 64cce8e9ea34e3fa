import type { Finding } from '../../recognise/finding.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import { shownPart } from '../../recognise/prefix/terminal-text.ts';
import type { LiveFigures, LiveLine } from '../../render/live/live-state.ts';
import { safeLog, safeText } from '../../render/text/safe-text.ts';
import { detachString } from '../../tally/bounded-names.ts';
import type { CollectedLine, LineTaker, SevereText } from '../../triage/collect/log-collector.ts';

/** Hands all lines on to a collector, and those that are to be shown to another one too. */
export class LineTee implements LineTaker {
  readonly #collector: LineTaker;
  readonly #show: (text: string, prefix: Prefix, findings: readonly Finding[]) => void;

  /** @param show takes lines with findings, known messages, and other lines of severity W, E and F */
  constructor(
    collector: LineTaker,
    show: (text: string, prefix: Prefix, findings: readonly Finding[]) => void,
  ) {
    this.#collector = collector;
    this.#show = show;
  }

  healthy(text: string, prefix: Prefix): void {
    this.#collector.healthy(text, prefix);
  }

  pass(time: number): void {
    this.#collector.pass(time);
  }

  host(name: string): void {
    this.#collector.host?.(name);
  }

  severe(line: SevereText): void {
    this.#collector.severe(line);
    this.#show(line.text, line.prefix, []);
  }

  add(line: CollectedLine): void {
    this.#collector.add(line);
    this.#show(line.text, line.prefix, line.findings);
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
