import { answerRows, readAction } from '../../catalogue/advice/action.ts';
import { adviceText } from '../../catalogue/advice/ranges.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, mooncakeComponents } from '../../catalogue/code.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { packCodesOf } from '../../catalogue/known-messages/pack-codes.ts';
import { ownStatements } from '../../catalogue/own-statement.ts';
import { type FileMessage, impliedNames, messagesOf } from '../../catalogue/search.ts';
import { columns } from '../text/columns.ts';
import { safeText } from '../text/safe-text.ts';

/** All that the catalogue says of one code, as text that ends with a line end. */
export function codePage(code: Code, catalogue: Catalogue): string {
  const value = valueText(code);
  const names = [value === '' ? code.name : `${code.name} (${value})`];
  if (code.statusName !== undefined && code.statusName !== code.name)
    names.push(`as a status: ${code.statusName}`);
  if (code.aliases !== undefined) names.push(`also: ${code.aliases.join(', ')}`);
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
