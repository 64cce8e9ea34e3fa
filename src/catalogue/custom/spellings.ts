import type { OwnSilence, OwnSpelling } from '../own-forms.ts';
import type { CodeEntry, ComponentEntry, SoughtEntry } from './schema/catalogue-file.ts';

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
