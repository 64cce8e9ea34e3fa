import type { Catalogue } from '../../catalogue/catalogue.ts';
import { codesCalled, componentNamed, nearest } from '../../catalogue/lookup.ts';
import type { FilterChoice } from '../../recognise/finding.ts';
import type { Severity } from '../../recognise/prefix/prefix.ts';
import { UsageError } from '../usage-error.ts';

/** The finding flags as typed. */
export interface FindingFlags {
  readonly component?: readonly string[] | undefined;
  readonly group?: readonly string[] | undefined;
  readonly code?: readonly string[] | undefined;
  readonly severity?: readonly string[] | undefined;
}

const severities: readonly Severity[] = ['D', 'I', 'W', 'E', 'F'];

/** Decides what the finding flags mean, with the catalogue's names. Throws `UsageError` for a word that names nothing. */
export function findingChoice(flags: FindingFlags, catalogue: Catalogue): FilterChoice {
  return {
    components: words(flags.component).map((word) => component(word, catalogue)),
    groups: words(flags.group).map((word) => group(word, catalogue)),
    codes: words(flags.code).flatMap((word) => {
      const codes = codesCalled(word, catalogue);
      if (codes.length > 0) return codes;
      const names = catalogue.codes.map((code) => code.name);
      // Whoever reads `-704` in a log types 704.
      const otherwise =
        codesCalled(`-${word}`, catalogue).length > 0
          ? `did you mean -${word}?`
          : 'run: mooncake-annotate codes';
      throw new UsageError(`unknown code "${word}"`, suggestion(word, names, otherwise));
    }),
    severities: words(flags.severity).flatMap(severity),
  };
}

function words(typed: readonly string[] | undefined): string[] {
  return (typed ?? [])
    .flatMap((word) => word.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function component(word: string, catalogue: Catalogue): string {
  if (/^ambiguous$/i.test(word)) return 'Ambiguous';
  const found = componentNamed(word, catalogue);
  if (found !== undefined) return found;
  const known = catalogue.components();
  throw new UsageError(`unknown component "${word}"`, suggestion(word, known, `one of ${known.join(', ')}`));
}

function group(word: string, catalogue: Catalogue): readonly [string | undefined, string] {
  const slash = word.indexOf('/');
  const scope = slash === -1 ? undefined : componentNamed(word.slice(0, slash).trim(), catalogue);
  const name = scope === undefined ? word : word.slice(slash + 1).trim();
  const known = [...catalogue.groups(), 'Ambiguous', 'Uncatalogued'];
  const found = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return [scope, found];
  throw new UsageError(`unknown group "${word}"`, suggestion(name, known, 'run: mooncake-annotate codes'));
}

function severity(word: string): Severity[] {
  const match = /^(D|I|W|E|F|debug|info|warn|warning|error|fatal)(\+?)$/i.exec(word);
  if (match === null)
    throw new UsageError(`unknown severity "${word}"`, 'one of D, I, W, E, F; W+ means W and worse');
  const letter = match[1]!.toUpperCase()[0] as Severity;
  return match[2] === '+' ? severities.slice(severities.indexOf(letter)) : [letter];
}

function suggestion(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  return near.length === 0 ? otherwise : `did you mean ${near.join(' or ')}?`;
}
