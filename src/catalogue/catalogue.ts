import { createHash } from 'node:crypto';
import type { Code, Component } from './code.ts';
import { type EventKey, type KnownConsequence, knownConsequences } from './consequences/index.ts';
import { supposeConsequence } from './consequences/supposed.ts';
import { type KnownMessage, knownMessages } from './known-messages/index.ts';
import type { MessagesByFile } from './message.ts';
import { MessageTable } from './messages/message-table.ts';
import type { NumberPlace } from './number-places.ts';
import { beyondByteRule, type OwnForms, type OwnSilence } from './own-forms.ts';
import { type CompiledPlace, compilePlace } from './place-pattern.ts';

/** What `Catalogue` is made of: rows of codes and the source files that print them. */
export interface CatalogueParts {
  readonly codes: readonly Code[];
  /** Base name of a Mooncake source file to the components whose code it prints. */
  readonly sourceFiles: Readonly<Record<string, readonly Component[]>>;
  /** The messages that imply a code, by source file. */
  readonly messages: MessagesByFile;
  /** Where small numbers are codes. */
  readonly numberPlaces: readonly NumberPlace[];
  /** How lines state the codes that operators' catalogues add, one entry a component and catalogue. */
  readonly own?: readonly OwnForms[];
  /** Texts of operators' catalogues on whose lines there is no error, whatever else they state. */
  readonly silences?: readonly OwnSilence[];
  /** Messages that operators' catalogues add to those that triage knows, or change. */
  readonly knownMessages?: readonly KnownMessage[];
  /** What follows from what, as operators' catalogues say. */
  readonly consequences?: readonly KnownConsequence[];
  /** Codes of operators' catalogues of which nothing says what they follow from. */
  readonly causeless?: readonly EventKey[];
  /** The keys of `messages` that are no glog source files: loggers and Python files of operators' catalogues. */
  readonly callers?: readonly string[];
}

const noPlaces: readonly CompiledPlace[] = [];
const none: readonly Code[] = [];
const noForms: readonly OwnForms[] = [];

/** All known codes, with look-ups by name, by number and by status name; values are not unique across components. */
export class Catalogue {
  /** The rows it was made of; plain data, so that a thread can be given them. */
  readonly parts: CatalogueParts;
  readonly codes: readonly Code[];
  readonly messages: MessageTable;
  /** How lines state the codes that operators' catalogues add. */
  readonly own: readonly OwnForms[];
  /** This catalogue without the components that operators' catalogues add: what Mooncake's own forms are read with. */
  readonly mooncake: Catalogue;
  /** Loggers and Python files whose messages imply codes; operators' catalogues name them. */
  readonly callers: ReadonlySet<string>;
  #knownMessages: ReadonlyMap<string, KnownMessage> | undefined;
  readonly #sourceFiles: ReadonlyMap<string, readonly Component[]>;
  readonly #numberPlaces = new Map<string, CompiledPlace[]>();
  readonly #byName = new Map<string, Code[]>();
  readonly #byValue = new Map<number, Code[]>();
  readonly #byStatus = new Map<string, Code[]>();
  readonly #byComponent = new Map<Component, Map<number, readonly Code[]>>();

