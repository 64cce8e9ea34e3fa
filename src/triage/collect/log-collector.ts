import { FATAL_LINE, type KnownMessage, knownMessages } from '../../catalogue/known-messages/index.ts';
import { shownPart } from '../../recognise/prefix/terminal-text.ts';
import { detachString } from '../../tally/bounded-names.ts';
import { TemplateTree, type TemplateTreeData } from '../templates/template-tree.ts';
import type { CollectedLine, LineHead, LineTaker, ReadLine, SevereText } from './collected-line.ts';
import { type EntityKind, readEntities } from './entities.ts';
import { keyOf } from './event-signature.ts';
import { isChosen, isInTime, type LineChoice } from './line-choice.ts';
import { type ClockReport, LineClock } from './line-clock.ts';
import { type LogFacts, LogFactsReader } from './log-facts.ts';
import { type MemoryShare, memoryShare } from './memory-shares.ts';
import { type Mention, Mentions } from './mentions.ts';
import { type ProcessRun, ProcessRuns } from './process-runs.ts';
import { AllSeries, type KeptLine, type SeriesData } from './series.ts';

/** What was collected from one input, as plain data. */
export interface CollectedLog {
  readonly series: readonly SeriesData[];
  /** Lines with a finding that were let through. */
  readonly found: number;
  /** What the processes that wrote it did. */
  readonly processes: readonly ProcessRun[];
  /** Hosts that its lines, or headings above them, name as theirs, the first so many; empty where none is named. */
  readonly hosts: readonly string[];
  readonly clock: ClockReport;
  /** What the lines without a finding that were looked at named. */
  readonly healthy: readonly Mention[];
  /** When requests and keys were named, by any line looked at: it shows how the clocks of hosts differ. */
  readonly crossings: readonly Mention[];
  /** Lines whose kind of event found no place of its own. */
  readonly foldedLines: number;
  /** What its lines say of the cluster. */
  readonly facts: LogFacts;
  /** Messages of severity W, E and F. */
  readonly templates: TemplateTreeData;
}

/** What a line of severity F is, of which nothing else is known. */
const fatalKey = keyOf([], FATAL_LINE);
/** The known messages by id. */
const messages: ReadonlyMap<string, KnownMessage> = new Map(
  knownMessages.map((message) => [message.id, message]),
);
/** What a process prints while it comes up stands within this time behind the line that says it starts, in milliseconds. */
const startTime = 5000;
/** Hosts of one input that are counted. */
const mostHosts = 10_000;
/** Letters that are kept of a line for a report. */
const mostText = 600;
/** How much of a message is compared with others. */
const mostMessage = 2048;

/** Collects what one input's lines report, in their order and in bounded memory. */
export class LogCollector implements LineTaker {
  readonly #input: string;
  readonly #host: string;
  readonly #choice: LineChoice;
  readonly #clock = new LineClock();
  readonly #series: AllSeries;
  readonly #healthy: Mentions;
  readonly #crossings: Mentions;
  readonly #facts = new LogFactsReader();
  readonly #hosts = new Set<string>();
  readonly #processes = new ProcessRuns();
  readonly #templates: TemplateTree;
  #found = 0;
  #foldedLines = 0;

  /**
   * @param input its name
   * @param host of the lines whose wrapper names none
   * @param share what it may keep apart
   */
  constructor(input: string, host: string, choice: LineChoice = {}, share: MemoryShare = memoryShare(1)) {
    this.#input = input;
    this.#host = host;
    this.#choice = choice;
    this.#healthy = new Mentions(share.sightings);
    this.#crossings = new Mentions(share.sightings);
    this.#templates = new TemplateTree(share.messages);
    this.#series = new AllSeries(share.cells);
  }

  /** What the stamps were like so far. */
  get clock(): ClockReport {
    return this.#clock.report;
  }

