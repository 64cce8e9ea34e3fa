import type { Catalogue } from '../../catalogue/catalogue.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import type { StartPosition } from '../../input/follow/files/position.ts';
import type { Chunk, FollowCounters, FollowedFile } from '../../input/follow/polling/report.ts';
import { InterleavedLines } from '../../lines/interleaved-lines.ts';
import type { LineShapes } from '../../lines/line-shapes.ts';
import { LineScanner } from '../../lines/scan/line-scanner.ts';
import type { LineSink } from '../../lines/scan/line-sink.ts';
import type { Finding } from '../../recognise/finding.ts';
import { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { yearsAhead } from '../../recognise/time/years-ahead.ts';
import type { LiveFigures, LiveIncident } from '../../render/live/live-state.ts';
import { liveIncident } from '../../render/live/live-state.ts';
import { interruptionsText } from '../../render/summary/summary-totals.ts';
import { counted, countText } from '../../render/text/columns.ts';
import { safeLog } from '../../render/text/safe-text.ts';
import { hostsOf } from '../../triage/collect/hosts.ts';
import type { InputEvidence } from '../../triage/collect/input-evidence.ts';
import { isChosen } from '../../triage/collect/line-choice.ts';
import { LogCollector } from '../../triage/collect/log-collector.ts';
import { memoryShare } from '../../triage/collect/memory-shares.ts';
import { type IncidentEvent, SeenIncidents } from '../../triage/live/seen-incidents.ts';
import type { TriagedShape } from '../../triage/read/triage-marks.ts';
import type { TriageChoice } from '../../triage/read/triage-reader.ts';
import { triageShapes } from '../../triage/read/triage-reader.ts';
import { TriageSink } from '../../triage/read/triage-sink.ts';
import type { TriageCondition } from '../../triage/report/conditions.ts';
import { triageOutcome } from '../../triage/report/report.ts';
import type { Incident, TriageReport } from '../../triage/report/triage-report.ts';
import { codeWithValue, GroupRates, LineTee, RecentLines } from './recent-lines.ts';

/** How standard input is called. */
const standardInput = 'standard input';
/** How long a run may last, in milliseconds, before stamps without a year are taken for those of the year before. */
const farthest = 30 * 86_400_000;

/**
 * How long nothing must come of an incident, in milliseconds of its logs, until it is over: as long a pause ends a run of lines, so that
 * what is over does not begin again.
 */
const quiet = 120_000;

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

/** What the lines of followed inputs come to, as they come. */
export class LiveLogs {
  readonly #options: LiveOptions;
  readonly #now: () => number;
  readonly #lines: InterleavedLines<FollowedFile>;
  readonly #shapes: LineShapes<TriagedShape>;
  readonly #logs = new Map<string, LiveLog>();
  readonly #rates = new GroupRates();
  readonly #recent = new RecentLines();
  readonly #seen = new SeenIncidents();
  #found = 0;
  #report: TriageReport | undefined;
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

  /** Whether an incident went on when they were last judged. */
  get hasOpenIncident(): boolean {
    return this.#incidents.some(({ isOpen }) => isOpen);
  }

  /** An incident that was seen, by its number. */
  incident(wanted: number): Incident | undefined {
    return this.#seen.all.find(({ id }) => id === wanted);
  }

  /** The report of all that was read when incidents were last judged, with the incidents that were seen; undefined before. */
  get report(): TriageReport | undefined {
    return this.#report && { ...this.#report, incidents: this.#seen.all };
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

  /** Works out again which incidents there are; returns what changed. It takes longer the more kinds of events there were. */
  judge(): IncidentEvent[] {
    const { catalogue, iso, clock, failOn } = this.#options;
    const now = this.#now();
    const inputs = [...this.#logs.values()].map((log): InputEvidence => {
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
    const outcome = triageOutcome(inputs, {
      consequences: catalogue.consequences,
      messages: catalogue.knownMessages,
      codes: catalogue.codes,
      correctSkew: this.#options.correctSkew,
      quiet,
      wording: { iso, visible: safeLog, context: () => ({ before: [], after: [] }) },
    });
    this.#report = outcome.report;
    this.#crossed ??= failOn.find(({ holds }) => holds(outcome.report))?.name;
    const events = this.#seen.update(outcome);
    this.#incidents = this.#seen.all.map((incident) =>
      liveIncident(incident, (text) => clock(Date.parse(text))),
    );
    return events;
  }

  /** Lines that were read. */
  get lines(): number {
    let lines = 0;
    for (const { sink } of this.#logs.values()) lines += sink.lines;
    return lines;
  }

  /**
   * What there is to be shown; incidents as they were last judged.
   *
   * @param files how many files are followed
   */
  figures(notice: string, files: number): LiveFigures {
    const now = this.#now();
    return {
      clock: this.#options.clock(now),
      inputs: this.#inputs(files),
      lines: this.lines,
      found: this.#found,
      groups: this.#rates.groups(now),
      incidents: this.#incidents,
      recent: this.#recent.shown,
      notice,
    };
  }

  /** The groups of codes as they are now. */
  groups(): LiveFigures['groups'] {
    return this.#rates.groups(this.#now());
  }

  /** What was read, and what happened to the files, in a line. */
  total(counters: FollowCounters | undefined): string {
    const happened = counters === undefined ? '' : interruptionsText(counters);
    const read = `${counted(this.lines, 'line')} read, ${countText(this.#found)} with a code`;
    return happened === '' ? read : `${read}; ${happened}`;
  }

  /** What is read, in words. */
  #inputs(files: number): string {
    const parts = [
      ...(files > 0 || !this.#options.stdin ? [counted(files, 'file')] : []),
      ...(this.#options.stdin ? ['standard input'] : []),
    ];
    const { hosts } = this.#report ?? {};
    const from = hosts === undefined || this.lines === 0 ? '' : ` from ${counted(hosts, 'host')}`;
    return `${parts.join(' and ')}${from}`;
  }

  #logOf(path: string): LiveLog {
    const name = path === STANDARD_INPUT ? standardInput : path;
    const known = this.#logs.get(name);
    if (known !== undefined) return known;
    const { files, lines, timezone } = this.#options;
    const names = [...new Set([...files, ...this.#logs.keys(), name])];
    const host = hostsOf(names)[names.indexOf(name)]!;
    const clock = new TimestampParser({ timezone, latest: this.#now() + farthest });
    const collector = new LogCollector(name, host, lines, memoryShare(names.length));
    const isSeveral = names.length > 1;
    const tee = new LineTee(collector, (text, head, findings) => {
      const writer = head.host ?? host;
      if (isChosen(lines, text, head, writer))
        this.#line(isSeveral && !text.includes(writer) ? writer : '', text, findings);
    });
    const { longest } = this.#options;
    // Of what is followed each line is looked at.
    const lookAtAll = (): void => {};
    const sink = new TriageSink({ taker: tee, clock, longest, shapes: this.#shapes, lookAtAll });
    const input = this.#shapes.into(sink, yearsAhead(clock));
    const log: LiveLog = { name, host, collector, sink, input, bytes: 0, last: undefined, lastCame: 0 };
    this.#logs.set(name, log);
    return log;
  }

  #line(host: string, text: string, findings: readonly Finding[]): void {
    const now = this.#now();
    if (findings.length > 0) this.#found++;
    const groups = new Map(findings.map((finding) => [`${finding.component}\0${finding.group}`, finding]));
    for (const finding of groups.values())
      this.#rates.add(finding.component, finding.group, codeWithValue(finding), now);
    this.#recent.add(host, text, findings);
  }
}

/** Everything that a live triage needs to know, decided. */
export interface LiveOptions extends TriageChoice {
  readonly catalogue: Catalogue;
  /** Files, directories or patterns to follow. */
  readonly files: readonly string[];
  /** Whether standard input is read as well. */
  readonly stdin: boolean;
  /** A screen where a terminal can show one; a line, or a JSON object, for each change. */
  readonly format: 'screen' | 'text' | 'json';
  readonly from: StartPosition;
  /** Milliseconds between two looks at the files, at most. */
  readonly poll: number;
  readonly correctSkew: boolean;
  /** What ends the run with status 1. */
  readonly failOn: readonly TriageCondition[];
  readonly colour: boolean;
  /** A time in epoch milliseconds as ISO 8601 with offset. */
  readonly iso: (time: number) => string;
  /** The same as a time of the day: `02:14:13`. */
  readonly clock: (time: number) => string;
}
