import { hostname } from 'node:os';
import manifest from '../../../package.json' with { type: 'json' };
import type { Provenance } from '../../render/provenance.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { typedCommand } from '../pasteable.ts';

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
