import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const printable = /[\x20-\x7e]{4,}/g;
const name =
  /(?:MC|MOONCAKE|WITH)_[A-Z0-9]+(?:_[A-Z0-9]+)*|\/[a-z][a-z0-9_]*(?:\/[a-z0-9_]+)*|master_[a-z]+(?:_[a-z]+)*/;
const whole = new RegExp(`^(?:${name.source})$`);
const flagName = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/**
 * Reads the names that a wheel's programs and libraries hold as strings, for a release whose source has no tag. Short
 * strings can be missing there, since compilers make numbers of them: what is not found says nothing.
 *
 * @param folder the wheel's package, unpacked or installed
 * @param texts what advice says to look for in logs
 */
export function readWheel(folder: string, texts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true }) as string[]) {
    if (!/(?:\.so|\.py|^mooncake_\w+)$/.test(file)) continue;
    const content = readFileSync(join(folder, file)).toString('latin1');
    for (const [string] of content.matchAll(printable)) {
      if (whole.test(string)) names.add(string);
      if (flagName.test(string)) names.add(`--${string}`);
      for (const quoted of string.matchAll(/["']([\w/]+)["']/g))
        if (whole.test(quoted[1]!)) names.add(quoted[1]!);
    }
    for (const text of texts) if (content.includes(text)) names.add(text);
  }
  return names;
}
