import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Component } from '../catalogue/code.ts';
import { type CompiledMessage, meaningOf } from '../catalogue/message-table.ts';
import type { CompiledPlace } from '../catalogue/place-pattern.ts';
import { anyWindows, windowBits } from './candidate.ts';
import { FindingKinds } from './finding-kinds.ts';
import { Ambiguities } from './finding-list.ts';
import { noKind } from './memory-layout.ts';
import { isCommon, type NameTable } from './names.ts';
import { judged } from './number-context.ts';
import { isListKeyword } from './number-lists.ts';
import type { PrintedSource } from './printed-sources.ts';
import type { Reporter, Reporters } from './reporter.ts';
import { isStatusName } from './statuses.ts';

/** What a negative value means, by number of a kind: for each of three components, where it is the likeliest. */
export interface ValueRule {
  readonly value: number;
  readonly kinds: readonly number[];
  /** How many codes have the value, and of which components: their numbers. */
  readonly readings: number;
  readonly components: readonly number[];
}

/** What a message implies. */
export interface MessageRule {
  readonly message: CompiledMessage;
  /** The number of a kind, or `noKind` where that is for others to say. */
  readonly kind: number;
  /** Equal for messages that imply the same; 0 for those that imply nothing. */
  readonly meaning: number;
}

/** A place where a number is a code, and the number of the component that it is one of. */
export interface PlaceRule {
  readonly place: CompiledPlace;
  readonly component: number;
}

/** What is known of a source. */
export interface SourceRule {
  /** As assembly/source-records.ts has them. */
  readonly bits: number;
  /** The likeliest of the components that it prints: its number from 1 on, or 0. */
  readonly component: number;
  /** Where it prints numbers that are codes. */
  readonly places: readonly PlaceRule[];
  /** The same lists for all sources of a file. */
  readonly messages: readonly MessageRule[];
}

/** What a memory must know to read whole lines. */
export interface LineRules {
  readonly names: readonly string[];
  /** The number of each name's kind, and whether other programs print it, too. */
  readonly nameKinds: readonly number[];
  readonly commonNames: readonly boolean[];
  readonly values: readonly ValueRule[];
  readonly kinds: FindingKinds;
  /** The bits of windows: those of what is left to others, of names, and of numbers. */
  readonly leftWindows: number;
  readonly nameWindows: number;
  readonly numberWindows: number;
  /** Whether messages imply codes. */
  readonly implied: boolean;
  sourceRule(source: PrintedSource): SourceRule;
  /** What a word is before a number, before a list, and as a status's name, a bit each, as assembly/word-kinds.ts has it. */
  wordKind(word: string): number;
}

const components: readonly Component[] = ['Store', 'TransferEngine', 'Tent'];

const noRule: SourceRule = { bits: 0, component: 0, places: [], messages: [] };

/** The number of a component from 1 on; 0 for any other. */
function numberOf(component: Component | undefined): number {
  return components.indexOf(component!) + 1;
}

/** What a memory needs that reads parts of lines only: names that it finds. */
export function noRules(names: readonly string[] = []): LineRules {
  return {
    names,
    nameKinds: names.map(() => noKind),
    commonNames: names.map(() => false),
    values: [],
    kinds: new FindingKinds(new Ambiguities()),
    leftWindows: anyWindows,
    nameWindows: 0,
    numberWindows: 0,
    implied: false,
    sourceRule: () => noRule,
    wordKind: () => 0,
  };
}

/** Puts together from a catalogue what a memory must know of Mooncake's lines. */
export class CatalogueRules implements LineRules {
  readonly #catalogue: Catalogue;
  readonly #reporters: Reporters;
  readonly #ofFile = new Map<string, SourceRule>();
  readonly #meanings = new Map<string, number>([['', 0]]);
  readonly names: readonly string[];
  readonly nameKinds: readonly number[];
  readonly commonNames: readonly boolean[];
  readonly values: readonly ValueRule[];
  readonly kinds: FindingKinds;
  readonly implied: boolean;
  readonly leftWindows =
    windowBits('escape') | windowBits('lower-case name') | windowBits('leading lower-case name');
  readonly nameWindows = windowBits('name');
  readonly numberWindows = windowBits('number');

  constructor(
    catalogue: Catalogue,
    { names, codes }: NameTable,
    reporters: Reporters,
    kinds: FindingKinds,
    implied: boolean,
  ) {
    this.#catalogue = catalogue;
    this.#reporters = reporters;
    this.kinds = kinds;
    this.implied = implied;
    this.names = names;
    this.nameKinds = codes.map((code) => (code === undefined ? noKind : kinds.code(code, 'name')));
    this.commonNames = names.map(isCommon);
    const negative = [...new Set(catalogue.mooncake.codes.map((code) => code.value))].filter(
      (value) => value < 0,
    );
    this.values = negative.map((value) => this.#valueRule(value));
  }

  sourceRule({ file }: PrintedSource): SourceRule {
    let rule = this.#ofFile.get(file);
    if (rule === undefined) {
      rule = this.#ruleOf(this.#reporters.ofFile(file), file);
      this.#ofFile.set(file, rule);
    }
    return rule;
  }

  wordKind(text: string): number {
    const word = judged(text);
    return (
      (word === 'keyword' ? 1 : word === 'foreign' ? 2 : 0) |
      (isListKeyword(text) ? 4 : 0) |
      (isStatusName(text, this.#catalogue.mooncake) ? 8 : 0)
    );
  }

  #ruleOf(reporter: Reporter, file: string): SourceRule {
    const component = numberOf(reporter.components[0]);
    if (component === 0 || (reporter.kind !== 'mooncake' && reporter.kind !== 'caller')) return noRule;
    const bits = [
      reporter.kind === 'mooncake',
      reporter.kind === 'caller',
      reporter.statuses !== undefined,
      reporter.printsTent,
      reporter.tracesRequests,
      reporter.printsOthers,
    ];
    return {
      bits: bits.reduce((sum, bit, index) => sum + (Number(bit) << index), 0),
      component,
      places: reporter.places.map((place) => ({ place, component: numberOf(place.component) })),
      messages: this.#catalogue.messages.ofFile(file).map((message) => this.#messageRule(message)),
    };
  }

  #messageRule(compiled: CompiledMessage): MessageRule {
    const { message } = compiled;
    const text = meaningOf(message);
    const meaning = this.#meanings.get(text) ?? this.#meanings.size;
    this.#meanings.set(text, meaning);
    const code =
      message.code === undefined || message.component !== undefined
        ? undefined
        : this.#catalogue.mooncake.named(message.code)[0];
    const kind = code === undefined ? noKind : this.kinds.code(code, 'message', message.note);
    return { message: compiled, kind, meaning };
  }

  #valueRule(value: number): ValueRule {
    const catalogue = this.#catalogue.mooncake;
    const readings = catalogue.valued(value);
    const kinds = components.map((component) => {
      const settled = readings.length < 2 ? readings : catalogue.valuedIn(value, component);
      return settled.length === 1
        ? this.kinds.code(settled[0]!, 'number')
        : this.kinds.ambiguous(value, readings);
    });
    return {
      value,
      kinds,
      readings: readings.length,
      components: readings.map((code) => numberOf(code.component)),
    };
  }
}
