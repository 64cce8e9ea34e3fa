import type { CatalogueParts } from '../catalogue.ts';
import type { Component } from '../code.ts';

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
