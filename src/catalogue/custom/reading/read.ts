import * as v from 'valibot';
import type { Fault } from '../fault.ts';
import { suggestName } from '../fault.ts';
import { type CatalogueFile, catalogueFile, fields } from '../schema/catalogue-file.ts';
import { CatalogueDocument, type Path } from './document.ts';

/** A catalogue file of the right shape, or what is wrong with its shape. */
type Read =
  | { readonly document: CatalogueDocument; readonly data: CatalogueFile; readonly faults?: undefined }
  | { readonly document: CatalogueDocument; readonly data?: undefined; readonly faults: readonly Fault[] };

/** Reads YAML (and so JSON) and checks its shape; what its names refer to is checked when it is merged. */
export function readCatalogue(file: string, text: string): Read {
  const document = new CatalogueDocument(file, text);
  const syntax = document.syntaxFaults();
  if (syntax.length > 0) return { document, faults: syntax };
  const made = document.data();
  if (made.fault !== undefined) return { document, faults: [made.fault] };
  const data = made.plain;
  if (data === null)
    return {
      document,
      faults: [document.fault([], 'the file is empty; begin with "components:" or "messages:"')],
    };
  const taken = takenComponents(document, data);
  const checked = v.safeParse(catalogueFile, withoutExtensions(data));
  if (checked.success && taken.length === 0) return { document, data: checked.output };
  const issues = checked.issues ?? [];
  return { document, faults: [...taken, ...issues.flatMap((issue) => faultsOf(document, issue))] };
}

/** A file without the entries at its top that begin with `x-`: anchors for others, or what other programs read. */
function withoutExtensions(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith('x-')));
}

function faultsOf(document: CatalogueDocument, issue: v.BaseIssue<unknown>): Fault[] {
  const steps = issue.path ?? [];
  const path: Path = steps.map((step) => step.key as string | number);
  const last = path.at(-1);
  const step = steps.at(-1);
  if (issue.type === 'strict_object' && step !== undefined) {
    const parent = path.slice(0, -1);
    if (issue.expected === 'never') {
      if (Array.isArray(step.input)) return [document.fault(parent, `${place(parent)} ${issue.message}`)];
      return unknownFields(document, parent, step.input as object);
    }
    if (issue.input === undefined && step.type === 'object')
      return [document.fault(parent, `${place(parent)} has no ${last}; add one`)];
  }
  if (step?.origin === 'key') return [document.faultAtKey(path, `"${last}" ${issue.message}`)];
  return [document.fault(path, `${place(path)} ${issue.message}`)];
}

/** A fault for each unknown field of a map; the schema reports only the first. */
function unknownFields(document: CatalogueDocument, path: Path, map: object): Fault[] {
  const known = fields[levelOf(path)];
  return Object.keys(map)
    .filter((key) => !known.includes(key))
    .map((key) =>
      document.faultAtKey(
        [...path, key],
        `unknown field "${key}"${suggestName(key, known) || `; known are ${known.join(', ')}`}`,
      ),
    );
}

/** `the file`, `description`, `entry 2 of sample`, `entry 3 of codes`. */
function place(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `entry ${last + 1} of ${path.at(-2)}` : `"${last}"`;
}

/** What the map at the end of a way is; the names of components may be words of the schema. */
function levelOf(path: Path): keyof typeof fields {
  if (path.length === 0) return 'file';
  if (path[0] === 'components' && path.length === 2) return 'component';
  const holder = path.findLast((step) => typeof step === 'string');
  return levels[holder ?? ''] ?? 'text';
}

const levels: Readonly<Record<string, keyof typeof fields>> = {
  messages: 'message',
  codes: 'code',
  numbers: 'number',
  follows: 'follows',
};

/** Names that objects of JavaScript have anyway, so that a record of them is not read. */
const takenNames = ['constructor', 'prototype', '__proto__'];

function takenComponents(document: CatalogueDocument, data: unknown): Fault[] {
  const components: unknown = (data as { components?: unknown } | null)?.components;
  if (typeof components !== 'object' || components === null) return [];
  return takenNames
    .filter((name) => Object.hasOwn(components, name))
    .map((name) =>
      document.faultAtKey(
        ['components', name],
        `"${name}" cannot be the name of a component; choose another one`,
      ),
    );
}
