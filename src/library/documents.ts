import { builtInCatalogue } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { summarise as count } from '../commands/summary.ts';
import { triage as collect } from '../commands/triage.ts';
import { type SummaryFormat, summaryFormats } from '../render/summary/summary-formats.ts';
import { plainLook } from '../render/text/look.ts';
import { ZoneFormat } from '../render/text/zone-format.ts';
import { type TriageFormat, triageFormats } from '../render/triage/triage-formats.ts';
import { autoBuckets, summaryReport } from '../summary/report.ts';
import type { SummaryReport } from '../summary/summary-report.ts';
import { TRIAGE_SCHEMA, type TriageReport } from '../triage/report/triage-report.ts';
import { ArgumentError } from './argument-error.ts';

/** How logs are read for a document. */
export interface DocumentOptions {
  readonly catalogue?: Catalogue;
  readonly timezone?: string;
  readonly since?: Date;
  readonly until?: Date;
  /** Whether messages may imply codes (default true). */
  readonly implied?: boolean;
  readonly signal?: AbortSignal;
}

/** A document, and a line for each input that could not be read, or not to its end. */
export interface Documented<Report> {
  readonly report: Report;
  readonly faults: readonly string[];
}

const longest = 1 << 20;

/**
 * Counts the codes of files, as `summary --format json` does. Compressed files are read too.
 *
 * @throws ArgumentError when the files are no list of names
 */
export async function summarise(
  files: readonly string[],
  options: DocumentOptions = {},
): Promise<Documented<SummaryReport>> {
  const { catalogue = builtInCatalogue(), timezone = 'local', implied = true } = options;
  const { tally, context, faults } = await count({
    catalogue,
    files: checkFiles(files),
    choice: {},
    implied,
    normal: false,
    timezone,
    longest,
    range: rangeOf(options),
    bucket: autoBuckets,
    jobs: 1,
    stop: options.signal ?? new AbortController().signal,
  });
  const zone = new ZoneFormat(timezone);
  return { report: summaryReport(tally, context, (time) => zone.iso(time)), faults };
}

/**
 * Says what broke first in files of any hosts, as `triage --format json` does.
 *
 * @throws ArgumentError when the files are no list of names
 */
export async function triage(
  files: readonly string[],
  options: DocumentOptions = {},
): Promise<Documented<TriageReport>> {
  const { catalogue = builtInCatalogue(), timezone = 'local', implied = true } = options;
  const zone = new ZoneFormat(timezone);
  const { report, faults } = await collect({
    catalogue,
    files: checkFiles(files),
    unread: [],
    choice: {},
    implied,
    normal: false,
    timezone,
    longest,
    lines: rangeOf(options) ?? {},
    jobs: 1,
    context: 2,
    correctSkew: false,
    baseline: [],
    iso: (time) => zone.iso(time),
    stop: options.signal ?? new AbortController().signal,
  });
  return { report, faults };
}

/**
 * A document as text in one of its formats: of a summary `table`, `json`, `csv`, `markdown`, `html` or `openmetrics`, of a triage
 * `text`, `json`, `markdown` or `html`.
 *
 * @throws ArgumentError for a format that the document does not have
 */
export async function render(
  document: SummaryReport | TriageReport,
  format: SummaryFormat | TriageFormat,
  catalogue: Catalogue = builtInCatalogue(),
): Promise<string> {
  if (document.schema === TRIAGE_SCHEMA) {
    const load = await rendererOf(triageFormats, format);
    return load(document as TriageReport, plainLook, {
      details: 'all',
      command: 'mooncake-annotate triage LOGS',
    });
  }
  const load = await rendererOf(summaryFormats, format);
  return load(document as SummaryReport, { catalogue, look: plainLook });
}

async function rendererOf<Name extends string, Renderer>(
  formats: { readonly names: readonly Name[]; load(name: Name): Promise<Renderer> },
  format: string,
): Promise<Renderer> {
  const name = formats.names.find((one) => one === format);
  if (name === undefined)
    throw new ArgumentError(`a format is one of ${formats.names.join(', ')}, not ${format}`);
  return formats.load(name);
}

function checkFiles(files: unknown): readonly string[] {
  if (Array.isArray(files) && files.every((file) => typeof file === 'string')) return files;
  throw new ArgumentError('files are a list of paths');
}

function rangeOf({ since, until }: DocumentOptions): { since?: number; until?: number } | undefined {
  if (since === undefined && until === undefined) return undefined;
  return {
    ...(since === undefined ? {} : { since: since.getTime() }),
    ...(until === undefined ? {} : { until: until.getTime() }),
  };
}
