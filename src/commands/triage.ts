import type { InputFault } from '../input/files/input-files.ts';
import { STANDARD_INPUT } from '../input/files/source.ts';
import { hostsOf } from '../triage/collect/hosts.ts';
import type { LineRange } from '../triage/report/line-ranges.ts';
import { triageOutcome } from '../triage/report/report.ts';
import type { TriageReport } from '../triage/report/triage-report.ts';
import { type ReadingOptions, TriageReading } from './triage/triage-reading.ts';

/** Everything `triage` needs to know, decided. */
export interface TriageOptions extends ReadingOptions {
  /** What was named besides, and cannot be read. */
  readonly unread: readonly InputFault[];
  readonly correctSkew: boolean;
  /** Logs or reports of an earlier time, against which patterns are new. */
  readonly baseline: readonly string[];
}

/** A report, and what went wrong on the way, as lines for standard error. */
export interface TriageResult {
  readonly report: TriageReport;
  /** Which lines each incident is made of, by its id. */
  readonly ranges: ReadonlyMap<number, readonly LineRange[]>;
  readonly faults: readonly string[];
  /** What was strange, but kept nothing from being read. */
  readonly warnings: readonly string[];
  /** Lines of which only the first part was looked at. */
  readonly longLines: number;
}

/**
 * Reads all inputs and works out what happened. Nothing is thrown for an input's sake.
 *
 * @throws InputError when a baseline cannot be read
 */
export async function triage(options: TriageOptions): Promise<TriageResult> {
  const hosts = hostsOf(options.files.map((path) => (path === STANDARD_INPUT ? 'standard input' : path)));
  const reading = new TriageReading(options, hosts);
  const baseline = options.baseline.length === 0 ? undefined : await reading.baseline(options.baseline);
  for (const [index, path] of options.files.entries()) {
    if (!options.stop.aborted) await reading.open(index, path);
  }
  for (const fault of options.unread) reading.miss(fault);
  await reading.readOpen();
  const { report, lines } = triageOutcome(reading.inputs(), {
    consequences: options.catalogue.consequences,
    messages: options.catalogue.knownMessages,
    codes: options.catalogue.codes,
    correctSkew: options.correctSkew,
    baseline,
    choice: options.lines,
    wording: reading.wording(),
  });
  reading.close();
  return {
    report,
    ranges: lines,
    faults: reading.faults,
    warnings: reading.warnings,
    longLines: reading.longLines,
  };
}
