/**
 * What a line of each shape costs: `npm run bench:shapes [-- --lines 300000 --command 'summary --jobs 1 --normal']`.
 *
 * It writes one file a shape, of 100 shapes that the statements of Mooncake and the prefixes of other programs give, and runs the
 * built program on each. A line's cost is the processor time of a run less that of a run on the first thousand lines alone, which
 * holds what starting, and recognising the shape once, costs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment } from './environment.ts';
import { ordinary, withCode } from './lines.ts';
import { Random } from './random.ts';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '300000' },
    shapes: { type: 'string', default: '100' },
    command: { type: 'string', default: 'summary --jobs 1' },
  },
});
const lines = Number(values.lines);
const folder = mkdtempSync(join(tmpdir(), 'shapes-'));

/** Processor time of a command in nanoseconds: the least of two runs. */
function costOf(file: string): number {
  const runs = Array.from({ length: 2 }, () => {
    const script = `TIMEFORMAT='%U %S'; time node dist/cli.js ${values.command} ${file} >/dev/null 2>&1`;
    const { stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', env: environment });
    const [user, system] = stderr.trim().split(' ').map(Number);
    return (user! + system!) * 1e9;
  });
  return Math.min(...runs);
}

const moment = { date: '0730', time: '11:49:18', micros: '123456' };
/** A stamp as the statements of the bench print it: its clock goes on, its date stays. */
const stamp = /((?:[IWEF]?\d{4}(?:\d{4})?|\d{4}-\d\d-\d\d|\d\d-\d\d)[ T])11:49:18(?:\.123456)?/g;

/** Another line of the same statement, so many milliseconds later: every number in it is another one of as many digits. */
function alike(line: string, random: Random, later: number): string {
  const seconds = String(Math.floor(later / 1000)).padStart(2, '0');
  const micros = String((later % 1000) * 1000).padStart(6, '0');
  let result = '';
  let at = 0;
  for (const { 0: found, 1: date, index } of line.matchAll(stamp)) {
    const fraction = found.includes('.') ? `.${micros}` : '';
    result += `${otherNumbers(line.slice(at, index), random)}${date}11:49:${seconds}${fraction}`;
    at = index + found.length;
  }
  return result + otherNumbers(line.slice(at), random);
}

function otherNumbers(text: string, random: Random): string {
  return text.replaceAll(/(?<![-\d.:])\d{3,}(?![\d.:])/g, (digits) =>
    String(random.whole(10 ** (digits.length - 1), 10 ** digits.length - 1)).slice(0, digits.length),
  );
}

const random = new Random(5);
const costs: { ns: number; bytes: number; line: string }[] = [];
for (let shape = 0; shape < Number(values.shapes); shape++) {
  const line = random.weighted(shape % 2 === 0 ? ordinary : withCode)(random, moment);
  const [first, file] = [join(folder, 'first.log'), join(folder, 'all.log')];
  const text = Array.from({ length: 1000 }, (_, index) => alike(line, random, 60 * index)).join('\n');
  writeFileSync(first, `${text}\n`, 'latin1');
  writeFileSync(file, `${text}\n`.repeat(lines / 1000), 'latin1');
  costs.push({ ns: Math.max(0, costOf(file) - costOf(first)) / (lines - 1000), bytes: line.length, line });
}
rmSync(folder, { recursive: true });
costs.sort((a, b) => a.ns - b.ns);
const at = (share: number): number => costs[Math.min(costs.length - 1, Math.floor(share * costs.length))]!.ns;
console.log(
  `${values.command}, ${costs.length} shapes, ${lines} lines each, nanoseconds of processor time a line:`,
);
console.log(
  `median ${at(0.5).toFixed(0)}, slowest tenth from ${at(0.9).toFixed(0)}, slowest ${at(1).toFixed(0)}`,
);
for (const { ns, bytes, line } of costs.slice(-5))
  console.log(`${ns.toFixed(0)} ns, ${bytes} bytes: ${line.slice(0, 100)}`);
console.log(execFileSync('node', ['--version'], { encoding: 'utf8' }).trim());
