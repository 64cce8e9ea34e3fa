import { answerRows, readAction } from '../../catalogue/advice/placeholders.ts';
import { adviceText } from '../../catalogue/advice/ranges.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, mooncakeComponents } from '../../catalogue/code.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { packCodesOf } from '../../catalogue/known-messages/pack-codes.ts';
import { type FileMessage, impliedNames, messagesOf } from '../../catalogue/lookup.ts';
import {
  type NumberForm,
  type OwnScope,
  type OwnSpelling,
  writtenValues,
} from '../../catalogue/own-forms.ts';
import { unknownErrorName } from '../../recognise/evidence/names.ts';
import { columns } from '../text/columns.ts';
import { safeText } from '../text/safe-text.ts';

/** What is known of the name that Mooncake prints for a code without one. */
export const unknownErrorPage = `${unknownErrorName}  Store / Uncatalogued
  What Mooncake prints by name for a code that its own name table lacks; the number is lost.

  Usual causes
    - Missing in that table (mooncake-store/src/types.cpp) are, since v0.3.10 and until 2026-08-22 at least,
      REPLICA_NOT_IN_LOCAL_MEMORY (-713); TASK_NOT_FOUND and TASK_PENDING_LIMIT_EXCEEDED in v0.3.8.post1 to v0.3.10.post1;
      OPLOG_ENTRY_NOT_FOUND in v0.3.10.post2; BUCKET_NOT_FOUND, BUCKET_ALREADY_EXISTS, KEYS_EXCEED_BUCKET_LIMIT and
      UNABLE_OFFLOAD in v0.3.7.post1 and v0.3.7.post2; OBJECT_HAS_LEASE in v0.3.2 and v0.3.2.post1; INTERNAL_ERROR,
      REPLICA_IS_NOT_READY, OBJECT_NOT_FOUND, OBJECT_ALREADY_EXISTS and RPC_FAIL in v0.3.0-beta.
    - The value came from a peer of another release, which knows codes that this one does not.

  What to check
    - The same failure in the caller's log, where the number may stand.
    - Whether master and clients run the same release: \`pip list 2>/dev/null | grep -i mooncake\` on each host.
`;

/** How lines state a code of an operator's catalogue, one line a form; none for a code of Mooncake's that no catalogue changes. */
export function ownStatements(code: Code, catalogue: Catalogue): string[] {
  const forms = catalogue.own.filter(({ component }) => component === code.component);
  const spellings = forms.flatMap(({ names, files, loggers, spellings: all }) =>
    names === 'never'
      ? []
      : all
          .filter((spelling) => spelling.code === code.name)
          .map(
            (spelling) =>
              `${spelling.text}${conditions(spelling, names === 'own' ? [...files, ...loggers] : [])}`,
          ),
  );
  const numbers = forms.flatMap((form) => [
    ...form.numbers.map((one) => numberText(code, one)),
    ...(form.added && form.files.length + form.loggers.length > 0
      ? [numberText(code, { ...form, after: [] })]
      : []),
  ]);
  return [...spellings, ...numbers];
}

function numberText({ name, value, lastValue }: Code, form: NumberForm): string {
  const { after, fields = [], hex, only } = form;
  const inForm = (number: number): string =>
    writtenValues(form, number)
      .map((one) => (form.bases === undefined ? String(one) : `0x${one.toString(16)}`))
      .join(', ');
  const numbers = lastValue === undefined ? inForm(value) : `${inForm(value)} to ${inForm(lastValue)}`;
  const written = only === 'names' ? name : numbers;
  const places = [
    ...(after.length > 0 ? [`after ${after.map(quoted).join(', ')}`] : []),
    ...(fields.length > 0 ? [`in the field ${fields.join(', ')}`] : []),
    ...(after.length + fields.length === 0 ? ['after error, ret, code, status and the like'] : []),
  ];
  return `${written}${hex === true && form.bases === undefined ? ', also as 0x...,' : ''} ${places.join(', or ')}${conditions(form, [])}`;
}

