import type { Code } from '../../catalogue/code.ts';
import type { Message, MessagesByFile } from '../../catalogue/message.ts';
import type { HeaderCodes } from './codes.ts';
import type { Decision } from './decisions.ts';
import type { Reading } from './statements.ts';

/** What a sync found, as text for people. */
export function report(
  version: string,
  reading: Reading,
  catalogue: readonly Code[],
  before: MessagesByFile,
  now: MessagesByFile,
  unused: readonly Decision[],
): string {
  const single = reading.statements.filter((s) => s.only && s.codes.length === 1).length;
  const several = reading.statements.filter((s) => s.only && s.codes.length > 1).length;
  const lines = [
    `${version}: ${reading.statements.length} statements of severity W, E or F: ${single} lead to one code, ${several} to several, ${reading.statements.length - single - several} to none or are undecided`,
    ...codeChanges(reading.codes, catalogue),
    ...messageChanges(before, now),
    ...list(
      'decisions that match nothing',
      unused.map((d) => `${d.file}: ${d.pattern}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function codeChanges(headers: HeaderCodes, catalogue: readonly Code[]): string[] {
  const known = new Map(catalogue.map((c) => [`${c.component} ${c.name}`, c.value]));
  const defined = new Map(headers.all.map((c) => [`${c.component} ${c.name}`, c.value]));
  const documented = new Set(headers.documented.map((d) => d.name));
  const statuses = new Set(catalogue.map((c) => `${c.component} ${c.statusName}`));
  const fresh = [...defined].filter(
    ([name, value]) => known.get(name) !== value && !statuses.has(name) && !/ (OK|Ok)$/.test(name),
  );
  const gone = [...known.keys()].filter((name) => !defined.has(name) && !/ (OK|Ok)$/.test(name));
  const undocumented = headers.all.filter(
    (c) => c.value < 0 && documented.size > 0 && !documented.has(c.name),
  );
  return [
    ...list(
      'codes new or renumbered',
      fresh.map(([name, value]) => `${name} = ${value}`),
    ),
    ...list('codes of the catalogue that this version lacks', gone),
    ...list(
      'codes that its documentation lacks',
      undocumented.map((c) => c.name),
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
  const of = (m: Message): string => m.code ?? m.oneOf?.join(' or ') ?? 'nothing';
  return new Map(
    Object.entries(messages).flatMap(([file, all]) =>
      all.map((m) => [`${file} ${m.severity} "${m.pattern}"`, of(m)] as const),
    ),
  );
}

function list(title: string, items: readonly string[]): string[] {
  return [`${title}: ${items.length}`, ...items.map((i) => `  ${i}`)];
}
