import type { CatalogueParts } from '../catalogue.ts';
import type { Code, Component } from '../code.ts';
import { findComponent } from '../lookup.ts';
import type { OwnForms, OwnSilence, OwnSpelling } from '../own-forms.ts';
import type { PackCodes } from '../packs/pack.ts';
import { CodeRows, withDefaults, withoutNumber, withoutUndefined } from './code-rows.ts';
import type { Fault } from './fault.ts';
import { suggestName } from './fault.ts';
import { EventNames, FollowsMerge } from './merge-follows.ts';
import { KnownMerge, SourceFilesMerge } from './merge-known.ts';
import { MessageMerge } from './merge-messages.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { CatalogueSample } from './sample.ts';
import type { CatalogueFile, CodeEntry, ComponentEntry } from './schema/catalogue-file.ts';
import { aliasTexts, numberForm, severitiesOf, silencesOf, spellingsOf } from './spellings.ts';

/** What the files made together. */
interface MergedParts {
  readonly parts: CatalogueParts;
  readonly faults: readonly Fault[];
  /** What is no fault, but may be a mistake. */
  readonly warnings: readonly Fault[];
}

/** Merges checked catalogue files into the rows of a catalogue, one after the other. */
export class CatalogueMerge {
  readonly samples: CatalogueSample[] = [];
  readonly #parts: CatalogueParts;
  readonly #rows: CodeRows;
  readonly #own: OwnForms[];
  readonly #silences: OwnSilence[];
  readonly #sourceFiles: SourceFilesMerge;
  readonly #messages: MessageMerge;
  readonly #known: KnownMerge;
  readonly #follows = new FollowsMerge();
  readonly #builtIn: ReadonlySet<Component>;
  /** What the files say of each code so far, so that a later one need only give what changes. */
  readonly #entries = new Map<string, CodeEntry>();
  #faults: Fault[] = [];
  readonly #components = new Set<Component>();
  #codesGiven = 0;
  #messagesGiven = 0;

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
    this.#rows = new CodeRows(parts.codes);
    this.#own = [...(parts.own ?? [])];
    this.#silences = [...(parts.silences ?? [])];
    this.#sourceFiles = new SourceFilesMerge(parts.sourceFiles);
    this.#messages = new MessageMerge(parts.messages);
    this.#known = new KnownMerge(parts.knownMessages);
    const added = new Set(this.#own.filter((forms) => forms.added).map((forms) => forms.component));
    this.#builtIn = new Set(this.#rows.components().filter((name) => !added.has(name)));
  }

