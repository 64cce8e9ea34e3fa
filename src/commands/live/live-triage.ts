import { STANDARD_INPUT } from '../../input/files/source.ts';
import { FollowedReading } from '../../input/follow/followed-reading.ts';
import { InputError } from '../../input/input-error.ts';
import { readStreamed } from '../../input/streamed-reading.ts';
import { tell } from '../../output/message.ts';
import type { TriageReport } from '../../triage/report/triage-report.ts';
import { StopSignal } from '../stop-signal.ts';
import type { LiveOptions } from './live-options.ts';
import type { LiveRun } from './live-run.ts';
import { PipeRun } from './pipe-run.ts';
import { ScreenRun } from './screen-run.ts';

/** How a live triage ended. */
export interface LiveEnd {
  /** The exit status. */
  readonly status: number;
  /** What was seen; undefined where nothing was read. */
  readonly report: TriageReport | undefined;
  /** Whether a screen was shown that is gone, while its terminal is there. */
  readonly leftScreen: boolean;
}

/**
 * Follows logs and keeps a terminal current with what goes on in them, or prints a line for each change where the output
 * is no terminal. The status is 0 when the user quits, 1 when what the run is to fail on holds, 2 when standard input cannot be read,
 * or what a signal asks for.
 */
export async function liveTriage(options: LiveOptions): Promise<LiveEnd> {
  const isScreen = options.format === 'screen';
  const stop = new StopSignal(!isScreen);
  const quit = new AbortController();
  const ends = AbortSignal.any([stop.signal, quit.signal]);
  const { files, from, poll } = options;
  let reading: FollowedReading | undefined;
  const followed = (): number => reading?.files ?? 0;
  const live: LiveRun = isScreen
    ? new ScreenRun(options, quit, followed)
    : new PipeRun(options, quit, followed, stop);
  const warn = (message: string): void => live.warn(message);
  if (files.length > 0)
    reading = new FollowedReading({ files, live: { from, poll }, keeper: undefined, stop: ends, warn }, live);
  let unread: string | undefined;
  const streamed = async (): Promise<void> => {
    if (!options.stdin) return;
    try {
      await readStreamed(STANDARD_INPUT, live, ends);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread = error.message;
      warn(unread);
    }
  };
  stop.signal.addEventListener('abort', () => quit.abort(), { once: true });
  try {
    live.open();
    await Promise.all([reading?.read(), streamed()]);
    await live.end();
  } finally {
    live.close();
    stop.release();
  }
  const { logs, isGone } = live;
  if (!isGone) process.stderr.write(`${logs.total(reading?.counters)}\n`);
  if (live.longLines > 0)
    tell(
      `${live.longLines} line(s) longer than ${options.longest} bytes were looked at up to there (--max-line raises the limit)`,
    );
  const { crossed } = logs;
  if (crossed !== undefined) process.stderr.write(`mooncake-annotate: --fail-on holds: ${crossed}\n`);
  const ownStatus =
    live.status !== 0 ? live.status : crossed !== undefined ? 1 : unread === undefined ? 0 : 2;
  return {
    status: stop.status ?? ownStatus,
    report: logs.report,
    leftScreen: isScreen && !isGone,
  };
}