  constructor(parts: CatalogueParts) {
    this.parts = parts;
    this.codes = parts.codes;
    this.own = parts.own ?? noForms;
    this.callers = new Set(parts.callers);
    const added = new Set(this.own.filter((forms) => forms.added).map((forms) => forms.component));
    this.mooncake =
      added.size === 0
        ? this
        : new Catalogue({
            ...parts,
            codes: parts.codes.filter((code) => !added.has(code.component)),
            own: noForms,
          });
    this.#sourceFiles = new Map(Object.entries(parts.sourceFiles));
    this.messages = new MessageTable(parts.messages);
    for (const place of parts.numberPlaces)
      for (const file of place.files) append(this.#numberPlaces, file, compilePlace(place));
    for (const code of parts.codes) {
      append(this.#byName, code.name, code);
      const values = this.#byComponent.get(code.component) ?? new Map<number, readonly Code[]>();
      this.#byComponent.set(code.component, values);
      const last = code.numberless === true ? Number.NEGATIVE_INFINITY : (code.lastValue ?? code.value);
      for (let value = code.value; value <= last; value++) {
        // Of a value that a code has for itself, and one in a range, the former tells more.
        const known = values.get(value)?.[0];
        if (known !== undefined && code.lastValue !== undefined) continue;
        if (known === undefined) append(this.#byValue, value, code);
        else
          this.#byValue.set(
            value,
            this.#byValue.get(value)!.with(this.#byValue.get(value)!.indexOf(known), code),
          );
        values.set(value, [code]);
      }
      const status = statusNameOf(code);
      if (status !== undefined) append(this.#byStatus, status, code);
    }
  }

  /** The codes of this exact name (`OK` belongs to two components). */
  named(name: string): readonly Code[] {
    return this.#byName.get(name) ?? none;
  }

  /** All codes with this value, of every component. */
  valued(value: number): readonly Code[] {
    return this.#byValue.get(value) ?? none;
  }

  /** The code of this value in one component, as a list of one; empty when the component has none. */
  valuedIn(value: number, component: Component): readonly Code[] {
    return this.#byComponent.get(component)?.get(value) ?? none;
  }

  /** All values of one component, each with its code; a range stands for all of its values. */
  *valuesOf(component: Component): Iterable<readonly [number, Code]> {
    for (const [value, [code]] of this.#byComponent.get(component) ?? []) yield [value, code!];
  }

  /** The codes that a status prints under this CamelCase name: of the TransferEngine, of Tent, or of both. */
  withStatus(name: string): readonly Code[] {
    return this.#byStatus.get(name) ?? none;
  }

  /** Whether lines can report codes in ways that only a look at every line finds. */
  get needsEveryLine(): boolean {
    return this.callers.size > 0 || this.own.some(beyondByteRule);
  }

  /** What tells this catalogue from others, where operators' catalogues add to it; undefined for the built-in one. */
  get digest(): string | undefined {
    const { own, callers, silences, knownMessages: messages, consequences, codes } = this.parts;
    const changed = codes.filter(({ origin }) => origin === 'custom');
    if (own === undefined && changed.length === 0 && callers === undefined) return undefined;
    const rows = {
      own,
      silences,
      callers,
      changed,
      messages,
      consequences,
      implied: customMessages(this.parts),
    };
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
  }

  /** The messages that triage knows, by their ids: the built-in ones, and those of operators' catalogues. */
  get knownMessages(): ReadonlyMap<string, KnownMessage> {
    this.#knownMessages ??= new Map(
      [...knownMessages, ...(this.parts.knownMessages ?? [])].map((message) => [message.id, message]),
    );
    return this.#knownMessages;
  }

  /** What follows from what: the built-in table, and what operators' catalogues say. */
  get consequences(): readonly KnownConsequence[] {
    const { consequences = [], causeless = [] } = this.parts;
    if (consequences.length === 0 && causeless.length === 0) return knownConsequences;
    const supposed = causeless.length === 0 ? [] : [supposeConsequence(causeless, this)];
    return [...knownConsequences, ...consequences, ...supposed];
  }

  /** The components in the order of the rows. */
  components(): readonly Component[] {
    return [...new Set(this.codes.map((code) => code.component))];
  }

  /** The groups in the order of the rows. */
  groups(): readonly string[] {
    return [...new Set(this.codes.map((code) => code.group))];
  }

  /** Where this source file prints a code as a number, in the order in which to try them. */
  numberPlaces(file: string): readonly CompiledPlace[] {
    return this.#numberPlaces.get(file) ?? noPlaces;
  }

  /** The components whose source has a file of this base name; undefined when it is no source file of Mooncake. Empty for an operator's own. */
  componentsOf(file: string): readonly Component[] | undefined {
    return this.#sourceFiles.get(file);
  }
}

/** The messages that operators' catalogues add or change. */
function customMessages({ messages }: CatalogueParts): unknown {
  return Object.entries(messages).flatMap(([file, rows]) =>
    rows.filter(({ since, sample }) => since === 'custom' || sample !== undefined).map((row) => [file, row]),
  );
}

/** Tent's codes are named by their status; the TransferEngine's carry it beside the macro's name. */
function statusNameOf(code: Code): string | undefined {
  if (code.statusName !== undefined) return code.statusName;
  return /^[A-Z][a-z]/.test(code.name) ? code.name : undefined;
}

function append<Key, Row>(map: Map<Key, Row[]>, key: Key, row: Row): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}
