import { readFileSync } from 'node:fs';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import type { Line, Moment } from './lines.ts';
import type { Random } from './random.ts';

interface Statement {
  readonly file: string;
  readonly pattern: string;
  readonly severity: string;
  readonly outcome: string;
  readonly lines?: string;
}

/** All statements that the catalogue's sync has read, of every release. */
const { texts } = JSON.parse(readFileSync('src/dev/sync-catalogue/statements.json', 'utf8')) as {
  readonly texts: readonly Statement[];
};
const { codes } = builtInCatalogue();
const names = codes.map(({ name }) => name).filter((name) => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name));
const values = codes.map(({ value }) => value).filter((value) => value < -9);

/** What Mooncake prints in the place of an operand. */
const operands: readonly ((random: Random) => string)[] = [
  (random) => String(random.whole(0, 9_999_999)),
  (random) => `0x${random.hex(12)}`,
  (random) => `10.0.${random.whole(0, 7)}.${random.whole(2, 254)}:${random.whole(10_000, 60_000)}`,
  (random) => `req-${random.whole(100, 99_999)}-chunk-${random.whole(0, 63)}_k`,
  (random) => `demo-model@tp_rank:${random.whole(0, 7)}@${random.hex(64)}`,
  (random) => `mlx5_${random.whole(0, 7)}`,
  (random) => `/data/kv/${random.hex(2)}/${random.hex(32)}`,
  (random) => random.pick(['true', 'false', 'Connection refused', 'timeout', 'success']),
];

/** Prefixes of the programs that the README names. */
const prefixes: readonly ((random: Random, moment: Moment, severity: string, source: string) => string)[] = [
  glog,
  glog,
  glog,
  (random, moment, severity, source) =>
    `(EngineCore_DP${random.whole(0, 7)} pid=${random.whole(1000, 99_999)}) ${glog(random, moment, severity, source)}`,
  (random, moment, severity, source) =>
    `mooncake-store-${random.whole(0, 7)}  | ${glog(random, moment, severity, source)}`,
  (random, moment, severity, source) =>
    `2026-${dashed(moment)}T${moment.time}.${moment.micros}Z stderr F ${glog(random, moment, severity, source)}`,
  (random, moment, severity, source) =>
    `[pod/mooncake-${random.whole(0, 3)}/store] ${glog(random, moment, severity, source)}`,
];

function glog(random: Random, { date, time, micros }: Moment, severity: string, source: string): string {
  return `${severity}${date} ${time}.${micros} ${random.whole(10_000, 99_999)} ${source}] `;
}

function dashed({ date }: Moment): string {
  return `${date.slice(0, 2)}-${date.slice(2)}`;
}

/** A line that a statement prints, with its own source line. */
function printed(random: Random, moment: Moment, index: number, severity: string): string {
  const { file, pattern, lines } = texts[index]!;
  const number = lines === undefined ? 1 + ((index * 7919) % 3000) : Number.parseInt(lines, 10);
  // A statement prints the same kind of thing in each of its places.
  let place = 0;
  const message = Buffer.from(pattern)
    .toString('latin1')
    .replaceAll('{}', () => operands[(index * 31 + place++ * 7) % operands.length]!(random));
  // Lines of one file come from one process, behind one wrapper.
  return prefixes[index % prefixes.length]!(random, moment, severity, `${file}:${number}`) + message;
}

const indices = texts.map((_, index) => index);
const isCode = (outcome: string): boolean => /^[A-Z][A-Za-z_0-9]+$/.test(outcome);
const coded = indices.filter((index) => isCode(texts[index]!.outcome));
const plain = indices.filter((index) => /^(?:none|\?)$/.test(texts[index]!.outcome));

/** A statement of severity W or E that leads to no one code, printed as it is, or as INFO prints it. */
export const plainStatement: Line = (random, moment) => {
  const index = random.pick(plain);
  return printed(random, moment, index, random.next() < 0.95 ? 'I' : texts[index]!.severity);
};

/** A statement whose message implies a code. */
export const codedStatement: Line = (random, moment) => {
  const index = random.pick(coded);
  return printed(random, moment, index, texts[index]!.severity);
};

/** A statement of any file that ends with the name of a code, or with its number. */
export const statedCode: Line = (random, moment) => {
  const index = random.pick(indices);
  const line = printed(random, moment, index, 'EWI'[index % 3]!);
  const code = Math.floor(index / 5);
  return index % 5 < 3
    ? `${line}, error: ${names[code % names.length]}`
    : `${line}, error_code=${values[code % values.length]}`;
};

/** A list of results of 1 to 256 keys, with failures at random places, as vLLM and SGLang print it. */
export const resultList: Line = (random, moment) => {
  const length = 1 + Math.floor(256 * random.next() ** 3);
  const results = Array.from({ length }, () => (random.next() < 0.8 ? 0 : random.pick(values)));
  results[random.whole(0, length - 1)] = random.pick(values);
  return random.next() < 0.5
    ? `(Worker_TP${random.whole(0, 7)} pid=${random.whole(1000, 99_999)}) ERROR ${dashed(moment)} ${moment.time} [mooncake_backend.py:${random.whole(60, 400)}] Failed to put key ['${operands[4]!(random)}'],res:[${results.join(', ')}]`
    : `[2026-${dashed(moment)} ${moment.time} TP${random.whole(0, 7)}] Batch put failed, error_codes=[${results.join(', ')}]`;
};

/** A line of a traceback or of an access log. */
export const otherLine: Line = (random) =>
  random.pick([
    () =>
      `  File "/opt/venv/lib/python3.12/site-packages/vllm/v1/worker/worker_${random.hex(2)}.py", line ${random.whole(1, 900)}, in execute_model`,
    () => 'Traceback (most recent call last):',
    () =>
      `INFO:     10.31.${random.whole(0, 9)}.${random.whole(2, 254)}:${random.whole(10_000, 60_000)} - "POST /v1/completions HTTP/1.1" ${random.pick(['200 OK', '500 Internal Server Error'])}`,
    () =>
      `10.0.0.${random.whole(2, 254)} - - [30/Jul/2026:11:49:18 +0000] "GET /metrics HTTP/1.1" 200 ${random.whole(100, 99_999)} "-" "Prometheus/2.${random.whole(1, 60)}.0"`,
  ])();
