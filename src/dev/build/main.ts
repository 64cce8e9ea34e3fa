/**
 * Builds `dist`: `npm run build`. With `--if-needed` it builds nothing where `dist` was made of the same sources; npm asks
 * for that after `npm ci`, and again when `npx mooncake-annotate` is first called.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import packageManifest from '../../../package.json' with { type: 'json' };
import { catalogueJsonSchema } from '../../catalogue/custom/schema/json-schema.ts';
import { manPage } from '../../cli/pages/manuals.ts';
import { schemas } from '../../render/schemas/schemas.ts';
import { bundle, manifest } from './bundle.ts';
import { notices } from './notices.ts';
import { keepReachedTypes } from './reached-types.ts';
import { hashSources } from './sources.ts';

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
