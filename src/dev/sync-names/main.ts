/**
 * `npm run names:sync -- FOLDER [--wheel RELEASE=PACKAGE]... [--mark RELEASE=FILE:LINE]...`
 *
 * Reads the checkouts in FOLDER, one folder a release (`FOLDER/v0.3.9`), and keeps in `names.json` beside this file from
 * which release to which Mooncake has each flag, variable, page and metric, and each log text that advice names. A
 * release without a tag is read from its wheel; the source lines of its start lines are given by hand, from its logs.
 * To make the checkouts, see `src/dev/sync-catalogue/main.ts`.
 *
 * Then, and without a FOLDER only that, it writes what advice names to `src/catalogue/advice/names.json`, and says what is
 * in no release.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { adviceLines } from '../../catalogue/advice/placeholders.ts';
import { logTextsIn } from '../../catalogue/advice/ranges.ts';
import { readNames, readWheel } from './read-names.ts';
import {
  compareVersions,
  type NamesFile,
  namesRecord,
  namesText,
  type ReadRelease,
  selectNamed,
  unknownIn,
} from './record.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    wheel: { type: 'string', multiple: true, default: [] },
    mark: { type: 'string', multiple: true, default: [] },
  },
});
const [folder] = positionals;
const recordPath = fileURLToPath(new URL('./names.json', import.meta.url));
const shippedPath = fileURLToPath(new URL('../../catalogue/advice/names.json', import.meta.url));
const lines = adviceLines();
if (folder !== undefined) writeFileSync(recordPath, namesText(namesRecord(read(folder))));
const record = JSON.parse(readFileSync(recordPath, 'utf8')) as NamesFile;
writeFileSync(shippedPath, namesText(selectNamed(lines, record)));
for (const name of unknownIn(lines, record)) console.log(`in no release: ${name}`);

function read(checkouts: string): ReadRelease[] {
  const texts = [...new Set(lines.flatMap(logTextsIn))];
  const split = (pair: string): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  };
  const marks = values.mark.map(split);
  const tagged = readdirSync(checkouts).map((release): ReadRelease => {
    return { release, isPartial: false, ...readNames(join(checkouts, release), texts) };
  });
  const wheels = values.wheel.map((pair): ReadRelease => {
    const [release, root] = split(pair);
    const own = marks.flatMap(([of, mark]) => (of === release ? [mark] : []));
    return { release, isPartial: true, names: readWheel(root, texts), defaults: new Map(), marks: own };
  });
  return [...tagged, ...wheels].sort((a, b) => compareVersions(a.release, b.release));
}
