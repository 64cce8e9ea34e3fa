import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code, Component } from '../catalogue/code.ts';
import type { Message } from '../catalogue/message.ts';
import type { Evidence, Finding } from './finding.ts';
import type { NumberHit } from './number-reader.ts';
import type { OwnHit } from './own-forms.ts';

/** A broken line may hold any number of numbers; a handful says as much as all. */
const mostLacking = 8;

/** How numbers that components share are called and described; worked out once for each list of readings. */
export class Ambiguities {
  readonly #known = new WeakMap<readonly Code[], { readonly name: string; readonly description: string }>();

  of(readings: readonly Code[]): { readonly name: string; readonly description: string } {
    let known = this.#known.get(readings);
    if (known === undefined) {
      known = {
        name: readings.map((code) => code.name).join(' or '),
        description: readings
          .map((code) => `${code.component} / ${code.group}: ${code.name}: ${code.description}`)
          .join(' | '),
      };
      this.#known.set(readings, known);
    }
    return known;
  }
}

/** Collects one line's findings, each code once however often the line repeats it. */
export class FindingList {
  readonly list: Finding[] = [];
  readonly #ambiguities: Ambiguities;

  constructor(ambiguities: Ambiguities) {
    this.#ambiguities = ambiguities;
  }

  /** Takes in a code of the catalogue. */
  code(code: Code, evidence: Evidence, start: number, end: number, note?: string): void {
    for (const finding of this.list) if (finding.code === code) return;
    const { component, group, name, value, description } = code;
    // Spelt out twice, since spreading a note into the object takes longer than all the rest.
    this.list.push(
      note === undefined
        ? { kind: 'code', component, group, name, value, description, evidence, code, start, end }
        : { kind: 'code', component, group, name, value, description, evidence, code, note, start, end },
    );
  }

  /** Takes in what an operator's catalogue recognised. */
  own({ readings, evidence, value, start, end }: OwnHit): void {
    if (evidence === 'name') this.code(readings[0], evidence, start, end);
    else this.number({ value, readings, component: readings[0].component, start, end });
  }

  /** Takes in a number: one code, several possible ones, or one that the catalogue lacks. */
  number(hit: NumberHit): void {
    const { readings, start, end } = hit;
    if (readings.length === 0) {
      this.uncatalogued(
        hit.component,
        String(hit.value),
        hit.value,
        'A value that the catalogue lacks',
        'number',
        start,
        end,
      );
      return;
    }
    // A name on the same line settles which of the readings is meant.
    if (this.list.some((finding) => finding.code !== undefined && readings.includes(finding.code))) return;
    if (readings.length === 1) {
      this.code(readings[0]!, 'number', start, end);
      return;
    }
    if (this.list.some((finding) => finding.kind === 'ambiguous' && finding.value === hit.value)) return;
    const { name, description } = this.#ambiguities.of(readings);
    this.list.push({
      kind: 'ambiguous',
      component: 'Ambiguous',
      group: 'Ambiguous',
      name,
      value: hit.value,
      description,
      evidence: 'number',
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
    this.list.push({
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
    const readings = (message.oneOf ?? []).flatMap((name) => codesNamed(name, message, catalogue));
    const first = readings[0];
    if (first === undefined || this.#states(first.component)) return;
    this.list.push({
      kind: 'group',
      component: first.component,
      group: first.group,
      name: readings.map((code) => code.name).join(' or '),
      value: undefined,
      description: readings.map((code) => code.description).join(' | '),
      evidence: 'message',
      readings,
      ...(message.note === undefined ? {} : { note: message.note }),
      start,
      end,
    });
  }

  /** Whether the line states a code of this component, so that its message need not imply one. */
  #states(component: Component): boolean {
    return this.list.some((finding) => finding.component === component);
  }
}

/** The codes of this name that a message may mean. */
function codesNamed(name: string, message: Message, catalogue: Catalogue): readonly Code[] {
  const { component } = message;
  if (component === undefined) return catalogue.mooncake.named(name);
  return catalogue.named(name).filter((code) => code.component === component);
}
