/**
 * Writes the licences of the packages that the bundle holds to `dist/THIRD-PARTY-LICENSES`: `npm run build:notices`, after
 * `build:bundle` has left its list of inputs.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const list = 'dist/bundle.json';
const { inputs } = JSON.parse(readFileSync(list, 'utf8')) as { inputs: Record<string, unknown> };
rmSync(list);

const folders = new Set<string>();
for (const input of Object.keys(inputs)) {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
  if (folder !== undefined) folders.add(folder);
}

const notices = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync('dist/THIRD-PARTY-LICENSES', notices.join(`\n${'-'.repeat(80)}\n\n`));
