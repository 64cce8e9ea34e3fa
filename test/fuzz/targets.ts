import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { mergeCatalogues } from '../../src/catalogue/custom/merge-catalogues.ts';
import { readMoment } from '../../src/cli/values/moment.ts';
import { readDuration, readSize } from '../../src/cli/values/quantities.ts';
import { type Checkpoint, loadCheckpoint } from '../../src/input/checkpoint/checkpoint.ts';
import { detectFormat } from '../../src/input/compression/compressed-format.ts';
import { decompress } from '../../src/input/compression/decompression.ts';
import { hashStart } from '../../src/input/follow/files/archive.ts';
import { Follower } from '../../src/input/follow/follower.ts';
import { LineScanner } from '../../src/lines/scan/line-scanner.ts';
import * as layout from '../../src/lines/shape/memory-layout.ts';
import { shapeTextOf, withStampDigits } from '../../src/lines/shape/shape-text.ts';
import { isCandidate } from '../../src/recognise/prefilter.ts';
import { isSevere } from '../../src/recognise/prefix/prefix.ts';
import { readLine } from '../../src/recognise/prefix/read-line.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { summaryFormats } from '../../src/render/summary/summary-formats.ts';
import { evaluateCondition } from '../../src/summary/conditions/evaluate.ts';
import { parseExpression } from '../../src/summary/conditions/parser.ts';
import { form, readCounts } from '../../src/summary/count/summary-counts.ts';
import { asReport } from '../../src/summary/read-report.ts';
import { mergeReports, summaryReport } from '../../src/summary/report.ts';
import { Tally } from '../../src/tally/tally.ts';
import { TRIAGE_SCHEMA } from '../../src/triage/report/triage-report.ts';
import { joinTriageShares } from '../../src/triage/shares/join-shares.ts';
import { readShare } from '../../src/triage/shares/share-documents.ts';
import { shareDocument } from '../../src/triage/shares/triage-share.ts';
import { zstdOf } from '../input/compression/zstd-frames.ts';
import { CollectingSink } from '../lines/scan/collecting-sink.ts';
import { linesOf } from '../lines/scan/log-bytes.ts';
import { tableOnMemory } from '../lines/shape/table-on-memory.ts';
import { gathered, reported } from '../triage/gathered.ts';
import { mutated, mutatedBytes, mutatedJson, seedLines } from './seeds.ts';

/** What is fuzzed, and what must hold for anything it is given. */
export interface Target {
  readonly name: string;
  readonly property: fc.IRawProperty<unknown>;
}

/** Makes sure that something holds. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Runs a reader that may refuse what it is given with an error of ours, which says what to do. */
function refusing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error) || !('tip' in error)) throw error;
    must(!/\bundefined\b|\[object/.test(error.message), `an unclear refusal: ${error.message}`);
    return undefined;
  }
}

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue, { normal: true });
const seeds = seedLines();
const line = mutated(seeds).map((text) => text.replaceAll('\n', ' '));
const target = <Value>(name: string, of: fc.Arbitrary<Value>, check: (value: Value) => unknown): Target => ({
  name,
  property: fc.asyncProperty(of, async (value) => {
    await check(value);
  }) as unknown as fc.IRawProperty<unknown>,
});

const prefixReader = target('prefix reader', line, (text) => {
  for (const { prefix, body, start, end } of readLine(text)) {
    must(start >= 0 && start <= end && end <= body.text.length, 'a record that is not on its line');
    must(prefix.message >= 0 && prefix.message <= prefix.messageEnd, 'a message that ends before it begins');
  }
});

const findings = target('recogniser', line, (text) => {
  const { findings: found, prefix } = recogniser.recognise(text);
  const keys = found.map(({ component, name, value }) => `${component} ${name} ${value}`);
  must(new Set(keys).size === keys.length, 'a code that is found twice');
  for (const { start, end } of found)
    must(start >= 0 && start <= end && end <= text.length, 'a finding that is not on its line');
  must(prefix.messageEnd <= text.length, 'a message that is not on its line');
});

const rules = recogniser.shapeRules;
const { table, memory } = tableOnMemory(rules);
const bytesOfTable = Buffer.from(memory.buffer);
const shapeFunction = target(
  'shape function against its plain twin',
  line.map((text) => text.slice(0, layout.longestLine)),
  (text) => {
    const start = layout.lines + 64;
    // Bytes beside the line must not matter.
    bytesOfTable.write(`${text}9:9a[0x`, start, 'latin1');
    bytesOfTable.write('99-', start - 3, 'latin1');
    if (table.find(start, text.length) === -1 && table.add() === -1) table.clear();
    must(table.text(start) === withStampDigits(shapeTextOf(text, rules)), 'another shape');
  },
);

