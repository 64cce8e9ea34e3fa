import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { type Code, isNormal } from '../../../src/catalogue/code.ts';
import type {
  CodeNews,
  ReportCode,
  ReportGroup,
  SummaryReport,
} from '../../../src/summary/summary-report.ts';

/** How a code's lines lie in time: when they are most, over how many minutes, how many in all, and how many all night. */
interface Wave {
  readonly name: string;
  readonly peak: number;
  readonly minutes: number;
  readonly lines: number;
  readonly noise?: number;
  readonly implied?: boolean;
}

const START = Date.parse('2026-07-30T20:00:00.000Z');
const MINUTES = 480;

/** A night in which one node's network fails at 02:10 and the Store's memory fills up towards the morning. */
const NIGHT: readonly Wave[] = [
  { name: 'ERR_ENDPOINT', peak: 252, minutes: 14, lines: 31_870, implied: true },
  { name: 'TRANSFER_FAIL', peak: 258, minutes: 22, lines: 18_204, noise: 60 },
  { name: 'NO_AVAILABLE_HANDLE', peak: 430, minutes: 60, lines: 9_312, noise: 40 },
  { name: 'OBJECT_NOT_FOUND', peak: 440, minutes: 80, lines: 7_420, noise: 1900 },
  { name: 'RPC_FAIL', peak: 250, minutes: 9, lines: 2_940, noise: 30 },
  { name: 'OBJECT_HAS_LEASE', peak: 380, minutes: 120, lines: 1_730, noise: 300 },
  { name: 'ERR_METADATA', peak: 249, minutes: 5, lines: 812, implied: true },
  { name: 'ERR_DNS', peak: 60, minutes: 20, lines: 96 },
  { name: 'OBJECT_ALREADY_EXISTS', peak: 200, minutes: 240, lines: 640, noise: 200 },
  { name: 'REPLICA_IS_NOT_READY', peak: 300, minutes: 50, lines: 371 },
  { name: 'FILE_READ_FAIL', peak: 130, minutes: 3, lines: 12 },
  { name: 'ETCD_OPERATION_ERROR', peak: 20, minutes: 8, lines: 44 },
];

/** The night as a report; the same each time. */
export function sampleSummary(): SummaryReport {
  const catalogue = builtInCatalogue();
  const random = randomNumbers(7);
  const groups = new Map<string, { component: string; group: string; codes: ReportCode[] }>();
  for (const wave of NIGHT) {
    const code = catalogue.named(wave.name)[0]!;
    const key = `${code.component}/${code.group}`;
    const group = groups.get(key) ?? { component: code.component, group: code.group, codes: [] };
    group.codes.push(waveCode(code, wave, random));
    groups.set(key, group);
  }
  const report: ReportGroup[] = [...groups.values()].map((group) => ({
    ...group,
    lines: group.codes.reduce((sum, { lines }) => sum + lines, 0),
  }));
  const ambiguous = waveCode(
    { ...catalogue.valued(-101)[0]!, name: '-101' },
    { name: '', peak: 255, minutes: 20, lines: 37 },
    random,
  );
  const uncatalogued = waveCode(
    {
      ...catalogue.valued(-101)[0]!,
      name: '-1799',
      value: -1799,
      sample: ['E0730 02:11:12.1 9 x.cpp:1] error=-1799'],
    },
    { name: '', peak: 100, minutes: 30, lines: 5 },
    random,
  );
  const codes = [...report.flatMap((group) => group.codes), ambiguous, uncatalogued];
  const found = codes.reduce((sum, { lines }) => sum + lines, 0);
  return {
    schema: 'mooncake-annotate/summary@1',
    range: { from: stamp(START + 4_218), to: stamp(START + MINUTES * 60_000 - 1_377) },
    inputs: [
      ...Array.from({ length: 8 }, (_, node) => ({
        name: `/var/log/mooncake/node${node}/store.INFO.20260730-220000.4133`,
        lines: 7_812_406 + node * 131_071,
        bytes: 1_231_772_801 + node * 17_000_123,
        found: node === 3 ? Math.round(found * 0.6) : Math.round((found * 0.4) / 7),
        unstamped: 0,
      })),
      {
        name: '/var/log/mooncake/node8/store.INFO.gz',
        lines: 120_113,
        bytes: 18_221_004,
        found: 12,
        unstamped: 3,
        fault: 'unexpected end of file after 18221004 bytes',
      },
    ],
    lines: 66_289_349,
    bytes: 10_348_404_855,
    found,
    implied: 32_682,
    outside: 0,
    unstamped: 3,
    severities: { F: 2, E: 58_120, W: 14_901, other: 66_216_326 },
    groups: report,
    ambiguous: [ambiguous],
    uncatalogued: [{ ...uncatalogued, component: 'Store' }],
    news: {
      baseline: { summaries: 14, hours: 8 },
      rule: 'A code is a surge when so many lines or more have a probability below 1e-4 under a negative binomial distribution with the median of the last 14 nights per hour as its mean, and when they are at least 20 more than expected; new when none of the 14 had it and there are at least 5 lines; gone when at least 20 were expected and none came.',
      codes: [
        ...report.flatMap(({ component, group, codes: own }) =>
          own.map((code): CodeNews => newsOf(component, group, code)),
        ),
        {
          component: 'Store',
          group: 'Segment Selection',
          name: 'SEGMENT_NOT_FOUND',
          value: -101,
          flag: 'gone',
          lines: 0,
          expected: 41.5,
          probability: 3.1e-9,
        },
      ],
    },
  };
}

