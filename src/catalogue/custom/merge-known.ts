import type { CatalogueParts } from '../catalogue.ts';
import type { Code, Component } from '../code.ts';
import { type KnownMessage, knownMessages } from '../known-messages/index.ts';
import type { Fault } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { CatalogueSample } from './sample.ts';
import type { MessageEntry } from './schema/catalogue-file.ts';
import { severitiesOf } from './spellings.ts';

/** Collects which components the source files are of. */
export class SourceFilesMerge {
  readonly #files: Map<string, readonly Component[]>;

  /** @param before what is known of source files already */
  constructor(before: CatalogueParts['sourceFiles']) {
    this.#files = new Map(Object.entries(before));
  }

  /** Takes in a source file of a component. @param added whether an operator's catalogue brought the component */
  add(file: string, component: Component, added: boolean): void {
    const known = this.#files.get(file) ?? [];
    // A file of the operator's is none of Mooncake's, even if its name looks so; what a Python file calls, its name tells.
    if (!added) this.#files.set(file, [...new Set([...known, component])]);
    else if (known.length === 0 && !file.endsWith('.py')) this.#files.set(file, []);
  }

  /** The components of each file. */
  byFile(): CatalogueParts['sourceFiles'] {
    return Object.fromEntries(this.#files);
  }
}

/** Collects the messages that triage is to know, beside the built-in ones. */
export class KnownMerge {
  readonly #byId = new Map<string, KnownMessage>(knownMessages.map((message) => [message.id, message]));
  readonly #own = new Set<string>();
  readonly #builtIn: ReadonlySet<string> = new Set(knownMessages.map(({ id }) => id));

  /** @param before own messages of earlier catalogues */
  constructor(before: readonly KnownMessage[] = []) {
    for (const message of before) this.#take(message);
  }

  /** The ids of all messages, the built-in ones too. */
  ids(): ReadonlySet<string> {
    return new Set(this.#byId.keys());
  }

  /** The messages that files gave, or changed. */
  own(): KnownMessage[] {
    return [...this.#own].map((id) => this.#byId.get(id)!);
  }

  /** Whether an entry tells what triage is to say of its message. */
  static isKnown(entry: MessageEntry): boolean {
    return entry.id !== undefined || entry.title !== undefined;
  }

  /**
   * Adds or changes one message.
   *
   * @param code the code that it names, if any
   */
  add(
    document: CatalogueDocument,
    path: Path,
    entry: MessageEntry,
    code: Code | undefined,
  ): { readonly faults: readonly Fault[]; readonly id?: string; readonly sample?: CatalogueSample } {
    const fault = (at: Path, text: string) => ({ faults: [document.fault(at, text)] });
    const id = entry.id ?? idOf(entry.title!);
    if (id === '') return fault([...path, 'title'], 'the message needs an "id" of small letters; add one');
    const known = this.#byId.get(id);
    const title = entry.title ?? known?.title;
    if (title === undefined)
      return fault([...path, 'id'], `the message ${id} is new and needs a "title"; add one`);
    const pattern = entry.pattern;
    if (pattern === undefined && known === undefined)
      return fault(path, 'the message is new and needs a "pattern"; add one');
    if (entry.sample === undefined && known === undefined)
      return fault(
        path,
        'the message is new and needs a "sample": a whole log line that it matches; add one',
      );
    const component = code?.component ?? entry.component ?? known?.component;
    if (component === undefined)
      return fault(path, 'the message belongs to no component; say which with "component" or "code"');
    const isBuiltIn = this.#builtIn.has(id);
    const severities = severitiesOf(entry.severity);
    const patterns =
      pattern === undefined
        ? known!.patterns
        : isBuiltIn
          ? [...new Set([...known!.patterns, pattern])]
          : [pattern];
    const { files, loggers } = sourcesOf(entry);
    const message: KnownMessage = {
      ...(known ?? {}),
      id,
      component,
      title,
      ...(code === undefined ? {} : { code: code.name }),
      ...(severities === undefined ? {} : { severities }),
      ...(entry.severity === 'any' ? { severities: 'DIWEF' } : {}),
      ...(files === undefined ? {} : { files }),
      ...(loggers === undefined ? {} : { loggers }),
      ...(entry.grave === true ? { isGrave: true } : {}),
      ...(entry.routine === true ? { routine: true } : {}),
      ...(entry.cause === undefined ? {} : { causes: entry.cause }),
      ...(entry.runbook === undefined ? {} : { runbook: entry.runbook }),
      patterns,
      meaning: entry.meaning ?? entry.note ?? known?.meaning ?? `${title}.`,
      // What is known of a message of Mooncake's stays; the operator's own checks stand behind it.
      checks: isBuiltIn ? [...known!.checks, ...(entry.check ?? [])] : (entry.check ?? known?.checks ?? []),
      source: isBuiltIn ? known!.source : document.file,
      samples:
        entry.sample === undefined ? (known?.samples ?? []) : [...(known?.samples ?? []), entry.sample],
    };
    this.#take(message);
    if (entry.sample === undefined) return { faults: [], id };
    const expected = { kind: 'known', codes: [], id } as const;
    return { faults: [], id, sample: { document, path: [...path, 'sample'], line: entry.sample, expected } };
  }

  #take(message: KnownMessage): void {
    this.#byId.set(message.id, message);
    this.#own.add(message.id);
  }
}

/** Where a message counts; undefined where it may stand in any line. */
function sourcesOf({ file, logger }: MessageEntry): Pick<KnownMessage, 'files' | 'loggers'> {
  if (file === undefined && logger === undefined) return {};
  return { files: file === undefined ? [] : [file], loggers: logger === undefined ? [] : [logger] };
}

/** `The queue is full` becomes `the-queue-is-full`. */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
}
