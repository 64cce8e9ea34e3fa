import { knownConsequences } from '../../catalogue/consequences/index.ts';
import { knownMessages } from '../../catalogue/known-messages/index.ts';
import type { Chunk, FollowCounters, FollowedFile } from '../../input/index.ts';
import { InterleavedLines } from '../../lines/interleaved-lines.ts';
import type { LineShapes } from '../../lines/line-shapes.ts';
import { LineScanner } from '../../lines/scan/line-scanner.ts';
import type { LineSink } from '../../lines/scan/line-sink.ts';
import type { Finding } from '../../recognise/finding.ts';
import { Clock } from '../../recognise/time/clock.ts';
import { yearsAhead } from '../../recognise/time/years-ahead.ts';
import type { LiveFigures, LiveIncident, LiveLine } from '../../render/live/live-state.ts';
import { interruptionsText } from '../../render/summary/interruptions-text.ts';
import { count } from '../../render/text/columns.ts';
import { safeLog, safeText } from '../../render/text/safe-text.ts';
import { hostsOf } from '../../triage/collect/hosts.ts';
import type { GatheredInput } from '../../triage/collect/input-evidence.ts';
import { isChosen } from '../../triage/collect/line-choice.ts';
import { LogCollector } from '../../triage/collect/log-collector.ts';
import { memoryShare } from '../../triage/collect/memory-shares.ts';
import { triageShapes } from '../../triage/read/triage-reader.ts';
import { type TriagedShape, TriageSink } from '../../triage/read/triage-sink.ts';
import { triageReport } from '../../triage/report/report.ts';
import { GroupRates } from './group-rates.ts';
import { LineTee } from './line-tee.ts';
import { liveIncident } from './live-incidents.ts';
import type { LiveOptions } from './live-options.ts';

/** Lines that are kept to be shown. */
const mostRecent = 500;
const longestLine = 1000;
/** How long a run may last, in milliseconds, before stamps without a year are taken for those of the year before. */
const farthest = 30 * 86_400_000;

/** A line that came lately, as it stood in its log. */
interface RecentLine {
  /** Empty where all come from one. */
  readonly host: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** One followed name. */
interface LiveLog {
  readonly name: string;
  readonly host: string;
  readonly collector: LogCollector;
  readonly sink: TriageSink;
  readonly input: LineSink;
  bytes: number;
  /** The last stamp, and when it came, in epoch milliseconds. */
  last: number | undefined;
  lastCame: number;
}

/** What the lines of followed files come to, as they come. */
export class LiveLogs {
  readonly #options: LiveOptions;
  readonly #now: () => number;
  readonly #lines: InterleavedLines<FollowedFile>;
  readonly #shapes: LineShapes<TriagedShape>;
  readonly #logs = new Map<string, LiveLog>();
  readonly #rates = new GroupRates();
  readonly #recent: RecentLine[] = [];
  #found = 0;
  #incidents: readonly LiveIncident[] = [];
  #crossed: string | undefined;

  /** @param now the time in epoch milliseconds */
  constructor(options: LiveOptions, now: () => number = Date.now) {
    this.#options = options;
    this.#now = now;
    const scanner = new LineScanner({ maxLine: options.longest, everyLine: true });
    this.#lines = new InterleavedLines(scanner);
    this.#shapes = triageShapes(options.catalogue, options, scanner);
  }

  /** Whether a line was begun and not ended. */
  get isWithinLine(): boolean {
    return this.#lines.isWithinLine;
  }

  /** Lines of which only the first part was looked at. */
  get longLines(): number {
    return this.#lines.longLines;
  }

  /** How many incidents went on when they were last judged. */
  get incidents(): number {
    return this.#incidents.length;
  }

  /** The condition that held when incidents were last judged, of those that end the run. */
  get crossed(): string | undefined {
    return this.#crossed;
  }

  /** Takes in the lines of a chunk. */
  take(chunk: Chunk): void {
    const log = this.#logOf(chunk.file.name);
    log.bytes += chunk.bytes.length;
    this.#lines.scan(chunk.file, chunk.bytes, chunk.end, log.input);
    log.sink.end();
    const { to } = log.collector.clock;
    if (to === log.last) return;
    log.last = to;
    log.lastCame = this.#now();
  }

