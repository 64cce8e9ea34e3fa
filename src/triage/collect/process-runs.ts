import type { ProcessLife } from '../../catalogue/known-messages/index.ts';
import { endBeforeBlanks } from '../../recognise/prefix/blanks.ts';
import type { KeptLine } from './series.ts';

/** How a process ended itself: the line that says most of why. */
interface ProcessDeath {
  readonly time: number | undefined;
  /** Number and offset of its first line. */
  readonly line: number;
  readonly offset: number;
  /** The lines of the death, as far as they stand together. */
  lastLine: number;
  /** The reason as the log has it, latin1, without its prefix. */
  reason: string;
  /** What the process complained of right before, latin1, without its prefix. */
  readonly complaint: string | undefined;
}

/** One run of a process: from the line that says it starts, or the front of the log, to the next such line. */
export interface ProcessRun {
  readonly host: string;
  role: ProcessLife['role'];
  readonly started: number | undefined;
  /** Whether its front was seen, so that how long it ran is known. */
  readonly isFromStart: boolean;
  serves: boolean;
  stops: boolean;
  /** Ports that it says are its own. */
  readonly ports: number[];
  death: ProcessDeath | undefined;
}

/** A log of a process that is started again and again; older runs than this are let go. */
const mostRuns = 64;
/** A client of Mooncake names three of its own: that of its name, of its handshakes and of its transport. */
const mostPorts = 16;
/** A complaint belongs to a death that comes within so many lines and milliseconds: the two are printed one after the other. */
const complaintLines = 3;
const complaintTime = 2000;
/** Lines of one death stand together: the reason, `terminate called`, `what():`, a stack trace. */
const deathLines = 64;
/** Letters of a reason, of which a report shows the first line. */
const mostReason = 300;

const port = /(?:\bport(?:=|: | )|:|_)(\d{2,5})(?=$|[,\s.])/g;

/** The port of an address, or of one in a key of the metadata server. */
const namedPort = /(?<=[\w\]]:|%3A)(\d{2,5})(?![\d:.])/g;

/** Follows the processes of one input by what they say of themselves. */
export class ProcessRuns {
  readonly #runs: ProcessRun[] = [];
  /** When a process was set up last, in epoch milliseconds. */
  lastStart: number | undefined;
  #complaint:
    | { readonly line: number; readonly time: number | undefined; readonly message: () => string }
    | undefined;

  /** Takes in a line that tells something of its process; `message` is what stands behind its prefix. */
  tell(
    life: ProcessLife,
    host: string,
    line: Pick<KeptLine, 'time' | 'line' | 'offset'>,
    message: string,
  ): void {
    if (life.event === 'dies') {
      this.#die(host, line, message);
      return;
    }
    if (life.event === 'starts') this.#start(life, host, line.time);
    const run = this.#current(host);
    run.role ??= life.role;
    if (life.event === 'serves') run.serves = true;
    if (life.event === 'stops') run.stops = true;
    else for (const [, digits] of message.matchAll(port)) this.#port(run, Number(digits));
  }

  /** Takes in a line of severity W or E, which may be why the process ends itself right behind it. */
  complain(line: Pick<KeptLine, 'time' | 'line'>, message: () => string): void {
    this.#complaint = { line: line.line, time: line.time, message };
  }

  /** Whether a message names ports, none of which the process calls its own. */
  isOfOthers(message: string): boolean {
    const own = this.#runs.at(-1)?.ports ?? [];
    const named = Array.from(message.matchAll(namedPort), ([, digits]) => Number(digits));
    return own.length > 0 && named.length > 0 && !named.some((number) => own.includes(number));
  }

  /** What was seen, as plain data. */
  data(): readonly ProcessRun[] {
    return this.#runs;
  }

  #start({ role }: ProcessLife, host: string, time: number | undefined): void {
    this.lastStart = time;
    const last = this.#runs.at(-1);
    // A client that cannot be created tries again; it is one process as long as it did not end.
    if (last !== undefined && role === 'client' && last.role === 'client' && !last.stops && !last.death)
      return;
    this.#open({ host, role, started: time, isFromStart: true });
  }

  #current(host: string): ProcessRun {
    return this.#runs.at(-1) ?? this.#open({ host, role: undefined, started: undefined, isFromStart: false });
  }

  #open(run: Pick<ProcessRun, 'host' | 'role' | 'started' | 'isFromStart'>): ProcessRun {
    const opened = { ...run, serves: false, stops: false, ports: [], death: undefined };
    this.#runs.push(opened);
    if (this.#runs.length > mostRuns) this.#runs.shift();
    return opened;
  }

  #port(run: ProcessRun, number: number): void {
    if (number > 0 && run.ports.length < mostPorts && !run.ports.includes(number)) run.ports.push(number);
  }

  #die(
    host: string,
    { time, line, offset }: Pick<KeptLine, 'time' | 'line' | 'offset'>,
    message: string,
  ): void {
    const said = reasonIn(message);
    const known = this.#runs.at(-1);
    if (known?.death !== undefined && line - known.death.lastLine <= deathLines) {
      known.death.lastLine = line;
      if (known.death.reason === '') known.death.reason = said;
      return;
    }
    const run =
      known === undefined || known.death !== undefined
        ? this.#open({ host, role: undefined, started: undefined, isFromStart: false })
        : known;
    const before = this.#complaint;
    const isNear =
      before !== undefined &&
      line - before.line <= complaintLines &&
      (time === undefined || before.time === undefined || time - before.time <= complaintTime);
    run.death = {
      time,
      line,
      offset,
      lastLine: line,
      reason: said,
      complaint: isNear ? before.message().slice(0, mostReason) : undefined,
    };
  }
}

/** What the processes did that wrote two parts of an input, of which the second stands right behind the first. */
export function joinRuns(a: readonly ProcessRun[], b: readonly ProcessRun[]): readonly ProcessRun[] {
  const [next, ...others] = b;
  const last = a.at(-1);
  if (last === undefined || next === undefined || next.isFromStart) return [...a, ...b].slice(-mostRuns);
  const isSameDeath =
    last.death !== undefined &&
    next.death !== undefined &&
    next.death.line - last.death.lastLine <= deathLines;
  // A process that has died prints nothing more.
  if (last.death !== undefined && next.death !== undefined && !isSameDeath)
    return [...a, ...b].slice(-mostRuns);
  const death =
    last.death === undefined || next.death === undefined
      ? (last.death ?? next.death)
      : { ...last.death, lastLine: next.death.lastLine, reason: last.death.reason || next.death.reason };
  const run: ProcessRun = {
    ...last,
    role: last.role ?? next.role,
    serves: last.serves || next.serves,
    stops: last.stops || next.stops,
    ports: [...new Set([...last.ports, ...next.ports])].slice(0, mostPorts),
    death,
  };
  return [...a.slice(0, -1), run, ...others].slice(-mostRuns);
}

/** The reason in a line of a death; empty where the line has none. */
function reasonIn(message: string): string {
  const text = message.slice(0, endBeforeBlanks(message, message.length)).replace(/^[ \t-\r]+/, '');
  if (/^(?:terminate called|\*\*\* Check failure)/.test(text)) return '';
  // The dynamic linker says first which program it is.
  const front = /^(?:what\(\): +|ERROR: |\S+: (?=(?:symbol lookup )?error\b))/;
  return text.replace(front, '').slice(0, mostReason);
}
