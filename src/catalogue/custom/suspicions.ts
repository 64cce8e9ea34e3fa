import type { OwnForms } from '../own-forms.ts';
import type { Fault } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { CatalogueFile, ComponentEntry } from './schema/catalogue-file.ts';
import { aliasTexts } from './spellings.ts';

/** A word as ordinary texts have it: no underscore, no digit, no capital but the first. */
const ordinary = /^[A-Za-z][a-z]*$/;
/** Words in capitals that logs are full of. */
const common =
  /^(?:OK|ERROR|ERR|FAIL|FAILED|FAILURE|WARN|WARNING|INFO|DEBUG|FATAL|TRUE|FALSE|NULL|NONE|DONE|BUSY|[A-Z]{1,2})$/;

/** What a file says that is no fault, but may be a mistake: texts that are found nearly everywhere, codes without a sample. */
export function suspicionsOf(document: CatalogueDocument, data: CatalogueFile): Fault[] {
  return Object.entries(data.components ?? {}).flatMap(([name, entry]) => ofComponent(document, name, entry));
}

function ofComponent(document: CatalogueDocument, name: string, entry: ComponentEntry): Fault[] {
  const path = ['components', name, 'codes'];
  const codes = entry.codes ?? [];
  const warnings = isLimited(entry)
    ? []
    : codes.flatMap((code, index) => {
        if (isChosen(code.severity)) return [];
        const at = [...path, index];
        const name = warningOf(document, [...at, 'name'], code.name);
        const aliases = aliasTexts(code.aliases ?? []).flatMap((text, nth) => {
          const alias = code.aliases![nth]!;
          if (
            typeof alias !== 'string' &&
            (isChosen(alias.severity) || alias.files !== undefined || alias.loggers !== undefined)
          )
            return [];
          return warningOf(document, [...at, 'aliases', nth], text);
        });
        return [...name, ...aliases];
      });
  const bare = codes.findIndex(
    ({ sample, value, values }) => sample === undefined && (value ?? values) !== undefined,
  );
  if (bare === -1) return warnings;
  const count = codes.filter(
    ({ sample, value, values }) => sample === undefined && (value ?? values) !== undefined,
  ).length;
  const text =
    count === 1
      ? `${codes[bare]!.name} has no sample; add a log line on which it must be found`
      : `${count} codes of ${name} have no sample (the first is ${codes[bare]!.name}); add log lines on which they must be found`;
  return [...warnings, document.fault([...path, bare, 'name'], text)];
}

function warningOf(document: CatalogueDocument, path: Path, text: string): Fault[] {
  if (!ordinary.test(text) && !common.test(text)) return [];
  return [
    document.fault(
      path,
      `"${text}" is a word of many lines that report nothing; use a longer text, or limit it by "severity", "files" or "names: own"`,
    ),
  ];
}

/** Whether names and aliases of a component do not count on all lines. */
function isLimited({
  names,
  severity,
}: Pick<ComponentEntry, 'severity'> & { names?: OwnForms['names'] | undefined }): boolean {
  return (names !== undefined && names !== 'anywhere') || isChosen(severity);
}

function isChosen(severity: string | undefined): boolean {
  return severity !== undefined && severity !== 'any';
}
