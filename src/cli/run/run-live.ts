import type { LiveOptions } from '../../commands/live/live-options.ts';
import { liveTriage } from '../../commands/live/live-triage.ts';
import type { ZoneFormat } from '../../render/text/zone-format.ts';
import { coloursFit } from '../choices/colours.ts';
import { UsageError } from '../usage-error.ts';
import { readSize } from '../values/size.ts';
import type { TriageArguments } from './triage-arguments.ts';

/** What is decided for a report as well. */
interface Decided extends Pick<LiveOptions, 'catalogue' | 'lines' | 'choice' | 'failOn'> {
  readonly zone: ZoneFormat;
}

/** Follows the files of `triage --live` until it is stopped. Returns the exit status. */
export async function runLive(typed: TriageArguments, { zone, ...decided }: Decided): Promise<number> {
  if (typed.files.length === 0)
    throw new UsageError('--live needs files', 'name files, directories or patterns');
  if (decided.failOn.some(({ name }) => name === 'new'))
    throw new UsageError(
      '--live compares with no baseline, so nothing is new',
      'leave `new` out of --fail-on',
    );
  return liveTriage({
    ...decided,
    files: typed.files,
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    longest: readSize(typed.maxLine, '--max-line'),
    from: typed.fromStart ? 'start' : 0,
    poll: 250,
    correctSkew: typed.skew,
    colour: coloursFit(process.env, process.stdout.isTTY, typed.color),
    iso: (time) => zone.iso(time),
    clock: (time) => zone.plain(time).slice(-8),
  });
}
