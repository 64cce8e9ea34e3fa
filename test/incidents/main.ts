import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { incidents } from './incidents.ts';

/** Writes fixtures/incidents anew: `npx tsx test/incidents/main.ts`. The same numbers give the same bytes. */
const folder = fileURLToPath(new URL('../../fixtures/incidents/', import.meta.url));
for (const { name, logs, expected } of incidents()) {
  rmSync(join(folder, name), { recursive: true, force: true });
  for (const log of logs) {
    const path = join(folder, name, log.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, log.toString());
  }
  writeFileSync(join(folder, name, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
}
