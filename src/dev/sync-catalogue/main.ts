/**
 * `npm run catalogue:sync -- <checkout of Mooncake> [--version NAME --date DATE]`
 *
 * Reads Mooncake's headers, documentation and log statements, and writes what the messages imply to
 * `src/catalogue/messages.json` and `source-files.json`; reports on standard output what changed. The version's name is
 * its tag, or `main-` and the day of its commit; versions are ordered by the dates of their commits. A folder without
 * git needs both told. Everything read, version by version, is kept in `statements.json` beside this file; hand-made
 * decisions in `message-decisions.json` of the catalogue. With `--remake` instead of a checkout, the table is made again
 * from these two, after a decision was edited.
 *
 * To read all releases:
 *
 *     git -C mooncake tag --list 'v0.3.*' | while read tag; do
 *       git -C mooncake worktree add --detach "/tmp/mooncake/$tag" "$tag"
 *       npm run catalogue:sync -- "/tmp/mooncake/$tag"
 *     done
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RecordedVersion } from './record.ts';
import { sync } from './sync.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { version: { type: 'string' }, date: { type: 'string' }, remake: { type: 'boolean' } },
});
const [root] = positionals;
const folder = fileURLToPath(new URL('../../catalogue', import.meta.url));
if (root === undefined && values.remake !== true) {
  console.error(
    'usage: npm run catalogue:sync -- <checkout of Mooncake> [--version NAME --date DATE] | --remake',
  );
  process.exitCode = 2;
} else {
  const version = root === undefined ? undefined : versionOf(root);
  if (root !== undefined && version === undefined) {
    console.error(
      `${root} is no git checkout: tell which version it is, with --version NAME --date YYYY-MM-DD`,
    );
    process.exitCode = 2;
  } else {
    const checkout = root === undefined || version === undefined ? undefined : { root, version };
    process.stdout.write(await sync(folder, checkout));
  }
}

function versionOf(checkout: string): RecordedVersion | undefined {
  const tag = git(checkout, 'describe', '--tags', '--exact-match');
  const day = git(checkout, 'log', '-1', '--format=%cs');
  const name = values.version ?? tag ?? (day === undefined ? undefined : `main-${day}`);
  const date = values.date ?? git(checkout, 'log', '-1', '--format=%cI');
  if (name === undefined || date === undefined || Number.isNaN(Date.parse(date))) return undefined;
  return { name, date };
}

/** What git says, or undefined when it says that it cannot. */
function git(checkout: string, ...words: string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', checkout, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
