import type { LiveOptions } from '../../commands/live/live-logs.ts';
import { liveTriage } from '../../commands/live/live-triage.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import { type Delivery, deliver, isWriteFailure, print, tell } from '../../output/print.ts';
import { displayOf, wantsColours } from '../../render/text/display.ts';
import type { ZoneFormat } from '../../render/text/zone-format.ts';
import type { TriageRenderer } from '../../render/triage/triage-formats.ts';
import { seenIncidents } from '../../render/triage/triage-text.ts';
import { commandOf, provenanceOf } from '../choices/provenance-choice.ts';
import type { ValuesOf } from '../flags/flag.ts';
import type { catalogueFlags, findingFlags, outputFlags, triageFlags } from '../flags/flags.ts';
import { UsageError } from '../usage-error.ts';
import { readSize } from '../values/quantities.ts';

/** The arguments of `triage` as typed. */
export type TriageArguments = ValuesOf<
  typeof catalogueFlags & typeof findingFlags & typeof triageFlags & typeof outputFlags
> & { readonly files: readonly string[] };

/** What is decided for a report as well. */
interface Decided extends Pick<LiveOptions, 'catalogue' | 'lines' | 'choice' | 'failOn'> {
  readonly zone: ZoneFormat;
  readonly delivery: Delivery<TriageRenderer>;
}

/** Follows the inputs of `triage --live` until it is stopped. Returns the exit status. */
export async function runLive(
  typed: TriageArguments,
  { zone, delivery, ...decided }: Decided,
): Promise<number> {
  const stdin = typed.files.length === 0 || typed.files.includes(STANDARD_INPUT);
  const files = typed.files.filter((path) => path !== STANDARD_INPUT);
  if (stdin && process.stdin.isTTY)
    throw new UsageError(
      '--live needs files or a stream',
      'name files, directories or patterns, or pipe lines into it',
    );
  if (decided.failOn.some(({ name }) => name === 'new'))
    throw new UsageError(
      '--live compares with no baseline, so nothing is new',
      'leave `new` out of --fail-on',
    );
  const { status, report, leftScreen } = await liveTriage({
    ...decided,
    files,
    stdin,
    format: formatOf(typed),
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    longest: readSize(typed.maxLine, '--max-line'),
    from: typed.fromStart ? 'start' : 0,
    poll: 250,
    correctSkew: typed.skew,
    colour: wantsColours(process.env, process.stdout.isTTY, typed.color),
    iso: (time) => zone.iso(time),
    clock: (time) => zone.plain(time).slice(-8),
  });
  if (report === undefined) return status;
  const view = { details: undefined, command: commandOf(process.argv.slice(2)), made: provenanceOf(typed) };
  const faults = await deliver(delivery, (render, display) => render(report, display, view), false);
  // What a screen showed is gone with it.
  if (leftScreen)
    faults.push(
      ...(await printed(seenIncidents(report, displayOf(process.env, process.stdout, typed.color)))),
    );
  for (const fault of faults) tell(fault);
  return faults.length > 0 && status === 0 ? 2 : status;
}

/** A screen where a terminal can show one. */
function formatOf({ format }: TriageArguments): LiveOptions['format'] {
  if (format === 'json') return 'json';
  if (format !== 'text')
    throw new UsageError(
      `--live prints text or json, not ${format}`,
      `--report FILE writes ${format} at the end`,
    );
  return process.stdout.isTTY && process.env.TERM !== 'dumb' ? 'screen' : 'text';
}

/** Prints a text; returns what went wrong. */
async function printed(text: string): Promise<string[]> {
  try {
    await print(process.stdout, text);
    return [];
  } catch (error) {
    if (!isWriteFailure(error)) throw error;
    return [error.message];
  }
}
