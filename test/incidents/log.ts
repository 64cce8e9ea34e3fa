import type { Random } from '../bench/random.ts';

/** How a process stamps its glog lines, and what a container runtime puts before every line. */
export interface LogShape {
  /** Whether glog prints the year: `I20261123` instead of `I1123`. */
  readonly year?: boolean;
  /** A wrapper before each line: `mooncake-store-0  | `, or a container runtime's stamp. */
  readonly wrapper?: (time: Date) => string;
  /** How far this host's clock is ahead, in milliseconds. */
  readonly ahead?: number;
}

type Severity = 'I' | 'W' | 'E' | 'F';

/** One file of an incident: the lines of the processes of one host, put in order of time when it is written. */
export class Log {
  readonly name: string;
  private readonly shape: LogShape;
  private readonly random: Random;
  private last = Number.NaN;
  private micros = 0;
  private readonly lines: { at: number; order: number; text: string }[] = [];

  constructor(name: string, random: Random, shape: LogShape = {}) {
    this.name = name;
    this.random = random;
    this.shape = shape;
  }

  /** A line of Mooncake: `source` is the file and line that print it in the named version. */
  glog(at: number, severity: Severity, source: string, message: string, thread = 4133): void {
    const time = this.time(at);
    const date = `${this.shape.year ? time.getUTCFullYear() : ''}${two(time.getUTCMonth() + 1)}${two(time.getUTCDate())}`;
    // Within a millisecond the lines of a log go on in order.
    this.micros =
      at === this.last ? Math.min(999, this.micros + this.random.whole(1, 40)) : this.random.whole(0, 500);
    this.last = at;
    const micros = String(this.micros).padStart(3, '0');
    this.raw(
      at,
      `${severity}${date} ${clock(time)}.${millis(time)}${micros} ${String(thread).padStart(5)} ${source}] ${message}`,
    );
  }

  /** A line of vLLM: `who` as `EngineCore_DP0 pid=812`. */
  vllm(at: number, level: string, source: string, message: string, who?: string): void {
    const time = this.time(at);
    const stamp = `${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())} ${clock(time)}`;
    this.raw(at, `${who === undefined ? '' : `(${who}) `}${level} ${stamp} [${source}] ${message}`);
  }

  /** A line of SGLang: rank as `TP0`. */
  sglang(at: number, rank: string, message: string): void {
    this.raw(at, `[${day(this.time(at))} ${clock(this.time(at))} ${rank}] ${message}`);
  }

  /** A line of Python's logging module. */
  python(at: number, logger: string, level: string, message: string): void {
    const time = this.time(at);
    this.raw(at, `${day(time)} ${clock(time)},${millis(time)} - ${logger} - ${level} - ${message}`);
  }

  /** A line of the kernel, as `dmesg -T` prints it. */
  kernel(at: number, message: string): void {
    const time = this.time(at);
    const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][time.getUTCDay()];
    const month = time.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
    this.raw(
      at,
      `[${weekday} ${month} ${String(time.getUTCDate()).padStart(2)} ${clock(time)} ${time.getUTCFullYear()}] ${message}`,
    );
  }

  /** A line of any other shape. */
  raw(at: number, text: string): void {
    const wrapped = `${this.shape.wrapper?.(this.time(at)) ?? ''}${text}`;
    this.lines.push({ at, order: this.lines.length, text: wrapped });
  }

  /** The host's own idea of a time. */
  time(at: number): Date {
    return new Date(at + (this.shape.ahead ?? 0));
  }

  toString(): string {
    const sorted = this.lines.toSorted((a, b) => a.at - b.at || a.order - b.order);
    return sorted.map(({ text }) => `${text}\n`).join('');
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function clock(time: Date): string {
  return `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function millis(time: Date): string {
  return String(time.getUTCMilliseconds()).padStart(3, '0');
}
