import type { Code } from '../code.ts';
import type { Message, MessagesByFile } from '../message.ts';
import type { CatalogueDocument, Path } from './document.ts';
import type { Expectation } from './expectation.ts';
import type { Fault } from './fault.ts';
import { meant } from './near.ts';
import type { Sample } from './sample.ts';
import type { MessageEntry } from './schema.ts';

interface MergedMessage {
  readonly faults: readonly Fault[];
  readonly sample?: Sample;
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
  add(document: CatalogueDocument, path: Path, entry: MessageEntry, codes: readonly Code[]): MergedMessage {
    const fault = (at: Path, text: string): MergedMessage => ({ faults: [document.fault(at, text)] });
    const source = entry.file ?? entry.logger;
    if (source === undefined || (entry.file !== undefined && entry.logger !== undefined))
      return fault(path, 'a message needs either "file" or "logger": who prints it; give one of them');
    const rows = this.#byFile.get(source) ?? [];
    const { pattern, severity } = entry;
    const index = rows.findIndex((row) => row.pattern === pattern && row.severity === severity);
    const known = rows[index];
    if (entry.code !== undefined && entry.oneOf !== undefined)
      return fault([...path, 'oneOf'], 'a message has either "code" or "oneOf"; leave one out');
    const says = entry.code !== undefined || entry.oneOf !== undefined;
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
    if (entry.sample === undefined) return { faults: [] };
    const expected: Expectation = { kind: first === undefined ? 'nothing' : 'implied', codes: resolved };
    return { faults: [], sample: { document, path: [...path, 'sample'], line: entry.sample, expected } };
  }
}

function groupOf(code: Code): string {
  return `${code.component} / ${code.group}`;
}

/** The code of this name, or what is wrong with the name. */
function resolve(name: string, component: string | undefined, codes: readonly Code[]): Code | string {
  const named = codes.filter((code) => code.name === name);
  const found = component === undefined ? named : named.filter((code) => code.component === component);
  if (found.length === 1) return found[0]!;
  if (found.length > 1)
    return `${name} is a code of ${found.map((code) => code.component).join(' and of ')}; say which with "component"`;
  if (named.length > 0)
    return `${component} has no code ${name}; it is one of ${named.map((code) => code.component).join(', ')}`;
  const scope = codes.filter((code) => component === undefined || code.component === component);
  const near = meant(
    name,
    scope.map((code) => code.name),
  );
  return `no code is named ${name}${near || '; add it under components, or run: mooncake-annotate codes'}`;
}
