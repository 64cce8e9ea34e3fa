import * as v from 'valibot';
import { documentsIn, documentText } from '../input/files/input-files.ts';
import { STANDARD_INPUT } from '../input/files/source.ts';
import { fieldFault, InputError } from '../input/input-error.ts';
import { isWidth } from '../tally/histogram.ts';
import { SUMMARY_SCHEMA, type SummaryReport } from './summary-report.ts';

/** What is wrong with a document that was to be a summary. */
type ReportErrorCode = 'newer' | 'foreign' | 'broken';

/** A document that is no summary that this program can read. */
export class ReportError extends Error {
  override readonly name = 'ReportError';

  /**
   * @param code `newer`: of a later version of the schema; `foreign`: something else; `broken`: not what its schema says
   * @param reason the fault in words
   * @param tip what the user can do about it
   */
  constructor(
    readonly code: ReportErrorCode,
    reason: string,
    readonly tip: string,
  ) {
    super(reason);
  }
}

/** Beyond the whole numbers that are exact, sums and scales go wrong. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const moment = v.pipe(
  v.string(),
  v.check((text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)), 'is no ISO 8601 time'),
);
const maybe = v.nullable(moment);
const places = v.array(v.object({ name: v.string(), lines: count }));
const codeFields = {
  name: v.string(),
  value: v.nullable(v.pipe(v.number(), v.integer())),
  lines: count,
  stated: count,
  implied: count,
  first: maybe,
  last: maybe,
  buckets: v.object({
    width: v.pipe(
      v.number(),
      v.check((seconds) => isWidth(seconds * 1000)),
    ),
    counts: v.array(v.tuple([moment, count])),
  }),
  inputs: places,
  hosts: places,
  sources: places,
  sample: v.nullable(v.object({ line: v.string(), input: v.string(), time: maybe })),
};
const code = v.object(codeFields);
const share = v.object({
  input: v.string(),
  from: v.pipe(count, v.minValue(1)),
  to: v.pipe(count, v.minValue(1)),
  of: v.pipe(count, v.minValue(1)),
  bytes: count,
  first: v.nullable(v.object({ time: moment, at: count })),
  last: v.nullable(v.object({ time: moment, distance: count })),
  undated: v.array(
    v.object({
      at: count,
      lines: count,
      codes: v.array(
        v.object({
          component: v.string(),
          group: v.string(),
          name: v.string(),
          value: v.nullable(v.pipe(v.number(), v.integer())),
          lines: count,
          sample: v.string(),
        }),
      ),
    }),
  ),
});
// What else a document holds is of later programs, and is passed on.
const schema = v.looseObject({
  range: v.object({ from: maybe, to: maybe }),
  chosen: v.optional(v.object({ since: maybe, until: maybe })),
  bucket: v.optional(v.object({ least: v.pipe(v.number(), v.minValue(1)), auto: v.boolean() })),
  inputs: v.array(
    v.object({
      name: v.string(),
      lines: count,
      bytes: count,
      found: count,
      unstamped: count,
      fault: v.optional(v.string()),
      first: v.optional(maybe),
      last: v.optional(maybe),
      ended: v.optional(moment),
    }),
  ),
  otherLines: v.optional(count),
  logs: v.optional(
    v.array(
      v.object({
        name: v.string(),
        lines: count,
        last: maybe,
        ended: v.optional(moment),
        fault: v.optional(v.string()),
      }),
    ),
  ),
  hosts: v.optional(v.array(v.object({ name: v.string(), lines: count, last: v.optional(maybe) }))),
  night: v.optional(v.string()),
  inputCount: v.optional(count),
  foldedInputs: v.optional(count),
  lines: count,
  bytes: count,
  found: count,
  implied: count,
  outside: count,
  unstamped: count,
  severities: v.object({ F: count, E: count, W: count, other: count }),
  interruptions: v.optional(v.object({ rotations: count, truncations: count, gaps: count })),
  groups: v.array(v.object({ component: v.string(), group: v.string(), lines: count, codes: v.array(code) })),
  ambiguous: v.array(code),
  uncatalogued: v.array(v.object({ component: v.string(), ...codeFields })),
  shares: v.optional(v.array(share)),
  window: v.optional(v.object({ key: v.string(), from: moment, to: moment, version: count })),
});

const version = /^mooncake-annotate\/summary@(\d+)$/;

/**
 * Takes a parsed JSON document for a summary.
 *
 * @throws ReportError when it is none, one of a newer schema, or not what its schema says
 */
export function asReport(document: unknown): SummaryReport {
  const name =
    typeof document === 'object' && document !== null && 'schema' in document ? document.schema : undefined;
  const found = typeof name === 'string' ? version.exec(name) : null;
  if (found === null)
    throw new ReportError(
      'foreign',
      'is no summary of mooncake-annotate',
      'make one with summary --format json',
    );
  if (name !== SUMMARY_SCHEMA) {
    throw new ReportError(
      'newer',
      `is of the schema ${found[0]}, which this program does not know`,
      `it reads ${SUMMARY_SCHEMA}; use the program that wrote it, or a newer one`,
    );
  }
  const result = v.safeParse(schema, document);
  if (!result.success) {
    throw new ReportError(
      'broken',
      `is a damaged summary: ${fieldFault(result.issues[0])}`,
      'make it anew with summary --format json',
    );
  }
  return document as SummaryReport;
}

/**
 * Reads a summary as `summary --format json` prints it, from a file, which may be compressed, or from standard input (`-`).
 *
 * @throws InputError when it cannot be read, is not whole, or is no summary that this program knows; it names the file
 */
export async function readReport(path: string): Promise<SummaryReport> {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  const content = await documentText(path);
  return asInput(name, () => asReport(parsed(content)));
}

/**
 * Reads one summary, or several, each on a line of its own, as from a topic that windows of a stream are written to; empty
 * lines are left out.
 *
 * @throws InputError as `readReport` does
 */
export async function readReports(path: string): Promise<SummaryReport[]> {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  const content = await documentText(path);
  return documentsIn(content).map(({ text, line }) =>
    asInput(line === undefined ? name : `${name}:${line}`, () => asReport(parsed(text))),
  );
}

/** Lets an error of a document say which input it is of. */
function asInput(name: string, read: () => SummaryReport): SummaryReport {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    throw new InputError('corrupt', name, error.message, error.tip, { cause: error });
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    const begun = content.trimStart().startsWith('{');
    throw new ReportError(
      begun ? 'broken' : 'foreign',
      begun ? 'is no whole JSON document: it may be half-written' : 'is no summary of mooncake-annotate',
      'make it anew with summary --format json',
    );
  }
}
