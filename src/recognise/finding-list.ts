import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, type Component, numberOf } from '../catalogue/code.ts';
import type { Message } from '../catalogue/message.ts';
import type { OwnHit } from './custom/own-scope.ts';
import type { NumberHit } from './evidence/numbers.ts';
import type { Evidence, Finding } from './finding.ts';

/** A broken line may hold any number of numbers; a handful says as much as all. */
const mostLacking = 8;

const lackingText = 'A value that the catalogue lacks';
const noFindings: readonly Finding[] = [];

/** Several codes that one number or message may mean, and how they are called together. */
interface Several {
  readonly readings: readonly Code[];
  readonly name: string;
  readonly description: string;
}

/** Puts names and descriptions of several codes together; worked out once for a list of readings and for a message. */
export class Ambiguities {
  readonly #ofReadings = new WeakMap<readonly Code[], Several>();
  readonly #ofMessage = new WeakMap<Message, Several>();

  /** What a number with these readings may mean. */
  of(readings: readonly Code[]): Several {
    let known = this.#ofReadings.get(readings);
    if (known === undefined) {
      known = {
        readings,
        name: namesOf(readings).join(' or '),
        description: readings
          .map((code) => `${code.component} / ${code.group}: ${code.name}: ${code.description}`)
          .join(' | '),
      };
      this.#ofReadings.set(readings, known);
    }
    return known;
  }

  /** What a message that leads to several codes may mean. */
  implied(message: Message, catalogue: Catalogue): Several {
    let known = this.#ofMessage.get(message);
    if (known === undefined) {
      const readings = (message.oneOf ?? []).flatMap((name) => codesNamed(name, message, catalogue));
      known = {
        readings,
        name: readings.map((code) => code.name).join(' or '),
        description: readings.map((code) => code.description).join(' | '),
      };
      this.#ofMessage.set(message, known);
    }
    return known;
  }
}

/** Collects one line's findings, each code once however often the line repeats it. */
export class FindingList {
  #list: Finding[] | undefined;
  readonly #ambiguities: Ambiguities;

  constructor(ambiguities: Ambiguities) {
    this.#ambiguities = ambiguities;
  }

  /** What was taken in. */
  get list(): readonly Finding[] {
    return this.#list ?? noFindings;
  }

  /** Takes in a code of the catalogue. */
  code(
    code: Code,
    evidence: Evidence,
    start: number,
    end: number,
    note?: string,
    value: number | undefined = numberOf(code),
  ): void {
    for (const finding of this.list) if (finding.code === code) return;
    const { component, group, name, description } = code;
    // Spelt out twice, since spreading a note into the object takes longer than all the rest.
    this.#add(
      note === undefined
        ? { kind: 'code', component, group, name, value, description, evidence, code, start, end }
        : { kind: 'code', component, group, name, value, description, evidence, code, note, start, end },
    );
  }

  /** Takes in what an operator's catalogue recognised. */
  own({ readings, component, evidence, value, start, end }: OwnHit): void {
    const [first] = readings;
    if (first === undefined) {
      const name = value === undefined ? 'other value' : String(value);
      this.uncatalogued(component!, name, value, lackingText, 'number', start, end);
    } else if (readings.length > 1) this.#ambiguous(readings, value, evidence, start, end);
    else if (evidence === 'number' && this.#holdsAny(readings)) return;
    else this.code(first, evidence, start, end, undefined, value);
  }

  /** Takes in a number: one code, several possible ones, or one that the catalogue lacks. */
  number(hit: NumberHit): void {
    const { readings, start, end } = hit;
    if (readings.length === 0) {
      this.uncatalogued(hit.component, String(hit.value), hit.value, lackingText, 'number', start, end);
      return;
    }
    if (this.#holdsAny(readings)) return;
    if (readings.length === 1) this.code(readings[0]!, 'number', start, end);
    else this.#ambiguous(readings, hit.value, 'number', start, end);
  }

  /** Whether a code on the same line settles which of several readings is meant. */
  #holdsAny(readings: readonly Code[]): boolean {
    for (const { code } of this.list) if (code !== undefined && readings.includes(code)) return true;
    return false;
  }

  #ambiguous(
    readings: readonly Code[],
    value: number | undefined,
    evidence: Evidence,
    start: number,
    end: number,
  ): void {
    if (this.#holdsAny(readings)) return;
    const { name, description } = this.#ambiguities.of(readings);
    const isSame = (finding: Finding): boolean =>
      finding.kind === 'ambiguous' && (value === undefined ? finding.name === name : finding.value === value);
    if (this.list.some(isSame)) return;
    this.#add({
      kind: 'ambiguous',
      component: 'Ambiguous',
      group: 'Ambiguous',
      name,
      value,
      description,
      evidence,
      readings,
      start,
      end,
    });
  }

  /** Takes in what Mooncake reports but the catalogue lacks. */
  uncatalogued(
    component: Component,
    name: string,
    value: number | undefined,
    description: string,
    evidence: Evidence,
    start: number,
    end: number,
  ): void {
    const lacking = this.list.filter((finding) => finding.kind === 'uncatalogued');
    if (lacking.length >= mostLacking || lacking.some((finding) => finding.name === name)) return;
    this.#add({
      kind: 'uncatalogued',
      component,
      group: 'Uncatalogued',
      name,
      value,
      description,
      evidence,
      start,
      end,
    });
  }

  /** Takes in what a message implies, unless the line states a code of the same component. */
  message(message: Message, start: number, end: number, catalogue: Catalogue): void {
    if (message.code !== undefined) {
      const code = codesNamed(message.code, message, catalogue)[0];
      if (code === undefined || this.#states(code.component)) return;
      this.code(code, 'message', start, end, message.note);
      return;
    }
    const { readings, name, description } = this.#ambiguities.implied(message, catalogue);
    const first = readings[0];
    if (first === undefined || this.#states(first.component)) return;
    this.#add({
      kind: 'group',
      component: first.component,
      group: first.group,
      name,
      value: undefined,
      description,
      evidence: 'message',
      readings,
      ...(message.note === undefined ? {} : { note: message.note }),
      start,
      end,
    });
  }

  /** A list of one, which most stay, has no room to spare. */
  #add(finding: Finding): void {
    if (this.#list === undefined) this.#list = [finding];
    else this.#list.push(finding);
  }

  /** Whether the line states a code of this component, so that its message need not imply one. */
  #states(component: Component): boolean {
    return this.list.some((finding) => finding.component === component);
  }
}

/** The names of codes, with their components where two have the same. */
function namesOf(codes: readonly Code[]): string[] {
  const areTold = new Set(codes.map(({ name }) => name)).size === codes.length;
  return codes.map(({ component, name }) => (areTold ? name : `${component}/${name}`));
}

/** The codes of this name that a message may mean. */
function codesNamed(name: string, message: Message, catalogue: Catalogue): readonly Code[] {
  const { component } = message;
  if (component === undefined) return catalogue.mooncake.named(name);
  return catalogue.named(name).filter((code) => code.component === component);
}
