import * as v from 'valibot';
import { CatalogueDocument, type Path } from './document.ts';
import type { Fault } from './fault.ts';
import { meant } from './near.ts';
import { type CatalogueFile, catalogueFile, fields } from './schema.ts';

/** A catalogue file of the right shape, or what is wrong with its shape. */
export type Read =
  | { readonly document: CatalogueDocument; readonly data: CatalogueFile; readonly faults?: undefined }
  | { readonly document: CatalogueDocument; readonly data?: undefined; readonly faults: readonly Fault[] };

/** Reads YAML (and so JSON) and checks its shape; what its names refer to is checked when it is merged. */
export function readCatalogue(file: string, text: string): Read {
  const document = new CatalogueDocument(file, text);
  const syntax = document.syntaxFaults();
  if (syntax.length > 0) return { document, faults: syntax };
  let data: unknown;
  try {
    data = document.data();
  } catch (error) {
    return { document, faults: [document.fault([], (error as Error).message)] };
  }
  if (data === null)
    return {
      document,
      faults: [document.fault([], 'the file is empty; begin with "components:" or "messages:"')],
    };
  const checked = v.safeParse(catalogueFile, data);
  if (checked.success) return { document, data: checked.output };
  return { document, faults: checked.issues.map((issue) => faultOf(document, issue)) };
}

function faultOf(document: CatalogueDocument, issue: v.BaseIssue<unknown>): Fault {
  const steps = issue.path ?? [];
  const path: Path = steps.map((step) => step.key as string | number);
  const last = path.at(-1);
  if (issue.type === 'strict_object' && last !== undefined) {
    if (issue.expected === 'never')
      return document.faultAtKey(path, `unknown field "${last}"${suggestion(path)}`);
    if (issue.input === undefined && steps.at(-1)?.type === 'object')
      return document.fault(path.slice(0, -1), `${place(path.slice(0, -1))} has no ${last}; add one`);
  }
  if (steps.at(-1)?.origin === 'key') return document.faultAtKey(path, `"${last}" ${issue.message}`);
  return document.fault(path, `${place(path)} ${issue.message}`);
}

/** `the file`, `description`, `entry 2 of sample`, `entry 3 of codes`. */
function place(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `entry ${last + 1} of ${path.at(-2)}` : `"${last}"`;
}

/** What an unknown field may have been meant to be: the most like one, or the list of all. */
function suggestion(path: Path): string {
  const word = String(path.at(-1));
  const known = fields[levelOf(path.slice(0, -1))];
  return meant(word, known) || `; known are ${known.join(', ')}`;
}

function levelOf(path: Path): keyof typeof fields {
  if (path.length === 0) return 'file';
  if (path[0] === 'messages') return 'message';
  if (path[2] === 'codes') return 'code';
  return path[2] === 'numbers' ? 'number' : 'component';
}
