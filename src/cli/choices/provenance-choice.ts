import { hostname } from 'node:os';
import manifest from '../../../package.json' with { type: 'json' };
import type { Provenance } from '../../render/formats.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';

/** Options that say what is shown of a run, and their values; the rest says what is looked at. */
const ofView = new Set([
  '--incident',
  '--lines-of',
  '--all',
  '--quiet',
  '-q',
  '--fail-on',
  '--format',
  '--output',
  '-o',
  '--report',
  '--title',
  '--notify',
]);
const withoutValue = new Set(['--all', '--quiet', '-q']);

/**
 * The command as it was typed, to be pasted into a shell, without what says what is shown.
 *
 * @example commandOf(['triage', '--all', 'a b.log']) // "mooncake-annotate triage 'a b.log'"
 */
export function commandOf(args: readonly string[]): string {
  const kept: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [name = ''] = args[index]!.split('=');
    if (!ofView.has(name)) kept.push(quoted(args[index]!));
    else if (!withoutValue.has(name) && !args[index]!.includes('=')) index++;
  }
  return ['mooncake-annotate', ...kept].join(' ');
}

/** The whole command as it was typed, to be pasted into a shell. */
function typedCommand(args: readonly string[]): string {
  return ['mooncake-annotate', ...args.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * By what a report is made. `SOURCE_DATE_EPOCH` stands for now where it is set, as in builds that are to be the same each time.
 *
 * @param timezone a name that `zoneReader` knows
 */
export function provenanceOf({
  timezone,
  title,
}: {
  readonly timezone: string;
  readonly title?: string | undefined;
}): Provenance {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const now = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : Date.now();
  return {
    at: new ZoneFormat(timezone).iso(now),
    command: shortened(typedCommand(process.argv.slice(2))),
    host: hostname(),
    version: manifest.version,
    // Node takes 13 ms to find out its own, which most formats do not write.
    get zone() {
      return timezone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timezone;
    },
    title,
  };
}

/** A shell may have made hundreds of names of one pattern. */
const longest = 500;

function shortened(command: string): string {
  return command.length <= longest ? command : `${command.slice(0, longest)} …`;
}
