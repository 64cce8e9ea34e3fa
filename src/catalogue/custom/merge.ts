import { Catalogue, type CatalogueParts } from '../catalogue.ts';
import type { Code, Component } from '../code.ts';
import { componentNamed } from '../lookup.ts';
import type { NumberForm, OwnForms } from '../own-forms.ts';
import type { CatalogueDocument, Path } from './document.ts';
import type { Fault } from './fault.ts';
import { MessageMerge } from './merge-messages.ts';
import { meant } from './near.ts';
import type { Sample } from './sample.ts';
import type { CatalogueFile, CodeEntry, ComponentEntry, NumberEntry } from './schema.ts';

/** Merges checked catalogue files into the rows of a catalogue, one after the other. */
export class CatalogueMerge {
  readonly samples: Sample[] = [];
  readonly #parts: CatalogueParts;
  readonly #codes: Code[];
  readonly #own: OwnForms[];
  readonly #sourceFiles: Map<string, readonly Component[]>;
  readonly #messages: MessageMerge;
  readonly #builtIn: ReadonlySet<Component>;
  #faults: Fault[] = [];
  readonly #components = new Set<Component>();
  #codesGiven = 0;
  #messagesGiven = 0;

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
    this.#codes = [...parts.codes];
    this.#own = [...(parts.own ?? [])];
    this.#sourceFiles = new Map(Object.entries(parts.sourceFiles));
    this.#messages = new MessageMerge(parts.messages);
    const added = new Set(this.#own.filter((forms) => forms.added).map((forms) => forms.component));
    this.#builtIn = new Set(parts.codes.map((code) => code.component).filter((name) => !added.has(name)));
  }