/** Where a form holds, in words: `, in orders.cpp, at W, E and F`. */
function conditions(
  { files, loggers, severities, ...text }: OwnScope & Partial<OwnSpelling>,
  of: readonly string[],
): string {
  const sources = [...files, ...loggers, ...of];
  return [
    ...(text.anyCase === true ? ['in any case'] : []),
    ...(sources.length > 0 ? [`on lines of ${sources.join(', ')}`] : []),
    ...(severities === undefined ? [] : [`at severity ${[...severities].join(', ')}`]),
  ]
    .map((condition) => `, ${condition}`)
    .join('');
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** All that the catalogue says of one code, as text that ends with a line end. */
export function codePage(code: Code, catalogue: Catalogue): string {
  const value = valueText(code);
  const names = [value === '' ? code.name : `${code.name} (${value})`];
  if (code.statusName !== undefined && code.statusName !== code.name)
    names.push(`as a status: ${code.statusName}`);
  if (code.aliases !== undefined) names.push(`also: ${[...new Set(code.aliases)].join(', ')}`);
  const lines = [`${names.join(', ')}  ${code.component} / ${code.group}`, `  ${code.description}`];
  if (code.newerGroup !== undefined)
    lines.push(`  (newer Mooncake documentation groups it under ${code.newerGroup})`);
  lines.push(
    ...list('Usual causes', code.cause.map(shown)),
    ...list('What to check', code.action.map(shown)),
  );
  lines.push(...list('How lines state it', ownStatements(code, catalogue)));
  if (code.runbook !== undefined) lines.push('', `  Runbook: ${code.runbook}`);
  const noted = messagesOf(code, catalogue).filter(
    ({ note, check }) => note !== undefined || check !== undefined,
  );
  lines.push(...list('Messages that imply it, and what they really mean', noted.map(notedMessage)));
  if (code.sample.length > 0)
    lines.push('', '  Sample', ...code.sample.map((line) => `    ${safeText(line, 'line')}`));
  if (code.related?.length) lines.push('', `  Related: ${code.related.join(', ')}`);
  if (code.source !== undefined) lines.push('', `  From ${code.source}`);
  return `${lines.join('\n')}\n`;
}

/** A code's value; of a range both ends, and nothing where it has none. */
function valueText({ value, lastValue, numberless }: Code): string {
  if (numberless === true) return '';
  return lastValue === undefined ? String(value) : `${value}..${lastValue}`;
}

function notedMessage({ file, pattern, note, check }: FileMessage): string {
  const meaning = note === undefined ? '' : `: ${note}`;
  return [`${file}: "${shownPattern(pattern)}"${meaning}`, ...(check ?? []).map(shown)].join('\n      ');
}

/** What is known of a message of Mooncake's, or of the system's, as text that ends with a line end. */
export function messagePage({
  id,
  title,
  component,
  code,
  meaning,
  causes = [],
  checks,
  runbook,
  patterns,
  source,
}: KnownMessage): string {
  const lines = [
    `${title}  ${component}`,
    `  ${meaning}`,
    ...list('Usual causes', causes.map(shown)),
    ...list('What to check', checks.map(shown)),
    ...(runbook === undefined ? [] : ['', `  Runbook: ${runbook}`]),
    ...list('How it is printed', patterns.map(shownPattern)),
  ];
  if (code !== undefined) {
    const verb = mooncakeComponents.includes(component) ? 'Mooncake returns' : `${component} has`;
    lines.push('', `  ${verb} ${code} for it: mooncake-annotate explain ${code}`);
  }
  const inPacks = packCodesOf(id).map((inPack) => {
    const [pack, name] = inPack.split('/');
    return `${name}: mooncake-annotate explain --pack ${pack} ${name}`;
  });
  lines.push(...list('What packs call it', inPacks));
  return `${[...lines, '', `  From ${source}`].join('\n')}\n`;
}

/** Codes of which each is one line, below a headline. @param pack what must be chosen to explain one: `--pack verbs` */
export function codeOverview(headline: string, codes: readonly Code[], pack?: string): string {
  const rows = codes.map((code) => [
    `  ${code.name}`,
    valueText(code),
    `${code.component} / ${code.group}`,
    code.description,
  ]);
  const how = pack === undefined ? 'by its name' : `by its name, with ${pack}`;
  return `${headline}; explain one ${how}:\n${columns(rows, [1])}\n`;
}

/** The messages that a source file of Mooncake prints and that imply a code. */
export function sourcePage(file: string, messages: readonly FileMessage[]): string {
  const rows = messages.map((message) => [
    `  ${message.severity ?? ''}`,
    impliedNames(message).join(' or '),
    `"${shownPattern(message.pattern)}"`,
  ]);
  return `Messages of ${file} that imply a code:\n${columns(rows)}\n`;
}

/** A command is a line of its own, and so is each of its answers. */
function shown(line: string): string {
  const { command, text } = readAction(adviceText(line));
  return command === undefined ? text : [command, ...answerRows(text)].join('\n        ');
}

function shownPattern(pattern: string): string {
  return pattern.replaceAll('{}', '...');
}

function list(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : ['', `  ${title}`, ...entries.map((entry) => `    - ${entry}`)];
}