function newsOf(component: string, group: string, { name, value, lines }: ReportCode): CodeNews {
  const expected = {
    ERR_ENDPOINT: 12,
    TRANSFER_FAIL: 61,
    NO_AVAILABLE_HANDLE: 880,
    FILE_READ_FAIL: 0,
    ERR_DNS: 90,
  }[name];
  const base = { component, group, name, value, lines };
  if (expected === undefined) return { ...base, flag: 'same', expected: lines * 0.97, probability: 0.48 };
  if (expected === 0) return { ...base, flag: 'new', expected, probability: 1.2e-5 };
  if (name === 'ERR_DNS') return { ...base, flag: 'up', expected, probability: 0.27 };
  return { ...base, flag: 'surge', expected, probability: 4e-31 };
}

function waveCode(code: Code, wave: Wave, random: () => number): ReportCode {
  const counts: [string, number][] = [];
  const weights: number[] = [];
  for (let minute = 0; minute < MINUTES; minute += 5) {
    const distance = (minute - wave.peak) / wave.minutes;
    const tail = distance > 0 ? Math.exp(-distance) : Math.exp(-16 * distance * distance);
    weights.push(tail * (0.7 + 0.6 * random()) * wave.lines + ((wave.noise ?? 0) * random()) / 48);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let lines = 0;
  for (const [index, weight] of weights.entries()) {
    const share = Math.round((weight / sum) * wave.lines);
    if (share === 0) continue;
    counts.push([stamp(START + index * 300_000), share]);
    lines += share;
  }
  const implied = wave.implied === true ? lines : 0;
  const source = /(\w+\.cpp:\d+)\]/.exec(code.sample[0] ?? '')?.[1] ?? 'client_service.cpp:1126';
  return {
    name: code.name,
    value: code.value,
    lines,
    stated: lines - implied,
    implied,
    first: counts[0]![0],
    last: stamp(Date.parse(counts.at(-1)![0]) + 271_345),
    buckets: { width: 300, counts },
    inputs: [
      { name: '/var/log/mooncake/node3/store.INFO.20260730-220000.4133', lines: Math.round(lines * 0.8) },
      {
        name: '/var/log/mooncake/node5/store.INFO.20260730-220000.4133',
        lines: lines - Math.round(lines * 0.8),
      },
    ],
    hosts: [
      { name: 'node3', lines: Math.round(lines * 0.8) },
      { name: 'node5', lines: lines - Math.round(lines * 0.8) },
    ],
    sources: [{ name: source, lines }],
    sample: {
      line: code.sample[0] ?? '',
      input: '/var/log/mooncake/node3/store.INFO.20260730-220000.4133',
      time: counts[0]![0],
    },
  };
}

/** A time as a report writes it, in Berlin's summer. */
export function stamp(time: number): string {
  return `${new Date(time + 7_200_000).toISOString().slice(0, -1)}+02:00`;
}

/** Numbers from 0 to 1 that look random and are the same each time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/**
 * The largest report there can be: every code of the catalogue in every bucket, from as many inputs as are kept apart, each
 * with names and samples as long as they get.
 */