  /** Works out again which incidents go on. It takes longer the more kinds of events there were. */
  judge(): void {
    const { catalogue, iso, clock, failOn } = this.#options;
    const now = this.#now();
    const inputs = [...this.#logs.values()].map((log): GatheredInput => {
      const collected = log.collector.data();
      return {
        name: log.name,
        host: log.host,
        lines: log.sink.lines,
        bytes: log.bytes,
        from: collected.clock.from,
        // Time goes on in the clock of the log, also when nothing is logged.
        to: log.last === undefined ? undefined : log.last + now - log.lastCame,
        log: collected,
      };
    });
    const report = triageReport(inputs, {
      consequences: knownConsequences,
      messages: new Map(knownMessages.map((message) => [message.id, message])),
      codes: catalogue.codes,
      correctSkew: this.#options.correctSkew,
      wording: { iso, visible: safeLog, context: () => ({ before: [], after: [] }) },
    });
    this.#crossed ??= failOn.find(({ holds }) => holds(report))?.name;
    this.#incidents = report.incidents
      .filter(({ ongoing }) => ongoing)
      .map((incident) => liveIncident(incident, (text) => clock(Date.parse(text))));
  }

  /**
   * What there is to be shown; incidents as they were last judged.
   *
   * @param recent how many of the last lines
   */
  figures(notice: string, recent = mostRecent): LiveFigures {
    const now = this.#now();
    let lines = 0;
    for (const { sink } of this.#logs.values()) lines += sink.lines;
    return {
      clock: this.#options.clock(now),
      files: this.#logs.size,
      lines,
      found: this.#found,
      groups: this.#rates.groups(now),
      incidents: this.#incidents,
      recent: recent === 0 ? [] : this.#recent.slice(-recent).map(shownLine),
      notice,
    };
  }

  /** What was read, and what happened to the files, in a line. */
  total(counters: FollowCounters): string {
    const { lines } = this.figures('', 0);
    const happened = interruptionsText(counters);
    const read = `${count(lines)} ${lines === 1 ? 'line' : 'lines'} read, ${count(this.#found)} with a code`;
    return happened === '' ? read : `${read}; ${happened}`;
  }

  #logOf(name: string): LiveLog {
    const known = this.#logs.get(name);
    if (known !== undefined) return known;
    const { files, lines, timezone } = this.#options;
    const names = [...new Set([...files, ...this.#logs.keys(), name])];
    const host = hostsOf(names)[names.indexOf(name)]!;
    const clock = new Clock({ timezone, latest: this.#now() + farthest });
    const collector = new LogCollector(name, host, clock, lines, memoryShare(names.length));
    const isSeveral = names.length > 1;
    const tee = new LineTee(collector, (text, prefix, findings) => {
      const writer = prefix.host ?? host;
      if (isChosen(lines, text, prefix, writer)) this.#line(isSeveral ? writer : '', text, findings);
    });
    const sink = new TriageSink(tee);
    const input = this.#shapes.into(sink, yearsAhead(clock));
    const log: LiveLog = { name, host, collector, sink, input, bytes: 0, last: undefined, lastCame: 0 };
    this.#logs.set(name, log);
    return log;
  }

  #line(host: string, text: string, findings: readonly Finding[]): void {
    const now = this.#now();
    if (findings.length > 0) this.#found++;
    const groups = new Map(findings.map((finding) => [`${finding.component}\0${finding.group}`, finding]));
    for (const { component, group } of groups.values()) this.#rates.add(component, group, now);
    this.#recent.push({ host, text: text.slice(0, longestLine), findings });
    if (this.#recent.length >= 2 * mostRecent) this.#recent.splice(0, mostRecent);
  }
}

function shownLine({ host, text, findings }: RecentLine): LiveLine {
  const codes = findings.map(({ name, value }) => (value === undefined ? name : `${name} (${value})`));
  const shown = safeText(safeLog(text), 'line');
  return {
    codes: safeText(codes.join(', '), 'line'),
    text: host === '' ? shown : `${safeText(host, 'line')}  ${shown}`,
  };
}
