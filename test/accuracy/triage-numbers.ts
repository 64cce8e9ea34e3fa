/**
 * What each number of triage is good for: `npm run accuracy:numbers [-- --only NAME] [-- --under FOLDER]`.
 *
 * Halves and doubles one number of `src/triage` after the other (of shares the distance to 0 and to 1) in a copy of the
 * project, and prints how many answers of `npm run accuracy:triage` are right then. A number whose change changes no answer
 * is not held by the written incidents and the recordings: it has another reason, which stands where it is declared.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: { only: { type: 'string' }, under: { type: 'string', default: '' } },
});

/** A number that decides something, and where it is declared. */
interface Decision {
  readonly file: string;
  readonly name: string;
  readonly value: number;
}

const declaration = /^(?:export )?const (\w+) = ([\d_.]+(?: \* [\d_.]+)*);$/gm;
/** Kinds of characters, which are counted through, not chosen. */
const enumerated = 'src/triage/templates/character-kinds.ts';

function decisions(): Decision[] {
  const files = readdirSync('src/triage', { recursive: true, encoding: 'utf8' })
    .map((file) => path.join('src/triage', file))
    .filter((file) => file.endsWith('.ts') && file !== enumerated);
  return files.sort().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(declaration)].map(([, name, text]) => {
      const value = text!
        .split('*')
        .reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
      return { file, name: name!, value };
    }),
  );
}

/** A half and twice as much; of a share half as far from 0, and from 1. */
function variants(value: number): number[] {
  if (value < 1) return [value / 2, (1 + value) / 2];
  return [Number.isInteger(value / 2) ? value / 2 : Math.floor(value / 2), value * 2];
}

const folder = mkdtempSync(path.join(tmpdir(), 'triage-numbers-'));
for (const name of ['src', 'test', 'package.json', 'tsconfig.json'])
  cpSync(name, path.join(folder, name), { recursive: true });
for (const name of ['fixtures', 'node_modules']) symlinkSync(path.resolve(name), path.join(folder, name));

/** The last lines that `accuracy:triage` prints, as one, and the names of what is not right. */
async function score(): Promise<string> {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'test/accuracy/triage.ts'], {
    cwd: folder,
  });
  const stdout = await run.then(
    (done) => done.stdout,
    (failed: { readonly stdout: string }) => failed.stdout,
  );
  const figures = [
    ...stdout.matchAll(/^(first causes|consequences|places|quiet logs|right) +(\d+) of \d+$/gm),
  ];
  const wrong = stdout
    .split('\n')
    .filter((line) => /^(?:wrong|missed|invented|partly|silent) +[^\d\s]/.test(line));
  const names = wrong.map((line) => line.split(/ +/)[1]!.replace(/:$/, ''));
  return [...figures.map(([, what, count]) => `${what} ${count}`), ...new Set(names)].join(', ');
}

try {
  const today = await score();
  console.log(`today: ${today}`);
  for (const { file, name, value } of decisions()) {
    if (values.only !== undefined && values.only !== name) continue;
    if (!path.relative('src/triage', file).startsWith(values.under)) continue;
    const copy = path.join(folder, file);
    const text = readFileSync(copy, 'utf8');
    for (const other of variants(value)) {
      writeFileSync(copy, text.replace(new RegExp(`(const ${name} = )[^;]+;`), `$1${other};`));
      const now = await score();
      console.log(`${file} ${name} ${value} -> ${other}: ${now === today ? 'the same' : now || 'fails'}`);
    }
    writeFileSync(copy, text);
  }
} finally {
  rmSync(folder, { recursive: true });
}
