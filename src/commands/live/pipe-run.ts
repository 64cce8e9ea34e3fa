import { BlockWriter } from '../../output/block-writer.ts';
import { tell } from '../../output/message.ts';
import { eventJson, eventLine } from '../../render/live/live-event.ts';
import type { IncidentEvent } from '../../triage/live/seen-incidents.ts';
import type { StopSignal } from '../stop-signal.ts';
import type { LiveOptions } from './live-options.ts';
import { judgeEvery, LiveRun } from './live-run.ts';
import { LiveUpdates } from './live-updates.ts';

/** Prints what changes: a line, or a JSON object, for each. */
export class PipeRun extends LiveRun {
  readonly #options: LiveOptions;
  readonly #writer = new BlockWriter(process.stdout);
  readonly #updates = new LiveUpdates();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LiveOptions, quit: AbortController, files: () => number, stop: StopSignal) {
    super(options, quit, files);
    stop.watch(this.#writer);
    this.#options = options;
  }

  get isGone(): boolean {
    return this.#writer.closed;
  }

  get isOver(): boolean {
    return this.isGone;
  }

  get isFull(): boolean {
    return this.#writer.waiting;
  }

  open(): void {
    this.#timer = setInterval(() => {
      if (this.#writer.waiting) return;
      this.judge();
      this.#print();
      void this.#writer.flush();
    }, judgeEvery);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  warn(message: string): void {
    tell(message);
  }

  async flush(): Promise<void> {
    this.judge();
    this.#print();
    await this.#writer.flush();
  }

  async end(): Promise<void> {
    this.judge(true);
    this.#print();
    await this.#writer.flush();
  }

  protected tell(events: readonly IncidentEvent[]): void {
    const { format, iso, clock } = this.#options;
    const now = Date.now();
    // What led to an incident is told before it.
    this.#print();
    for (const event of events)
      this.#writer.text(
        format === 'json'
          ? `${eventJson(event, iso(now))}\n`
          : `${clock(now)} ${eventLine(event, (time) => clock(Date.parse(time)))}\n`,
      );
  }

  #print(): void {
    const { format, clock } = this.#options;
    if (format === 'json') return;
    const now = Date.now();
    for (const line of this.#updates.changes(this.logs.groups()))
      this.#writer.text(`${clock(now)} ${line}\n`);
  }
}
