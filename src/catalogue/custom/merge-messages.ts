import type { Code } from '../code.ts';
import type { Message, MessagesByFile } from '../message.ts';
import type { CodeRows } from './code-rows.ts';
import type { Fault } from './fault.ts';
import { suggestName } from './fault.ts';
import { KnownMerge } from './merge-known.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { CatalogueSample, SampleExpectation } from './sample.ts';
import type { MessageEntry } from './schema/catalogue-file.ts';

interface MergedMessage {
  readonly faults: readonly Fault[];
  readonly sample?: CatalogueSample;
  /** The code that the message names alone. */
  readonly code?: Code | undefined;
}

/** Merges messages by source file, severity and pattern. */
export class MessageMerge {
  /** Keys of messages that glog does not print: loggers and Python files. */
  readonly callers = new Set<string>();
  readonly #byFile: Map<string, readonly Message[]>;

  constructor(messages: MessagesByFile) {
    this.#byFile = new Map(Object.entries(messages));
  }

  byFile(): MessagesByFile {
    return Object.fromEntries(this.#byFile);
  }

  /** Adds or changes one message; `codes` are all that it may name. */
  add(document: CatalogueDocument, path: Path, entry: MessageEntry, codes: CodeRows): MergedMessage {
    const fault = (at: Path, text: string): MergedMessage => ({ faults: [document.fault(at, text)] });
    if (entry.code !== undefined && entry.oneOf !== undefined)
      return fault([...path, 'oneOf'], 'a message has either "code" or "oneOf"; leave one out');
    const isKnown = KnownMerge.isKnown(entry);
    const source = entry.file ?? entry.logger;
    if (entry.file !== undefined && entry.logger !== undefined)
      return fault(path, 'a message has either "file" or "logger"; leave one out');
    const says = entry.code !== undefined || entry.oneOf !== undefined;
    // What triage is to know may stand in any line; it implies nothing by itself.
    if (isKnown && (source === undefined || !says)) return this.#namedBy(document, path, entry, codes);
    if (source === undefined)
      return fault(
        path,
        'a message needs "file" or "logger": who prints it; or a "title", for triage to know it in any line; add one',
      );
    const { pattern, severity } = entry;
    if (pattern === undefined)
      return fault(path, `${path.at(-2)} ${Number(path.at(-1)) + 1} has no pattern; add one`);
    if (severity === undefined || !/^[WEF]+$/.test(severity))
      return fault(
        severity === undefined ? path : [...path, 'severity'],
        '"severity" must be E, W or F; only warnings, errors and fatal lines imply codes',
      );
    const merged = [...severity].map((letter) =>
      this.#implying(
        document,
        path,
        entry,
        { source, pattern, severity: letter as Message['severity'] },
        codes,
      ),
    );
    return merged.find(({ faults }) => faults.length > 0) ?? merged[0]!;
  }

  /** Adds or changes the message of one severity. */
  #implying(
    document: CatalogueDocument,
    path: Path,
    entry: MessageEntry,
    { source, pattern, severity }: { source: string } & Pick<Message, 'pattern' | 'severity'>,
    codes: CodeRows,
  ): MergedMessage {
    const fault = (at: Path, text: string): MergedMessage => ({ faults: [document.fault(at, text)] });
    const says = entry.code !== undefined || entry.oneOf !== undefined;
    const rows = this.#byFile.get(source) ?? [];
    const index = rows.findIndex((row) => row.pattern === pattern && row.severity === severity);
    const known = rows[index];
    if (!says && known === undefined)
      return fault(path, 'the message is new and needs "code", "oneOf", or "code: none"; add one');
    if (entry.sample === undefined && known === undefined)
      return fault(
        path,
        'the message is new and needs a "sample": a whole log line that it matches; add one',
      );

    const component = entry.component ?? (says ? undefined : known?.component);
    const names = says
      ? (entry.oneOf ?? (entry.code === 'none' ? [] : [entry.code!]))
      : (known?.oneOf ?? (known?.code === undefined ? [] : [known.code]));
    const resolved: Code[] = [];
    for (const [at, name] of names.entries()) {
      const where = !says ? path : entry.oneOf === undefined ? [...path, 'code'] : [...path, 'oneOf', at];
      const found = resolve(name, component, codes);
      if (typeof found === 'string') return fault(where, found);
      resolved.push(found);
    }
    const first = resolved[0];
    const stray = resolved.findIndex(
      (code) => code.component !== first?.component || code.group !== first.group,
    );
    if (stray > 0)
      return fault(
        [...path, 'oneOf', stray],
        `${resolved[stray]!.name} is of ${groupOf(resolved[stray]!)}, ${first!.name} of ${groupOf(first!)}; a message can only imply codes of one group`,
      );

    const note = entry.note ?? known?.note;
    const check = entry.check ?? known?.check;
    const sample = entry.sample ?? known?.sample;
    const row: Message = {
      pattern,
      severity,
      ...(resolved.length === 1 ? { code: first!.name } : {}),
      ...(resolved.length > 1 ? { oneOf: resolved.map((code) => code.name) } : {}),
      ...(first === undefined ? {} : { component: first.component }),
      since: known?.since ?? 'custom',
      ...(known?.until === undefined ? {} : { until: known.until }),
      ...(note === undefined ? {} : { note }),
      ...(check === undefined ? {} : { check }),
      ...(sample === undefined ? {} : { sample }),
    };
    this.#byFile.set(source, known === undefined ? [...rows, row] : rows.with(index, row));
    if (entry.logger !== undefined || source.endsWith('.py')) this.callers.add(source);
    const code = resolved.length === 1 ? first : undefined;
    if (entry.sample === undefined) return { faults: [], code };
    const expected: SampleExpectation =
      first === undefined
        ? { kind: 'nothing', codes: resolved, source, message: row }
        : { kind: 'implied', codes: resolved };
    return {
      faults: [],
      code,
      sample: { document, path: [...path, 'sample'], line: entry.sample, expected },
    };
  }

  /** The code that a message names which implies none. */
  #namedBy(document: CatalogueDocument, path: Path, entry: MessageEntry, codes: CodeRows): MergedMessage {
    if (entry.oneOf !== undefined)
      return {
        faults: [
          document.fault(
            [...path, 'oneOf'],
            'a message without "file" or "logger" has one code; write "code"',
          ),
        ],
      };
    if (entry.code === undefined || entry.code === 'none') return { faults: [] };
    const found = resolve(entry.code, entry.component, codes);
    if (typeof found === 'string') return { faults: [document.fault([...path, 'code'], found)] };
    return { faults: [], code: found };
  }
}

function groupOf(code: Code): string {
  return `${code.component} / ${code.group}`;
}

/** The code of this name, or what is wrong with the name. */
function resolve(name: string, component: string | undefined, codes: CodeRows): Code | string {
  const named = codes.named(name);
  const found = component === undefined ? named : named.filter((code) => code.component === component);
  if (found.length === 1) return found[0]!;
  if (found.length > 1)
    return `${name} is a code of ${found.map((code) => code.component).join(' and of ')}; say which with "component"`;
  if (named.length > 0)
    return `${component} has no code ${name}; it is one of ${named.map((code) => code.component).join(', ')}`;
  const scope = (component === undefined ? codes.components() : [component]).flatMap((one) => codes.of(one));
  const near = suggestName(
    name,
    scope.map((code) => code.name),
  );
  return `no code is named ${name}${near || '; add it under components, or run: mooncake-annotate codes'}`;
}