export function largestSummary(inputs = 1000, buckets = 4096): SummaryReport {
  const long = (length: number): string => 'ü<&"x'.repeat(Math.ceil(length / 5)).slice(0, length);
  const names = Array.from({ length: inputs }, (_, index) => `/var/log/${long(200)}/${index}.log`);
  const counts = Array.from(
    { length: buckets },
    (_, index) => [stamp(START + index * 60_000), 1_000_003 + index * 17] as const,
  );
  const groups = new Map<string, { component: string; group: string; lines: number; codes: ReportCode[] }>();
  const lines = counts.reduce((sum, [, count]) => sum + count, 0);
  const last = counts.at(-1)?.[0] ?? null;
  const codes = builtInCatalogue().codes.filter((code) => !isNormal(code));
  for (const { component, group, name, value } of codes) {
    const own = groups.get(`${component}/${group}`) ?? { component, group, lines: 0, codes: [] };
    own.lines += lines;
    own.codes.push({
      name,
      value,
      lines,
      stated: lines - 7,
      implied: 7,
      first: counts[0]?.[0] ?? null,
      last,
      buckets: { width: 60, counts },
      inputs: names.map((input) => ({ name: input, lines: 1000 })),
      hosts: names.map((input) => ({ name: input, lines: 1000 })),
      sources: names.map((input) => ({ name: input, lines: 1000 })),
      sample: { line: long(1_000_000), input: names[0] ?? '', time: last },
    });
    groups.set(`${component}/${group}`, own);
  }
  const sample = sampleSummary();
  return {
    ...sample,
    range: { from: counts[0]?.[0] ?? null, to: last },
    inputs: names.map((name) => ({
      name,
      lines: 1e9,
      bytes: 1e11,
      found: 1e7,
      unstamped: 12,
      fault: long(5000),
    })),
    groups: [...groups.values()],
    news: {
      ...sample.news!,
      codes: codes.map(({ component, group, name, value }) => ({
        ...{ component, group, name, value, lines, expected: 12.3456 },
        flag: 'surge',
        probability: 1e-9,
      })),
    },
  };
}

/** What a log, a path or a catalogue may hold to harm a page. */
export const HOSTILE = [
  '<script>window.harmed = 1</script>',
  '"><img src=x onerror="window.harmed = 1">',
  "' onmouseover='window.harmed = 1' '",
  '</style><style>*{display:none}</style></title></textarea></pre>',
  '--><!-- <![CDATA[ ]]> &lt;b&gt; &#0; {{x}} $&',
  'nul \0 bell \x07 escape \x1b[31m delete \x7f c1 \x9b',
  'lone \ud800 surrogates \udfff',
  'reordered \u202e txt.exe \u2066 isolated \u200f mark',
  'שלום العربية',
].join(' ');

/** A report whose every text is hostile, and one of whose lines is a single word of a megabyte. */
export function hostileSummary(text = HOSTILE, line = `${text} ${'x'.repeat(1_000_000)}`): SummaryReport {
  const place = { name: text, lines: 3 };
  const code = (name: string): ReportCode => ({
    ...{ name, value: -7, lines: 3, stated: 3, implied: 0, first: text, last: stamp(START) },
    buckets: { width: 60, counts: [[stamp(START), 3]] },
    ...{ inputs: [place, place], hosts: [place], sources: [place] },
    sample: { line, input: text, time: text },
  });
  const news: CodeNews = {
    ...{ component: text, group: text, name: text, value: null, lines: 3, expected: 1, probability: null },
    flag: 'new',
  };
  return {
    schema: 'mooncake-annotate/summary@1',
    range: { from: stamp(START), to: text },
    chosen: { since: text, until: text },
    inputs: [{ name: text, lines: 3, bytes: 3, found: 3, unstamped: 1, fault: text }],
    ...{ lines: 3, bytes: 3, found: 3, implied: 0, outside: 1, unstamped: 1 },
    severities: { F: 0, E: 3, W: 0, other: 0 },
    groups: [{ component: text, group: text, lines: 3, codes: [code(text)] }],
    ambiguous: [code(text)],
    uncatalogued: [{ ...code(text), component: text }],
    news: {
      baseline: { summaries: 1, hours: 1 },
      rule: text,
      codes: [news, { ...news, flag: 'up' }, { ...news, flag: 'gone' }],
    },
  };
}
