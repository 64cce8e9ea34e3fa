import type { Code } from '../../catalogue/code.ts';
import type { Message, MessagesByFile } from '../../catalogue/message.ts';
import type { Decision } from './decisions.ts';
import type { HeaderCodes } from './parse/codes.ts';
import type { SourceReading } from './parse/statements.ts';
import { linesByVersion, type RecordedText, type RecordedVersion } from './record.ts';

/** What a sync read and made. */
interface Synced {
  /** The version's name. */
  readonly version: string;
  readonly reading: SourceReading;
  readonly catalogue: readonly Code[];
  /** All versions on record, oldest first. */
  readonly versions: readonly RecordedVersion[];
  readonly messages: { readonly before: MessagesByFile; readonly now: MessagesByFile };
  readonly texts: { readonly before: readonly RecordedText[]; readonly now: readonly RecordedText[] };
  readonly unused: readonly Decision[];
}

/** What a sync found, as text for people: each list begins with what it holds and how many. */
export function report(synced: Synced): string {
  const { version, reading, catalogue, messages, unused } = synced;
  const single = reading.statements.filter((s) => s.only && s.codes.length === 1).length;
  const several = reading.statements.filter((s) => s.only && s.codes.length > 1).length;
  const lines = [
    `${version}: ${reading.statements.length} statements of severity W, E or F: ${single} lead to one code, ${several} to several, ${reading.statements.length - single - several} to none or are undecided`,
    ...codeChanges(reading.codes, catalogue),
    ...messageChanges(messages.before, messages.now),
    ...list('messages that the version before still printed', stopped(synced)),
    ...list(
      `messages whose code the catalogue lacks, so that they imply nothing${whereCodesGo}`,
      lacking(synced),
    ),
    ...list(
      'new statements that print a value behind a word such as ret or error; one that prints a small number as a code belongs into src/catalogue/number-places.ts',
      printingNumbers(synced),
    ),
    ...list(
      'decisions that match nothing',
      unused.map((d) => `${d.file}: ${d.pattern}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const whereCodesGo = ' (add a code to the file of its group in src/catalogue/codes/)';

function codeChanges(headers: HeaderCodes, catalogue: readonly Code[]): string[] {
  const known = new Map(catalogue.map((c) => [`${c.component} ${c.name}`, c.value]));
  const defined = new Map(headers.all.map((c) => [`${c.component} ${c.name}`, c.value]));
  const documented = new Set(headers.documented.map((d) => d.name));
  const statuses = new Set(catalogue.map((c) => `${c.component} ${c.statusName}`));
  const fresh = [...defined].filter(
    ([name, value]) => known.get(name) !== value && !statuses.has(name) && !/ (OK|Ok)$/.test(name),
  );
  const gone = [...known.keys()].filter((name) => !defined.has(name) && !/ (OK|Ok)$/.test(name));
  // Rows of origin `source` are known to stand in no documentation.
  const changed = catalogue.filter(
    (code) =>
      documented.size > 0 &&
      code.value < 0 &&
      defined.has(`${code.component} ${code.name}`) &&
      (code.origin === 'source') === documented.has(code.name),
  );
  return [
    ...list(
      `codes new or renumbered${whereCodesGo}`,
      fresh.map(([name, value]) => `${name} = ${value}`),
    ),
    ...list('codes of the catalogue that this version lacks', gone),
    ...list(
      'codes that its documentation lists or lacks against what the catalogue says',
      changed.map(
        (code) => `${code.name}: ${documented.has(code.name) ? 'documented now' : 'documented no more'}`,
      ),
    ),
  ];
}

function messageChanges(before: MessagesByFile, now: MessagesByFile): string[] {
  const old = meanings(before);
  const made = meanings(now);
  const fresh = [...made].filter(([k]) => !old.has(k));
  const gone = [...old].filter(([k]) => !made.has(k));
  const changed = [...made].filter(([k, m]) => old.has(k) && old.get(k) !== m);
  return [
    ...list(
      'messages new',
      fresh.map(([k, m]) => `${k} -> ${m}`),
    ),
    ...list(
      'messages gone',
      gone.map(([k, m]) => `${k} -> ${m}`),
    ),
    ...list(
      'messages changed',
      changed.map(([k, m]) => `${k}: ${old.get(k)} -> ${m}`),
    ),
  ];
}

function meanings(messages: MessagesByFile): Map<string, string> {
  const of = ({ code, oneOf, outcomes }: Message): string => {
    const everywhere = code ?? oneOf?.join(' or ') ?? 'nothing';
    const byLine = outcomes?.map((outcome) => (outcome === '' ? 'nothing' : outcome)).join(', ');
    return byLine === undefined ? everywhere : `${everywhere}, by line ${byLine}`;
  };
  return new Map(
    Object.entries(messages).flatMap(([file, all]) =>
      all.map((m) => [`${file} ${m.severity} "${m.pattern}"`, of(m)] as const),
    ),
  );
}

/** The messages of the table that the version before printed and this one does not. */
function stopped({ version, versions, texts, messages }: Synced): string[] {
  const place = versions.findIndex(({ name }) => name === version);
  const before = versions[place - 1]?.name;
  if (before === undefined) return [];
  const printed = (name: string): Set<string> =>
    new Set(
      texts.now.filter((text) => linesByVersion(text, versions).some(([of]) => of === name)).map(nameOf),
    );
  const today = printed(version);
  const known = meanings(messages.now);
  return [...printed(before)].filter((text) => known.has(text) && !today.has(text));
}

function lacking({ version, versions, texts, catalogue }: Synced): string[] {
  const names = new Set(catalogue.map(({ name }) => name));
  return texts.now
    .filter((text) => linesByVersion(text, versions).some(([name]) => name === version))
    .flatMap((text) => {
      const unknown = text.outcome.split('/').filter((name) => /\w/.test(name) && !names.has(name));
      return unknown.map((name) => `${name}: ${nameOf(text)}`);
    });
}

const printsValue = /\b(?:rc|ret|res|err|error|code|errno|status|result)(?:_?code)?\b\W{0,3}\{\}/i;

function printingNumbers({ texts, versions, version }: Synced): string[] {
  const known = new Set(texts.before.map(nameOf));
  return texts.now
    .filter(
      (text) =>
        !known.has(nameOf(text)) &&
        printsValue.test(text.pattern) &&
        linesByVersion(text, versions).some(([name]) => name === version),
    )
    .map(nameOf);
}

function nameOf({ file, severity, pattern }: RecordedText): string {
  return `${file} ${severity} "${pattern}"`;
}

function list(title: string, items: readonly string[]): string[] {
  const different = [...new Set(items)];
  return [`${title}: ${different.length}`, ...different.map((i) => `  ${i}`)];
}
