import type { NumberForm, OwnSilence, OwnSpelling } from '../own-forms.ts';
import type { Fault } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { CodeEntry, ComponentEntry, NumberEntry, SoughtEntry } from './schema/catalogue-file.ts';

/** What a component's entry says of all texts in it. */
type Defaults = Pick<ComponentEntry, 'case' | 'blanks' | 'severity'>;

const nowhere: readonly string[] = [];

/** The name and the aliases of a code, and where they count. */
export function spellingsOf(entry: CodeEntry, defaults: Defaults): OwnSpelling[] {
  const own = { ...defaults, ...conditions(entry) };
  return [
    { ...sought(entry.name, own), code: entry.name, isAlias: false },
    ...(entry.aliases ?? []).map((alias) => ({ ...sought(alias, own), code: entry.name, isAlias: true })),
  ];
}

/** Texts on whose lines there is no error; upper and lower case count unless they say otherwise. */
export function silencesOf(entries: readonly SoughtEntry[] = []): OwnSilence[] {
  return entries.map((entry) => sought(entry, {}));
}

/** The texts of aliases alone. */
export function aliasTexts(aliases: readonly SoughtEntry[]): string[] {
  return aliases.map((alias) => (typeof alias === 'string' ? alias : alias.text));
}

/** Severities as letters; undefined where any counts. */
export function severitiesOf(severity: string | undefined): string | undefined {
  return severity === 'any' ? undefined : severity;
}

function sought(entry: SoughtEntry, defaults: Defaults): OwnSilence {
  const own = typeof entry === 'string' ? { text: entry } : entry;
  const { case: letters, blanks, severity } = { ...defaults, ...conditions(own) };
  const { files = nowhere, loggers = nowhere, clause, known } = typeof entry === 'string' ? {} : entry;
  const severities = severitiesOf(severity);
  return {
    text: own.text,
    files,
    loggers,
    ...(letters === 'any' ? { anyCase: true } : {}),
    ...(blanks === 'any' ? { anyBlanks: true } : {}),
    ...(clause === true ? { clause } : {}),
    ...(severities === undefined ? {} : { severities }),
    ...(known === true ? { known } : {}),
  };
}

/** The conditions that an entry gives, without those that it leaves out. */
function conditions(entry: Defaults): Defaults {
  return {
    ...(entry.case === undefined ? {} : { case: entry.case }),
    ...(entry.blanks === undefined ? {} : { blanks: entry.blanks }),
    ...(entry.severity === undefined ? {} : { severity: entry.severity }),
  };
}

/**
 * A form of numbers as a file gives it, and what is wrong with it.
 *
 * @param severities those of its component, which hold where it names none
 */
export function numberForm(
  document: CatalogueDocument,
  path: Path,
  { after = [], fields = [], beside = [], files = [], loggers = [], severity, ...entry }: NumberEntry,
  severities: string | undefined,
): { readonly form: NumberForm; readonly faults: readonly Fault[] } {
  const { hex, unknown, bases = [], negated, only } = entry;
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
  if (only !== undefined && fields.length === 0)
    faults.push(document.fault(path, '"only" tells what "fields" hold; name fields, or leave it out'));
  const chosen = severity === undefined ? severities : severitiesOf(severity);
  const form: NumberForm = {
    after,
    files,
    loggers,
    ...(fields.length === 0 ? {} : { fields }),
    ...(beside.length === 0 ? {} : { beside }),
    ...(hex === true ? { hex } : {}),
    ...(unknown === true ? { unknown } : {}),
    ...(bases.length === 0 ? {} : { bases }),
    ...(negated === true ? { negated } : {}),
    ...(only === undefined ? {} : { only }),
    ...(chosen === undefined ? {} : { severities: chosen }),
  };
  return { form, faults };
}
