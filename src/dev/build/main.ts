/**
 * Builds `dist`: `npm run build`. With `--if-needed` it builds nothing where `dist` was made of the same sources; npm asks
 * for that after `npm ci`, and again when `npx mooncake-annotate` is first called.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import packageManifest from '../../../package.json' with { type: 'json' };
import { catalogueJsonSchema } from '../../catalogue/custom/schema/json-schema.ts';
import { manPage } from '../../cli/pages/manuals.ts';
import { schemas } from '../../render/schemas/schemas.ts';
import { bundle, manifest } from './bundle.ts';

/** The licences of the packages that bundled files belong to, as one text. */
function notices(inputs: readonly string[]): string {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders]
    .sort()
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** A declaration that another one names: `from './code.ts'`, `import("./code.ts")`. */
const named = /(?:\bfrom\s+|\bimport\(\s*|\bimport\s+)["'](\.[^"']+)\.ts["']/g;

/** Removes declarations that no program can reach from these: those of what only the code behind them uses. */
function keepReachedTypes(folder: string, entries: readonly string[]): void {
  const reached = new Set(entries.map((entry) => path.join(folder, entry)));
  // A set hands out what is added meanwhile, too.
  for (const file of reached)
    for (const [, name] of readFileSync(file, 'utf8').matchAll(named))
      reached.add(path.join(path.dirname(file), `${name}.d.ts`));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !reached.has(file)) rmSync(file);
  }
}

/** A hash of all that the build reads: the sources, the packages and their settings. */
function hashSources(): string {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.generated.'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  const hash = createHash('sha256');
  for (const file of [
    ...files,
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ]) {
    const content = readFileSync(file);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

const hashFile = 'dist/.sources';
const hash = hashSources();
const isBuilt = existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash;
if (process.argv.includes('--if-needed') && isBuilt) process.exit();

console.log('Building the program into dist (half a minute) ...');
execFileSync('npm', ['run', '--silent', 'build:kernel'], { stdio: 'inherit' });
const folder = mkdtempSync('dist-');
try {
  const inputs = await bundle(folder);
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', `${folder}/library/types`], {
    stdio: 'inherit',
  });
  keepReachedTypes(`${folder}/library/types`, ['index.d.ts', 'pino.d.ts']);
  writeFileSync(`${folder}/package.json`, manifest);
  mkdirSync(`${folder}/schemas`);
  for (const [name, schema] of Object.entries({ ...schemas, catalogue: catalogueJsonSchema() }))
    writeFileSync(`${folder}/schemas/${name}.json`, `${JSON.stringify(schema, undefined, 2)}\n`);
  writeFileSync(`${folder}/mooncake-annotate.1`, manPage(packageManifest.version));
  writeFileSync(`${folder}/THIRD-PARTY-LICENSES`, notices(inputs));
  writeFileSync(`${folder}/.sources`, hash);
  replaceDist(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log('Built dist.');

/** Puts a finished folder in the place of `dist`, so that a program that starts meanwhile finds the old files or the new. */
function replaceDist(finished: string): void {
  const old = `${finished}-old`;
  // A temporary folder is for its owner only.
  chmodSync(finished, 0o755);
  if (existsSync('dist')) renameSync('dist', old);
  renameSync(finished, 'dist');
  rmSync(old, { recursive: true, force: true });
}
