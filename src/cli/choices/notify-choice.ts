import { readFileSync } from 'node:fs';
import { postJson } from '../../output/http.ts';
import type { Provenance } from '../../render/formats.ts';
import { type Notification, notificationBody } from '../../render/notification.ts';
import { UsageError } from '../usage-error.ts';

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
