import { closeSource, openSource, STANDARD_INPUT } from '../../input/files/source.ts';
import { type ChunkTaker, FollowedReading } from '../../input/follow/followed-reading.ts';
import type { FollowedFile } from '../../input/follow/polling/report.ts';
import { asInputError, InputError } from '../../input/input-error.ts';
import { tell } from '../../output/print.ts';
import type { TriageReport } from '../../triage/report/triage-report.ts';
import { StopSignal } from '../stop-signal.ts';
import type { LiveOptions } from './live-logs.ts';
import type { LiveRun } from './live-run.ts';
import { PipeRun } from './pipe-run.ts';
import { ScreenRun } from './screen-run.ts';

const lineFeed = 0x0a;

/**
 * Hands what comes from standard input, a pipe or a device to a taker, as it comes, until it ends, nobody wants more, or it is
 * stopped.
 *
 * @throws InputError when it cannot be read, or not to its end
 */
async function readStreamed(path: string, taker: ChunkTaker, stop: AbortSignal): Promise<void> {
  // Its first bytes may be a long time coming.
  const close = (): void => void process.stdin.destroy();
  if (stop.aborted) close();
  stop.addEventListener('abort', close, { once: true });
  const file: FollowedFile = { id: -1, name: path, path };
  let offset = 0;
  try {
    const source = await openSource(path);
    if (source.kind === 'file') throw new TypeError('a regular file is followed');
    let isOpen = false;
    for await (const bytes of source.readable as AsyncIterable<Buffer>) {
      isOpen = bytes.at(-1) !== lineFeed;
      taker.take({ file, bytes, offset, end: isOpen ? 'open' : 'line' });
      offset += bytes.length;
      // What can be read at once is handed on at once.
      if (taker.isFull || source.readable.readableLength === 0) await taker.flush();
      if (taker.isOver || stop.aborted) break;
    }
    closeSource(source);
    if (isOpen) taker.take({ file, bytes: Buffer.alloc(0), offset, end: 'cut' });
    await taker.flush();
  } catch (error) {
    // Reading ends with an error where it is stopped.
    if (!stop.aborted) throw asInputError(error, path);
  } finally {
    stop.removeEventListener('abort', close);
  }
}

/** How a live triage ended. */
interface LiveEnd {
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
