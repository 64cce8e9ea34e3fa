import type { NumberForm } from '../own-forms.ts';
import type { Fault } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { NumberEntry } from './schema/catalogue-file.ts';
import { severitiesOf } from './spellings.ts';

/**
 * A form of numbers as a file gives it, and what is wrong with it.
 *
 * @param severities those of its component, which hold where it names none
 */
export function numberForm(
  document: CatalogueDocument,
  path: Path,
  { after = [], fields = [], beside = [], files = [], loggers = [], hex, unknown, severity }: NumberEntry,
  severities: string | undefined,
): { readonly form: NumberForm; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  if (after.length + fields.length + files.length + loggers.length === 0)
    faults.push(
      document.fault(
        path,
        'a form of numbers needs "after" (the text before the number), "fields", "files" or "loggers"; add one',
      ),
    );
  if (beside.length > 0 && fields.length === 0)
    faults.push(document.fault(path, '"beside" tells which "fields" count; name fields, or leave it out'));
  const chosen = severity === undefined ? severities : severitiesOf(severity);
  const form: NumberForm = {
    after,
    files,
    loggers,
    ...(fields.length === 0 ? {} : { fields }),
    ...(beside.length === 0 ? {} : { beside }),
    ...(hex === true ? { hex } : {}),
    ...(unknown === true ? { unknown } : {}),
    ...(chosen === undefined ? {} : { severities: chosen }),
  };
  return { form, faults };
}
