import type { InputFault } from '../input/files/input-files.ts';
import { STANDARD_INPUT } from '../input/files/source.ts';
import type { ShareName } from '../summary/shares/share-ends.ts';
import { hostsOf } from '../triage/collect/hosts.ts';
import type { Wording } from '../triage/collect/input-evidence.ts';
import type { LineRange } from '../triage/report/incident.ts';
import { triageOutcome, triageReport } from '../triage/report/report.ts';
import type { TriageReport } from '../triage/report/triage-report.ts';
import { joinTriageShares } from '../triage/shares/join-shares.ts';
import { readShares } from '../triage/shares/share-documents.ts';
import { shareDocument, type TriageShare } from '../triage/shares/triage-share.ts';
import { type ReadingOptions, TriageReading } from './triage/triage-reading.ts';

/** Everything `triage` needs to know, decided. */
export interface TriageOptions extends ReadingOptions {
  /** What was named besides, and cannot be read. */
  readonly unread: readonly InputFault[];
  readonly correctSkew: boolean;
  /** Logs or reports of an earlier time, against which patterns are new. */
  readonly baseline: readonly string[];
  /** Which share of which log the only input is. */
  readonly share?: ShareName | undefined;
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
export async function triageInputs(options: TriageOptions): Promise<TriageResult> {
  const { share } = options;
  const names = options.files.map((path) => share?.input ?? path);
  const hosts = hostsOf(names.map((name) => (name === STANDARD_INPUT ? 'standard input' : name)));
  const reading = new TriageReading(options, hosts);
  const baseline = options.baseline.length === 0 ? undefined : await reading.baseline(options.baseline);
  for (const [index, path] of options.files.entries()) {
    if (!options.stop.aborted) await reading.open(index, path, names[index]);
  }
  for (const fault of options.unread) reading.miss(fault);
  await reading.readOpen();
  const inputs = reading.inputs();
  const wording = new RememberedContexts(reading.wording());
  const { report, lines } = triageOutcome(inputs, {
    consequences: options.catalogue.consequences,
    messages: options.catalogue.knownMessages,
    codes: options.catalogue.codes,
    correctSkew: options.correctSkew,
    baseline,
    choice: options.lines,
    wording,
  });
  reading.close();
  return {
    report:
      share === undefined
        ? report
        : {
            ...report,
            share: shareDocument({
              number: share.number,
              of: share.of,
              contexts: wording.contexts,
              input: inputs[0]!,
            }),
          },
    ranges: lines,
    faults: reading.faults,
    warnings: reading.warnings,
    longLines: reading.longLines,
  };
}

/** What a merge of shares needs to know, decided. */
export interface TriageMergeOptions
  extends Pick<TriageOptions, 'catalogue' | 'correctSkew' | 'baseline' | 'iso' | 'stop'> {
  /** Triage documents of shares; `-` is standard input. */
  readonly files: readonly string[];
  /** How a baseline is read. */
  readonly reading: ReadingOptions;
}

/**
 * Works out what happened from what was gathered of shares, as one run over their logs would.
 *
 * @throws InputError when a document or a baseline cannot be read, or is no share
 */
export async function mergeTriage(options: TriageMergeOptions): Promise<TriageReport> {
  const shares: TriageShare[] = [];
  for (const file of options.files) shares.push(...(await readShares(file, options.catalogue.knownMessages)));
  const reading = new TriageReading(options.reading, []);
  const baseline = options.baseline.length === 0 ? undefined : await reading.baseline(options.baseline);
  const { inputs, contexts, limitations } = joinTriageShares(shares);
  const report = triageReport(inputs, {
    consequences: options.catalogue.consequences,
    messages: options.catalogue.knownMessages,
    codes: options.catalogue.codes,
    correctSkew: options.correctSkew,
    baseline,
    wording: {
      ...reading.wording(),
      context: ({ name }, { offset }) => contexts.get(name)?.get(offset) ?? { before: [], after: [] },
    },
  });
  return { ...report, limitations: [...report.limitations, ...limitations] };
}

/** Remembers the lines around those that a report shows. */
class RememberedContexts implements Wording {
  readonly #wording: Wording;
  readonly #contexts = new Map<
    number,
    { readonly before: readonly string[]; readonly after: readonly string[] }
  >();

  constructor(wording: Wording) {
    this.#wording = wording;
  }

  /** Those of the lines of all inputs, by where the lines begin. */
  get contexts(): TriageShare['contexts'] {
    return [...this.#contexts].map(([offset, lines]) => ({ offset, ...lines }));
  }

  iso(time: number): string {
    return this.#wording.iso(time);
  }

  visible(text: string): string {
    return this.#wording.visible(text);
  }

  context(...asked: Parameters<Wording['context']>): ReturnType<Wording['context']> {
    const lines = this.#wording.context(...asked);
    if (lines.before.length + lines.after.length > 0) this.#contexts.set(asked[1].offset, lines);
    return lines;
  }
}