const scanner = new LineScanner({ maxLine: 65_536 });
const scanning = target(
  'scanner against cutting',
  fc.tuple(
    fc.array(fc.tuple(mutated(seeds), fc.constantFrom('\n', '\r\n', '')), { maxLength: 12 }),
    fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 6 }),
  ),
  ([parts, sizes]) => {
    const text = parts.map(([part, end]) => part + end).join('');
    const bytes = Buffer.from(text, 'latin1');
    const sink = new CollectingSink();
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length]!;
      scanner.push(bytes.subarray(at, at + size), sink);
      at += size;
    }
    scanner.end(sink);
    const lines = linesOf(text);
    const wanted = lines.map((one) => one.line).filter((one) => isCandidate(one));
    must(sink.text === text, 'bytes that were lost or doubled');
    must(sink.lines === lines.length, `${sink.lines} lines instead of ${lines.length}`);
    must(JSON.stringify(sink.looked) === JSON.stringify(wanted), 'other lines than cutting finds');
  },
);

const contents = [Buffer.alloc(0), Buffer.from(seeds.slice(0, 40).join('\n')), Buffer.alloc(200_000)];
const gzips = contents.flatMap((content) => [
  gzipSync(content),
  Buffer.concat([gzipSync(content), gzipSync(content)]),
]);

async function unpacked(bytes: Buffer): Promise<Buffer | undefined> {
  const format = detectFormat(bytes);
  if (format === undefined) return undefined;
  const parts: Buffer[] = [];
  try {
    for await (const part of decompress(Readable.from([bytes]), format, 'a.gz')) parts.push(part);
  } catch (error) {
    refusing(() => {
      throw error;
    });
    return undefined;
  }
  return Buffer.concat(parts);
}

const gzip = target('gzip reader', mutatedBytes(gzips), async (bytes) => {
  const content = await unpacked(bytes);
  if (content === undefined) return;
  let plain: Buffer;
  try {
    plain = gunzipSync(bytes);
  } catch {
    // Node takes trailing zeros for a fault, which gzip does not.
    return;
  }
  must(content.equals(plain), 'other content than zlib reads');
});
const zstd = target('zstd reader', mutatedBytes(contents.map(zstdOf)), unpacked);

const tally = new Tally('a.log');
for (const [index, text] of seeds.slice(0, 60).entries()) {
  const { findings: found, prefix } = recogniser.recognise(text);
  tally.lines++;
  if (isSevere(prefix)) tally.severity(prefix.severity);
  tally.stamp(1_780_000_000_000 + index * 60_000);
  tally.add(found, 1_780_000_000_000 + index * 60_000);
}
const bucket = { least: 60_000, auto: true };
const counts = {
  counts: 'summary',
  form,
  choice: '{}',
  tally: tally.data(),
  longLines: 0,
  stamps: [{ input: 'a.log', time: 1_780_000_000_000, distance: 3 }],
  interruptions: { rotations: 0, truncations: 0, gaps: 0 },
};
const position = {
  ...{ name: 'a.log', path: 'a.log', dev: '1', ino: '2', born: '3', offset: 5, role: 'current' },
  ...{ head: hashStart(Buffer.from('head')), before: hashStart(Buffer.from('before')) },
};
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const state = join(folder, 'state');
const checkpoint = JSON.parse(
  JSON.stringify({
    program: '1',
    written: '2026-07-30T00:00:00.000Z',
    files: [position, { ...position, role: 'rotated', path: 'a.log.1', format: 'gzip' }],
    tally: counts,
  }),
) as unknown;
const sealed = (body: string): string =>
  `${JSON.stringify({ schema: 'mooncake-annotate/checkpoint@1', sum: hashStart(Buffer.from(body)).hash })}\n${body}\n`;
const checkpoints = target(
  'checkpoint reader',
  fc.oneof(
    mutatedJson(checkpoint).map((value) => Buffer.from(sealed(JSON.stringify(value)))),
    mutatedBytes([Buffer.from(sealed(JSON.stringify(checkpoint)))]),
  ),
  async (bytes) => {
    writeFileSync(state, bytes);
    const read = refusing(() => loadCheckpoint(state));
    if (read === undefined) return;
    const { tally: kept } = read;
    const found = readCounts(kept);
    if (typeof found !== 'string' && 'counts' in found) {
      const whole = new Tally();
      whole.merge(found.counts.tally);
      summaryReport(whole.data(), { ...found.counts, bucket }, (time) => new Date(time).toISOString());
    }
    await goneOn(read);
  },
);

