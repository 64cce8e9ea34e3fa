import { closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openSource } from '../../input/files/source.ts';
import { asInputError, InputError } from '../../input/input-error.ts';
import { safeLog } from '../../render/text/safe-text.ts';
import type { TriageReader } from '../../triage/read/triage-reader.ts';
import { TRIAGE_SCHEMA } from '../../triage/report/triage-report.ts';
import { Baseline, type TemplateIdentity } from '../../triage/templates/baseline.ts';
import { TemplateTree } from '../../triage/templates/template-tree.ts';

/** A report is no longer than this; what is larger is a log. */
const largestReport = 64 * 1024 ** 2;

/**
 * Reads what was normal at an earlier time: logs, or reports that `triage --format json` printed.
 *
 * @throws InputError when one of them cannot be read, or is a document without patterns
 */
export async function readBaseline(
  files: readonly string[],
  reader: TriageReader,
  stop: AbortSignal,
): Promise<Baseline> {
  const templates: TemplateIdentity[] = [];
  for (const path of files) {
    const source = await openSource(path);
    const report = source.kind === 'file' && source.size <= largestReport ? await reportIn(path) : undefined;
    if (report !== undefined) {
      if (source.kind === 'file') closeSync(source.fd);
      templates.push(...report);
      continue;
    }
    const read = await reader.read(source, path, path, stop);
    if (source.kind === 'file') closeSync(source.fd);
    if (read.failure !== undefined) throw asInputError(read.failure, path);
    const tree = new TemplateTree();
    tree.merge(read.log.templates);
    templates.push(...tree.templates().map((of) => ({ ...of, template: safeLog(of.template) })));
  }
  return new Baseline(templates);
}

/** The patterns of a report; undefined when the file is none. */
async function reportIn(path: string): Promise<readonly TemplateIdentity[] | undefined> {
  const text = await readFile(path, 'utf8');
  if (!/^\s*\{/.test(text.slice(0, 100))) return undefined;
  let document: { readonly schema?: unknown; readonly patterns?: unknown };
  try {
    document = JSON.parse(text) as typeof document;
  } catch {
    // Logs of JSON lines begin like this too.
    return undefined;
  }
  if (document.schema === TRIAGE_SCHEMA && Array.isArray(document.patterns))
    return document.patterns as TemplateIdentity[];
  throw new InputError(
    'unsupported',
    path,
    'is a document without patterns',
    'give a log, or what triage --format json printed',
  );
}
