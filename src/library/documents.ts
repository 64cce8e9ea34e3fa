import { builtInCatalogue, builtInParts } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import { CatalogueError } from '../catalogue/custom/fault.ts';
import { mergeCatalogues } from '../catalogue/custom/merge-catalogues.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import { summariseInputs as count } from '../commands/summary.ts';
import { triageInputs as collect } from '../commands/triage.ts';
import { type SummaryFormat, summaryFormats } from '../render/summary/summary-formats.ts';
import { plainDisplay } from '../render/text/display.ts';
import { ZoneFormat } from '../render/text/zone-format.ts';
import { type TriageFormat, triageFormats } from '../render/triage/triage-formats.ts';
import { autoBuckets, summaryReport } from '../summary/report.ts';
import type { SummaryReport } from '../summary/summary-report.ts';
import { TRIAGE_SCHEMA, type TriageReport } from '../triage/report/triage-report.ts';
import { ArgumentError, isLogStream, type LogStream, StreamInput } from './log-stream.ts';

/** How logs are read for a document. */
export interface DocumentOptions {
  readonly catalogue?: Catalogue;
  readonly timezone?: string;
  readonly since?: Date;
  readonly until?: Date;
  /** Whether messages may imply codes (default true). */
  readonly implied?: boolean;
  readonly signal?: AbortSignal;
  /** What a stream is called in the document, and where its host is taken from. Default `stream`. */
  readonly name?: string;
}

/** A document, and a line for each input that could not be read, or not to its end. */
export interface Documented<Report> {
  readonly report: Report;
  readonly faults: readonly string[];
}

const longest = 1 << 20;

/**
 * Counts the codes of files, or of a stream, as `summary --format json` does. Compressed ones are read too. A stream that fails
 * is a line in `faults`, and what it gave until then is counted.
 *
 * @throws ArgumentError when it is given neither a list of paths nor a stream of text or bytes
 * @example (await summarise(response.body, { name: 'pod-3' })).report.groups
 */
export async function summarise(
  logs: readonly string[] | LogStream,
  options: DocumentOptions = {},
): Promise<Documented<SummaryReport>> {
  const { catalogue = builtInCatalogue(), timezone = 'local', implied = true } = options;
  const input = inputOf(logs, options);
  const { tally, context, faults } = await count({
    catalogue,
    files: input.files,
    open: input.open,
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
  if (input.mistake !== undefined) throw input.mistake;
  const zone = new ZoneFormat(timezone);
  return { report: summaryReport(tally, context, (time) => zone.iso(time)), faults };
}

/**
 * Says what broke first in files of any hosts, or in a stream, as `triage --format json` does.
 *
 * @throws ArgumentError when it is given neither a list of paths nor a stream of text or bytes
 */
export async function triage(
  logs: readonly string[] | LogStream,
  options: DocumentOptions = {},
): Promise<Documented<TriageReport>> {
  const { catalogue = builtInCatalogue(), timezone = 'local', implied = true } = options;
  const zone = new ZoneFormat(timezone);
  const input = inputOf(logs, options);
  const { report, faults } = await collect({
    catalogue,
    files: input.files,
    open: input.open,
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
  if (input.mistake !== undefined) throw input.mistake;
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
    return load(document as TriageReport, plainDisplay, {
      details: 'all',
      command: 'mooncake-annotate triage LOGS',
    });
  }
  const load = await rendererOf(summaryFormats, format);
  return load(document as SummaryReport, { catalogue, display: plainDisplay });
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

/** What a command is to read. */
function inputOf(logs: unknown, { name = 'stream' }: DocumentOptions): Files | StreamInput {
  if (Array.isArray(logs) && logs.every((file) => typeof file === 'string')) return { files: logs };
  if (isLogStream(logs)) return new StreamInput(logs, name);
  throw new ArgumentError('logs are a list of paths, or a stream of text or bytes');
}

interface Files {
  readonly files: readonly string[];
  readonly open?: undefined;
  readonly mistake?: undefined;
}

function rangeOf({ since, until }: DocumentOptions): { since?: number; until?: number } | undefined {
  if (since === undefined && until === undefined) return undefined;
  return {
    ...(since === undefined ? {} : { since: since.getTime() }),
    ...(until === undefined ? {} : { until: until.getTime() }),
  };
}

/**
 * Mooncake's codes with an operator's own, from the texts of YAML or JSON files; what a later one says holds.
 *
 * @throws CatalogueError with file, line and column of every fault
 */
export function createCatalogue(...texts: readonly { file: string; text: string }[]): Catalogue {
  const { catalogue, faults } = mergeCatalogues(builtInParts, texts);
  const [first, ...others] = faults;
  if (first !== undefined) throw new CatalogueError([first, ...others]);
  return catalogue;
}

/**
 * The codes that a word names: a number, a name in any case, a status, each with an optional component. All readings of a
 * number that components share; none for a word that names no code.
 *
 * @example explain('-704')[0].name // 'OBJECT_NOT_FOUND'
 * @example explain('te:-101')[0].name // 'ERR_DNS'
 */
export function explain(word: string | number, catalogue: Catalogue = builtInCatalogue()): readonly Code[] {
  return codesCalled(String(word), catalogue);
}
