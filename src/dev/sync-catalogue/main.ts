/**
 * `npm run catalogue:sync -- <checkout of Mooncake> [--version NAME]`
 *
 * Reads Mooncake's headers, documentation and log statements, and writes what the messages imply to
 * `src/catalogue/messages.json` and `source-files.json`; reports on standard output what changed. The version's name is
 * what `git describe --tags` says of the checkout, unless given. Everything read, release by release, is kept in
 * `statements.json` beside this file; hand-made decisions in `message-decisions.json` of the catalogue. With `--remake` instead of a
 * checkout, the table is made again from these two, after a decision was edited.
 *
 * To read all releases, oldest first:
 *
 *     git -C mooncake tag --list 'v0.3.*' --sort=v:refname | while read tag; do
 *       mkdir -p "/tmp/mooncake/$tag" && git -C mooncake archive "$tag" | tar -x -C "/tmp/mooncake/$tag"
 *       npm run catalogue:sync -- "/tmp/mooncake/$tag" --version "$tag"
 *     done
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sync } from './sync.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { version: { type: 'string' }, remake: { type: 'boolean' } },
});
const [root] = positionals;
const folder = fileURLToPath(new URL('../../catalogue', import.meta.url));
if (root === undefined && values.remake !== true) {
  console.error('usage: npm run catalogue:sync -- <checkout of Mooncake> [--version NAME] | --remake');
  process.exitCode = 2;
} else {
  const checkout = root === undefined ? undefined : { root, version: values.version ?? described(root) };
  process.stdout.write(await sync(folder, checkout));
}

function described(checkout: string): string {
  return execFileSync('git', ['-C', checkout, 'describe', '--tags', '--always'], { encoding: 'utf8' }).trim();
}