  /** How many components, codes and messages the files gave. */
  get counts(): { readonly components: number; readonly codes: number; readonly messages: number } {
    return { components: this.#components.size, codes: this.#codesGiven, messages: this.#messagesGiven };
  }

  /** Merges one file; entries with faults are left out, and the faults returned. */
  add(document: CatalogueDocument, data: CatalogueFile): readonly Fault[] {
    this.#faults = [];
    for (const [name, entry] of Object.entries(data.components ?? {})) this.#component(document, name, entry);
    for (const [index, entry] of (data.messages ?? []).entries()) this.#message(document, index, entry);
    this.#silences.push(...silencesOf(data.noError));
    return this.#faults;
  }

  /** The rows with all that was merged, and what is wrong with what they say of each other. @param packs all packs, chosen or not */
  finish(packs?: PackCodes): MergedParts {
    const { consequences, faults, warnings } = this.#follows.resolve(
      new EventNames(this.#rows, this.#known.ids(), packs),
    );
    const known = this.#known.own();
    const codes = this.#rows.all();
    const parts: CatalogueParts = {
      ...this.#parts,
      codes,
      own: this.#own,
      sourceFiles: this.#sourceFiles.byFile(),
      messages: this.#messages.byFile(),
      callers: [...(this.#parts.callers ?? []), ...this.#messages.callers],
      ...(this.#silences.length === 0 ? {} : { silences: this.#silences }),
      ...(known.length === 0 ? {} : { knownMessages: known }),
      consequences: [...(this.#parts.consequences ?? []), ...consequences],
      causeless: [
        ...(this.#parts.causeless ?? []),
        ...codes
          .filter(({ component }) => this.#components.has(component) && !this.#builtIn.has(component))
          .map(({ component, name }): `${string}/${string}` => `${component}/${name}`)
          .filter((event) => !this.#follows.has(event)),
      ],
    };
    return { parts, faults, warnings };
  }

  #message(
    document: CatalogueDocument,
    index: number,
    entry: NonNullable<CatalogueFile['messages']>[number],
  ): void {
    this.#messagesGiven++;
    const path = ['messages', index];
    const implying = this.#messages.add(document, path, entry, this.#rows);
    this.#faults.push(...implying.faults);
    if (implying.sample !== undefined) this.samples.push(implying.sample);
    if (implying.faults.length > 0) return;
    if (!KnownMerge.isKnown(entry)) {
      if (entry.follows !== undefined)
        this.#faults.push(
          document.fault(
            [...path, 'follows'],
            '"follows" of a message needs a "title", by which triage knows it; add one',
          ),
        );
      return;
    }
    const { faults, sample, id } = this.#known.add(document, path, entry, implying.code);
    this.#faults.push(...faults);
    if (sample !== undefined) this.samples.push(sample);
    if (id !== undefined && entry.follows !== undefined)
      this.#follows.add(document, [...path, 'follows'], `message/${id}`, entry.follows);
  }

  #component(document: CatalogueDocument, name: Component, entry: ComponentEntry): void {
    const path = ['components', name];
    const fault = (at: Path, text: string): void => void this.#faults.push(document.fault(at, text));
    const spelled = findComponent(name, this.#rows.components());
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
    if (added && rows.length === 0 && this.#rows.of(name).length === 0)
      this.#faults.push(document.faultAtKey(path, `${name} is a new component without codes; add some`));
    if (entry.names === 'own' && files.length === 0 && loggers.length === 0)
      fault(
        [...path, 'names'],
        'names: own needs files or loggers of the component; add them, or write anywhere',
      );
    if (entry.follows !== undefined) this.#follows.check(document, [...path, 'follows'], entry.follows);
    const seen = new Set<string>();
    const spellings: OwnSpelling[] = [];
    for (const [index, given] of rows.entries()) {
      const row = withDefaults(given, entry);
      const at = [...path, 'codes', index];
      this.#codesGiven++;
      if (seen.has(row.name)) {
        fault([...at, 'name'], `${row.name} stands twice in ${name}; put both entries into one`);
        continue;
      }
      seen.add(row.name);
      const code = this.#code(document, at, name, row);
      if (code === undefined) continue;
      spellings.push(...this.#spellings(code.row, row, entry, code.isNew));
      const follows = row.follows ?? (code.isNew ? entry.follows : undefined);
      if (follows !== undefined)
        this.#follows.add(
          document,
          row.follows === undefined ? [...path, 'follows'] : [...at, 'follows'],
          `${name}/${row.name}`,
          follows,
        );
      for (const [number, line] of (row.sample ?? []).entries())
        this.samples.push({
          document,
          path: [...at, 'sample', number],
          line,
          expected: { kind: 'code', codes: [code.row] },
        });
    }
    for (const file of files) this.#sourceFiles.add(file, name, added);
    const severities = severitiesOf(entry.severity);
    const silences = silencesOf(entry.noError);
    this.#own.push({
      component: name,
      added,
      files,
      loggers,
      names: entry.names ?? 'anywhere',
      numbers: numbers.flatMap((form, index) => {
        const made = numberForm(document, [...path, 'numbers', index], form, severities);
        this.#faults.push(...made.faults);
        return made.form;
      }),
      spellings,
      ...(severities === undefined ? {} : { severities }),
      ...(silences.length === 0 ? {} : { silences }),
    });
  }

  /** The spellings that are new; what a later file says of a code that an earlier one brought changes those of that one. */
  #spellings(code: Code, row: CodeEntry, entry: ComponentEntry, isNew: boolean): OwnSpelling[] {
    const key = `${code.component}\0${code.name}`;
    const merged = { ...this.#entries.get(key), ...withoutUndefined(row) };
    this.#entries.set(key, merged);
    const says = [row.aliases, row.severity, row.case, row.blanks].some((field) => field !== undefined);
    if (!isNew && !says) return [];
    const spellings = spellingsOf(merged, entry);
    const at = this.#own.findIndex(
      (forms) =>
        forms.component === code.component && forms.spellings.some((spelling) => spelling.code === code.name),
    );
    const forms = this.#own[at];
    if (forms === undefined) return spellings;
    this.#own[at] = {
      ...forms,
      spellings: [...forms.spellings.filter((spelling) => spelling.code !== code.name), ...spellings],
    };
    return [];
  }

  #code(
    document: CatalogueDocument,
    path: Path,
    component: Component,
    entry: CodeEntry,
  ): { row: Code; isNew: boolean } | undefined {
    const fault = (field: string, text: string): undefined => {
      this.#faults.push(document.fault([...path, field], text));
      return undefined;
    };
    const known = this.#rows.row(component, entry.name);
    if (entry.value !== undefined && entry.values !== undefined)
      return fault('values', 'a code has either "value" or "values"; leave one out');
    const numberless = entry.value === 'none' || (entry.value === undefined && known?.numberless === true);
    const value = entry.value === 'none' ? 0 : (entry.value ?? entry.values?.[0] ?? known?.value);
    const lastValue = entry.value === undefined ? (entry.values?.[1] ?? known?.lastValue) : undefined;
    const description = entry.description ?? known?.description;
    if (value === undefined || description === undefined) {
      const needs = [
        ...(value === undefined ? ['a value'] : []),
        ...(description === undefined ? ['a description'] : []),
      ];
      const names = this.#rows.of(component).map((code) => code.name);
      return fault(
        'name',
        `${entry.name} is new in ${component} and needs ${needs.join(' and ')}${suggestName(entry.name, names)}`,
      );
    }
    if (
      known !== undefined &&
      this.#builtIn.has(component) &&
      known.origin !== 'custom' &&
      (value !== known.value || numberless)
    )
      return fault(
        'value',
        `${entry.name} of ${component} is ${known.value}, which Mooncake prints; leave the value out`,
      );
    const twin = lastValue === undefined && !numberless ? this.#rows.nameOf(component, value) : undefined;
    if (twin !== undefined && twin !== entry.name)
      return fault(
        'value',
        `${value} is ${twin} of ${component} already; change that code, or give the name to it as an alias`,
      );
    const { aliases, addCause = [], addAction = [], cause, action, ...fields } = withoutUndefined(entry);
    const {
      case: _case,
      blanks: _blanks,
      severity: _severity,
      follows: _follows,
      values: _values,
      ...rest
    } = fields;
    const row: Code = {
      group: 'Other',
      sample: [],
      ...withoutNumber(known),
      ...rest,
      cause: [...(cause ?? known?.cause ?? []), ...addCause],
      action: [...(action ?? known?.action ?? []), ...addAction],
      ...(aliases === undefined ? {} : { aliases: aliasTexts(aliases) }),
      component,
      name: entry.name,
      value,
      ...(numberless ? { numberless } : {}),
      ...(lastValue === undefined ? {} : { lastValue }),
      description,
      origin: 'custom',
    };
    this.#rows.set(row);
    return { row, isNew: known === undefined };
  }
}