  /** Takes in a line without a finding: one of those that show what goes well. */
  healthy({ text, head, time: own, mayName }: ReadLine): void {
    const time = this.#clock.read(own);
    this.#readFacts(text, head);
    if (!isInTime(this.#choice, time)) return;
    const host = head.host ?? this.#host;
    const take = (kind: EntityKind, name: string): void => {
      if (isCrossing(kind)) this.#crossings.add(kind, name, host, time);
      else this.#healthy.add(kind, name, host, time);
    };
    readEntities(text, head, take, mayName);
  }

  /** Takes in only when a line was printed: the next one without a stamp belongs to it. */
  pass(time: number): void {
    this.#clock.pass(time);
  }

  /** Takes in a host that lines name as theirs. */
  host(name: string): void {
    if (!this.#hosts.has(name) && this.#hosts.size < mostHosts) this.#hosts.add(detachString(name));
  }

  /** Takes in a line of severity W, E or F without a finding. */
  severe(line: SevereText): void {
    const { text, head } = line;
    const time = this.#clock.read(line.time);
    this.#readFacts(text, head, line.mayTellFacts);
    if (!isInTime(this.#choice, time) || !isChosen(this.#choice, text, head, head.host ?? this.#host)) return;
    if (head.severity === 'F') this.#add({ ...line, findings: [], known: FATAL_LINE, key: fatalKey }, time);
    else this.#complain(line, time);
    this.#cluster(line, time);
  }

  /** Takes in a line with findings, or one that is a known message. */
  add(collected: CollectedLine): void {
    const time = this.#clock.read(collected.time);
    this.#readFacts(collected.text, collected.head, collected.mayTellFacts);
    if (!isInTime(this.#choice, time)) return;
    if (!this.#add(collected, time)) return;
    this.#cluster(collected, time);
    if (collected.findings.length > 0) this.#found++;
  }

  /** Counts a line; false where it was not asked for. */
  #add(collected: CollectedLine, time: number | undefined): boolean {
    const { text, head, findings, known, line, offset } = collected;
    const host = head.host ?? this.#host;
    const named: [EntityKind, string][] = [];
    const take = (kind: EntityKind, name: string): void => void named.push([kind, name]);
    readEntities(text, head, take, collected.mayName);
    if (!isChosen(this.#choice, text, head, host, named)) return false;
    const life = head.severity === 'F' ? fatal : known === null ? undefined : messages.get(known)?.life;
    if (life === undefined) this.#complain(collected, time);
    else this.#processes.tell(life, host, { time, line, offset }, messageOf(collected));
    if (life !== undefined && life.event !== 'dies') {
      // A start tells where the process can be reached.
      for (const [kind, name] of named) if (kind === 'self') this.#healthy.add(kind, name, host, time);
      return true;
    }
    const series = this.#series.of(collected, host, this.#isOfStart(collected, time));
    if (series === undefined) {
      this.#foldedLines++;
      return true;
    }
    const severe = head.severity === 'E' || head.severity === 'F';
    const sample = (): KeptLine => ({
      line,
      offset,
      time,
      text: detachString(shownPart(text).slice(0, mostText)),
      evidence: findings[0]?.evidence ?? 'message',
    });
    series.add(time, line, severe, sample);
    for (const [index, [kind, name]] of named.entries()) {
      // A line that repeats a thing names it once.
      if (isNamedBefore(named, index)) continue;
      series.name(kind, name);
      if (isCrossing(kind)) this.#crossings.add(kind, name, host, time);
    }
    this.#series.completeLine(series);
    return true;
  }

  #complain(line: SevereText, time: number | undefined): void {
    if (line.head.severity === 'E')
      this.#processes.complain({ time, line: line.line }, () => messageOf(line));
  }

  /** What was collected, as plain data. */
  data(): CollectedLog {
    return {
      series: this.#series.data(),
      found: this.#found,
      processes: this.#processes.data(),
      hosts: [...this.#hosts],
      clock: this.#clock.report,
      healthy: this.#healthy.data(),
      crossings: this.#crossings.data(),
      foldedLines: this.#foldedLines,
      facts: this.#facts.data(),
      templates: this.#templates.data(),
    };
  }

  /** The cluster is what it is, whatever time is looked at. */
  #readFacts(text: string, { host, source }: LineHead, mayTell = true): void {
    if (host !== undefined) this.host(host);
    if (mayTell) this.#facts.read(text, source);
  }

  #cluster({ text, head, line, offset }: SevereText, time: number | undefined): void {
    const { severity, source, message, messageEnd } = head;
    if (severity !== 'W' && severity !== 'E' && severity !== 'F') return;
    this.#templates.add({
      input: this.#input,
      host: head.host ?? this.#host,
      line,
      offset,
      time,
      text,
      severity,
      source,
      from: message,
      to: Math.min(messageEnd, message + mostMessage),
    });
  }

  /** Whether a line comes with the start of its process, of which it is a routine, and is about no other process. */
  #isOfStart(line: CollectedLine, time: number | undefined): boolean {
    const { known } = line;
    const routine = known === null ? undefined : messages.get(known)?.routine;
    if (routine !== 'start') return routine === 'always';
    const { lastStart } = this.#processes;
    const isEarly = time !== undefined && lastStart !== undefined && time - lastStart <= startTime;
    return isEarly && !this.#processes.isOfOthers(messageOf(line));
  }
}

/** glog ends the process behind a line of severity F. */
const fatal = { event: 'dies' } as const;

/** What stands behind a line's prefix. */
function messageOf({ text, head }: SevereText): string {
  return text.slice(head.message, head.messageEnd);
}

function isNamedBefore(named: readonly (readonly [EntityKind, string])[], index: number): boolean {
  const [kind, name] = named[index]!;
  for (let at = 0; at < index; at++) if (named[at]![0] === kind && named[at]![1] === name) return true;
  return false;
}

/** Whether a thing is handed from host to host. */
function isCrossing(kind: EntityKind): boolean {
  return kind === 'requests' || kind === 'keys';
}
