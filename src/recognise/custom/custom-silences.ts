import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Component } from '../../catalogue/code.ts';
import type { OwnSilence } from '../../catalogue/own-forms.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { holdsFor, holdsForSeverity, type OwnHit } from './own-scope.ts';
import { lowerCase, SoughtText } from './sought-text.ts';

interface Silence {
  readonly sought: SoughtText;
  readonly scope: OwnSilence;
}

/** Texts of operators' catalogues on whose lines there is no error. */
export class OwnSilences {
  readonly #ofAll: readonly Silence[];
  readonly #byComponent = new Map<Component, readonly Silence[]>();

  constructor(catalogue: Catalogue) {
    const made = (texts: readonly OwnSilence[]): Silence[] =>
      texts.map((scope) => ({ sought: new SoughtText(scope), scope }));
    this.#ofAll = made(catalogue.parts.silences ?? []);
    for (const { component, silences } of catalogue.own)
      if (silences !== undefined)
        this.#byComponent.set(component, [...(this.#byComponent.get(component) ?? []), ...made(silences)]);
  }

  /** Whether nothing that the line states counts, Mooncake's own codes included. */
  coverAll(line: string, prefix: Prefix): boolean {
    return this.#ofAll.length > 0 && isIn(this.#ofAll, line, prefix);
  }

  /** The hits that count: of a component that the line says no error of, none does. */
  leave(hits: readonly OwnHit[], line: string, prefix: Prefix): readonly OwnHit[] {
    if (this.#byComponent.size === 0) return hits;
    const silent = new Set<Component>();
    for (const [component, silences] of this.#byComponent)
      if (isIn(silences, line, prefix)) silent.add(component);
    if (silent.size === 0) return hits;
    return hits.flatMap((hit) => {
      const readings = hit.readings.filter(({ component }) => !silent.has(component));
      if (hit.readings.length === 0) return silent.has(hit.component!) ? [] : [hit];
      return readings.length === 0 ? [] : [{ ...hit, readings }];
    });
  }
}

function isIn(silences: readonly Silence[], line: string, prefix: Prefix): boolean {
  let small: string | undefined;
  return silences.some(({ sought, scope }) => {
    if (!holdsForSeverity(scope, prefix)) return false;
    if (scope.files.length + scope.loggers.length > 0 && !holdsFor(scope, prefix)) return false;
    if (sought.anyCase) small ??= lowerCase(line);
    return sought.isIn(sought.anyCase ? small! : line, prefix.message, prefix.messageEnd);
  });
}
