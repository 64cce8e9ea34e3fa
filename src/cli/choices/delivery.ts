import { readFileSync } from 'node:fs';
import { postJson } from '../../output/http.ts';
import type { Delivery } from '../../output/print.ts';
import { reportFile } from '../../output/report-file.ts';
import type { Formats, Provenance } from '../../render/formats.ts';
import { type Notification, notificationBody } from '../../render/notification.ts';
import type { ColourChoice } from '../../render/text/display.ts';
import { UsageError } from '../usage-error.ts';

/** The arguments of a command that prints a report, as typed. */
export interface DeliveryFlags<Name extends string> {
  readonly format: Name;
  readonly report?: readonly string[] | undefined;
  readonly color: ColourChoice;
}

/**
 * Decides where a report goes, and finds before any log is read what keeps it from being written.
 *
 * @param others what else the run reads or writes: logs, catalogues, a checkpoint
 * @throws ReportError
 */
export async function deliveryChoice<Name extends string, Renderer>(
  { format, report = [], color }: DeliveryFlags<Name>,
  formats: Formats<Name, Renderer>,
  others: readonly string[],
): Promise<Delivery<Renderer>> {
  const files = report.map((path) => reportFile(path, formats, others));
  // Loaded now, since the program's own files may be replaced during a long run.
  const reports = files.map(async (file) => ({ file, render: await formats.load(file.format) }));
  return { color, render: await formats.load(format), reports: await Promise.all(reports) };
}

/** Tells somebody; resolves to what went wrong, if anything. */
type Notifier = (notification: Notification, made: Provenance) => Promise<string | undefined>;

/**
 * What `--notify` leads to; undefined where it was not given.
 *
 * @param given the name of a file that holds the address, or, from the environment or the configuration, the address
 * @throws UsageError where there is no address, without showing what there is instead
 */
export function notifierOf(given: string | undefined): Notifier | undefined {
  if (given === undefined) return undefined;
  const address = addressOf(isAddress(given) ? given : firstLineOf(given), given);
  return (notification, made) => postJson(address, notificationBody(notification, made, address.pathname));
}

/** Whether a value is an address itself. */
function isAddress(text: string): boolean {
  return /^https?:/i.test(text.trim());
}

function firstLineOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]!;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `--notify: ${file} cannot be read${code === undefined ? '' : ` (${code})`}`,
      'name a file that holds the address',
    );
  }
}

function addressOf(text: string, given: string): URL {
  const address = isAddress(text) && URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (address !== undefined && address.username === '' && address.password === '') return address;
  const place = isAddress(given) ? 'its value' : `the first line of ${given}`;
  throw new UsageError(
    `--notify: ${place} is no address of a webhook`,
    'it begins with https://, and has no user name before the host',
  );
}