  /** How many components, codes and messages the files gave. */
  get counts(): { readonly components: number; readonly codes: number; readonly messages: number } {
    return { components: this.#components.size, codes: this.#codesGiven, messages: this.#messagesGiven };
  }

  /** Merges one file; entries with faults are left out, and the faults returned. */
  add(document: CatalogueDocument, data: CatalogueFile): readonly Fault[] {
    this.#faults = [];
    for (const [name, entry] of Object.entries(data.components ?? {})) this.#component(document, name, entry);
    for (const [index, entry] of (data.messages ?? []).entries()) {
      this.#messagesGiven++;
      const merged = this.#messages.add(document, ['messages', index], entry, this.#codes);
      this.#faults.push(...merged.faults);
      if (merged.sample !== undefined) this.samples.push(merged.sample);
    }
    return this.#faults;
  }

  /** The rows with all that was merged. */
  parts(): CatalogueParts {
    return {
      ...this.#parts,
      codes: this.#codes,
      own: this.#own,
      sourceFiles: Object.fromEntries(this.#sourceFiles),
      messages: this.#messages.byFile(),
      callers: [...(this.#parts.callers ?? []), ...this.#messages.callers],
    };
  }

  #component(document: CatalogueDocument, name: Component, entry: ComponentEntry): void {
    const path = ['components', name];
    const fault = (at: Path, text: string): void => void this.#faults.push(document.fault(at, text));
    const spelled = componentNamed(name, new Catalogue({ ...this.#parts, codes: this.#codes }));
    if (spelled !== undefined && spelled !== name) {
      this.#faults.push(
        document.faultAtKey(
          path,
          `"${name}" is another spelling of ${spelled}; write ${spelled}, or choose another name`,
        ),
      );
      return;
    }
    this.#components.add(name);
    const added = !this.#builtIn.has(name);
    const { files = [], loggers = [], numbers = [], codes: rows = [] } = entry;
    if (added && rows.length === 0 && !this.#codes.some((code) => code.component === name))
      this.#faults.push(document.faultAtKey(path, `${name} is a new component without codes; add some`));
    if (entry.names === 'own' && files.length === 0 && loggers.length === 0)
      fault(
        [...path, 'names'],
        'names: own needs files or loggers of the component; add them, or write anywhere',
      );
    const seen = new Set<string>();
    const stated: Code[] = [];
    for (const [index, row] of rows.entries()) {
      const at = [...path, 'codes', index];
      this.#codesGiven++;
      if (seen.has(row.name)) {
        fault([...at, 'name'], `${row.name} stands twice in ${name}; put both entries into one`);
        continue;
      }
      seen.add(row.name);
      const code = this.#code(document, at, name, row);
      if (code === undefined) continue;
      if (code.isNew || code.row.aliases !== undefined) stated.push(code.row);
      for (const [number, line] of (row.sample ?? []).entries())
        this.samples.push({
          document,
          path: [...at, 'sample', number],
          line,
          expected: { kind: 'code', codes: [code.row] },
        });
    }
    for (const file of files) this.#sourceFile(file, name, added);
    const forms = numbers.map((form, index) => this.#numberForm(document, [...path, 'numbers', index], form));
    this.#own.push({
      component: name,
      added,
      files,
      loggers,
      names: entry.names ?? 'anywhere',
      numbers: forms,
      codes: stated,
    });
  }

  #code(
    document: CatalogueDocument,
    path: Path,
    component: Component,
    entry: CodeEntry,
  ): { row: Code; isNew: boolean } | undefined {
    const index = this.#codes.findIndex((code) => code.component === component && code.name === entry.name);
    const known = this.#codes[index];
    const { value = known?.value, description = known?.description } = entry;
    if (value === undefined || description === undefined) {
      const needs = [
        ...(value === undefined ? ['a value'] : []),
        ...(description === undefined ? ['a description'] : []),
      ];
      const names = this.#codes.filter((code) => code.component === component).map((code) => code.name);
      this.#faults.push(
        document.fault(
          [...path, 'name'],
          `${entry.name} is new in ${component} and needs ${needs.join(' and ')}${meant(entry.name, names)}`,
        ),
      );
      return undefined;
    }
    const twin = this.#codes.find(
      (code, at) => code.component === component && code.value === value && at !== index,
    );
    if (twin !== undefined) {
      this.#faults.push(
        document.fault(
          [...path, 'value'],
          `${value} is ${twin.name} of ${component} already; change that code, or give the name to it as an alias`,
        ),
      );
      return undefined;
    }
    const row: Code = {
      group: 'Other',
      cause: [],
      action: [],
      sample: [],
      ...known,
      ...present(entry),
      component,
      name: entry.name,
      value,
      description,
      origin: 'custom',
    };
    if (known !== undefined) this.#replace(index, row);
    else this.#codes.splice(this.#placeOf(row), 0, row);
    return { row, isNew: known === undefined };
  }

  /** A row stands for its code in the forms of earlier catalogues too. */
  #replace(index: number, row: Code): void {
    const known = this.#codes[index]!;
    this.#codes[index] = row;
    for (const [at, forms] of this.#own.entries()) {
      if (forms.codes.includes(known))
        this.#own[at] = { ...forms, codes: forms.codes.map((code) => (code === known ? row : code)) };
    }
  }

  /** Behind the last code of its group, or of its component, so that listings stay in order. */
  #placeOf(row: Code): number {
    const ofGroup = this.#codes.findLastIndex(
      (code) => code.component === row.component && code.group === row.group,
    );
    if (ofGroup !== -1) return ofGroup + 1;
    const ofComponent = this.#codes.findLastIndex((code) => code.component === row.component);
    return ofComponent === -1 ? this.#codes.length : ofComponent + 1;
  }

  #sourceFile(file: string, component: Component, added: boolean): void {
    const known = this.#sourceFiles.get(file) ?? [];
    // A file of the operator's is none of Mooncake's, even if its name looks so; what a Python file calls, its name tells.
    if (!added) this.#sourceFiles.set(file, [...new Set([...known, component])]);
    else if (known.length === 0 && !file.endsWith('.py')) this.#sourceFiles.set(file, []);
  }

  #numberForm(document: CatalogueDocument, path: Path, entry: NumberEntry): NumberForm {
    const { after = [], files = [], loggers = [] } = entry;
    if (after.length + files.length + loggers.length === 0)
      this.#faults.push(
        document.fault(
          path,
          'a form of numbers needs "after" (the text before the number), "files" or "loggers"; add one',
        ),
      );
    return { after, files, loggers };
  }
}

/** An object without its undefined fields. */
function present<Fields extends object>(fields: Fields): { [Key in keyof Fields]: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
