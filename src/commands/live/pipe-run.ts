import { BlockWriter } from '../../output/block-writer.ts';
import { tell } from '../../output/print.ts';
import { eventJson, eventLine } from '../../render/live/live-event.ts';
import type { LiveGroup } from '../../render/live/live-state.ts';
import { countText } from '../../render/text/columns.ts';
import { safeText } from '../../render/text/safe-text.ts';
import type { IncidentEvent } from '../../triage/live/seen-incidents.ts';
import type { StopSignal } from '../stop-signal.ts';
import type { LiveOptions } from './live-logs.ts';
import { judgeEvery, LiveRun } from './live-run.ts';

/** Codes of a group that are named in a line. */
const mostCodes = 4;

/** Tells which groups' lines became more from one time to the next, a line for each, with the codes that came. */
export class LiveUpdates {
  readonly #told = new Map<string, { readonly lines: number; readonly codes: ReadonlyMap<string, number> }>();

  /** The lines, without their ends, that tell what is different since the last time. */
  changes(groups: readonly LiveGroup[]): string[] {
    return groups.flatMap(({ component, group, lines, lastMinute, codes }) => {
      const name = `${component} / ${group}`;
      const before = this.#told.get(name) ?? { lines: 0, codes: new Map<string, number>() };
      if (lines === before.lines) return [];
      this.#told.set(name, { lines, codes: new Map(codes) });
      const more = [...codes]
        .map(([code, all]) => [code, all - (before.codes.get(code) ?? 0)] as const)
        .filter(([, added]) => added > 0)
        .sort(([, a], [, b]) => b - a);
      const named = more
        .slice(0, mostCodes)
        .map(([code, added]) => `${safeText(code, 'line')} +${countText(added)}`);
      const rest = more.length - named.length;
      return [
        `${name}: ${countText(lines)} (+${countText(lines - before.lines)}), ${countText(lastMinute)} in the last minute: ${named.join(', ')}${rest > 0 ? ` and ${rest} more codes` : ''}`,
      ];
    });
  }
}

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