/** Goes on from a checkpoint with files that are not there. */
async function goneOn({ files }: Checkpoint): Promise<void> {
  const follower = new Follower([join(folder, 'a.log')], { resume: files, watch: false });
  for await (const _ of follower.poll());
  for await (const _ of follower.giveUpQuiet());
  for (const _ of follower.end('emit'));
}

const report = JSON.parse(
  JSON.stringify(
    summaryReport(tally.data(), { bucket, from: 1_780_000_000_000, to: 1_780_000_900_000 }, (time) =>
      new Date(time).toISOString(),
    ),
  ),
) as unknown;
const look = { width: 80, unicode: true } as never;
const formats = await Promise.all(
  (['json', 'csv', 'markdown', 'openmetrics', 'html'] as const).map((name) => summaryFormats.load(name)),
);
const reports = target('summary JSON reader', mutatedJson(report), (value) => {
  const read = refusing(() => asReport(value));
  if (read === undefined) return;
  const merged = mergeReports([read, read]);
  for (const render of formats)
    must(typeof render(merged, { catalogue, display: look }) === 'string', 'no text');
});

const log = [...seedLines().slice(0, 200)];
const share = JSON.parse(
  JSON.stringify({
    schema: TRIAGE_SCHEMA,
    share: shareDocument({ number: 1, of: 2, contexts: [], input: gathered('a.log', log) }),
  }),
) as object;
const shares = target('triage share reader', mutatedJson(share), (value) => {
  const read = refusing(() => readShare(JSON.stringify(value), 'a share', catalogue.knownMessages));
  if (read === undefined) return;
  const { inputs } = joinTriageShares([
    { ...read, number: 1, of: 2 },
    { ...read, number: 2, of: 2 },
  ]);
  must(reported(inputs).schema === TRIAGE_SCHEMA, 'no report');
});

const expressions = [
  'any',
  'Store > 100 && !(TransferEngine/Handshake >= 5)',
  'rate(RPC_FAIL) > 10/m || new || surge(Store)',
  '"Segment Selection" != 0 and te:-101 < 3',
  'unreadable || lines == 0 || silent > 1',
  '((((any))))',
];
const parsedReport = asReport(report);
const failOn = target('--fail-on expressions', mutated(expressions, 5), (text) => {
  const expression = refusing(() => parseExpression(text, catalogue));
  if (expression !== undefined) evaluateCondition(expression, parsedReport);
});

const example = readFileSync(join(import.meta.dirname, '../../fixtures/catalogue.example.yaml'), 'utf8');
const yaml = target('catalogue YAML', mutated([example, ...example.split(/\n(?=\w)/)], 6), (text) => {
  const merged = mergeCatalogues(catalogue.parts, [{ file: 'own.yaml', text }]);
  for (const { text: message } of merged.faults)
    must(!/undefined|\[object/.test(message), `an unclear fault: ${message}`);
  if (merged.faults.length === 0) new Recogniser(merged.catalogue).recognise(seeds[0]!);
});

const moments = [
  '2026-07-30 02:00',
  '2026-07-30T02:00:00.123Z',
  '2026-02-29',
  '24h',
  '-24h ago',
  'yesterday',
  '02:00',
  'now',
  '2 weeks ago',
  '1e3',
  '64K',
  '1MiB',
  '250ms',
  '5m',
  '0',
  '30.5d',
];
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Africa/Monrovia', '+08:00'];
const now = Date.UTC(2026, 6, 30, 12);
const times = target(
  'time arguments',
  fc.tuple(mutated(moments), fc.constantFrom(...zones)),
  ([text, zone]) => {
    const at = refusing(() => readMoment(text, '--since', zone, now));
    must(at === undefined || (Number.isFinite(at) && Math.abs(at) <= 8.64e15), `a time that is none: ${at}`);
    const duration = refusing(() => readDuration(text, '--interval'));
    must(duration === undefined || Number.isFinite(duration), `a duration that is none: ${duration}`);
    refusing(() => readSize(text, '--max-line'));
  },
);

/** All that is fuzzed. */
export const targets: readonly Target[] = [
  prefixReader,
  findings,
  shapeFunction,
  scanning,
  gzip,
  zstd,
  checkpoints,
  reports,
  shares,
  failOn,
  yaml,
  times,
];
