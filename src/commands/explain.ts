import { placeholderLegend } from '../catalogue/advice/placeholders.ts';
import { adviceText, oldestTried } from '../catalogue/advice/ranges.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, mooncakeComponents } from '../catalogue/code.ts';
import { KnownMessageMatcher } from '../catalogue/known-messages/matcher.ts';
import {
  codesAbout,
  codesCalled,
  codesOfGroup,
  codesWithAlias,
  knownMessagesAbout,
  messagesIn,
  messagesOf,
  nearest,
} from '../catalogue/lookup.ts';
import { systemErrorCalled } from '../catalogue/system-errors.ts';
import { unknownErrorName } from '../recognise/evidence/names.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import {
  codeOverview,
  codePage,
  messagePage,
  sourcePage,
  unknownErrorPage,
} from '../render/reference/code-page.ts';
import { counted } from '../render/text/columns.ts';
import { safeText } from '../render/text/safe-text.ts';
import type { Neighbours } from './neighbours.ts';

/** What `explain` answers to its words. */
export interface Explanation {
  /** For standard output. */
  readonly text: string;
  /** One line for standard error for each word that means nothing, with what may have been meant. */
  readonly complaints: readonly string[];
}

/** The answer to one word. */
interface Answer {
  readonly text: string;
  readonly codes: readonly Code[];
  /** Whether the text says what to check. */
  readonly advises: boolean;
}

type Reading = (word: string, catalogue: Catalogue) => Answer | undefined;

/** What a word may be, the most certain first. Nothing is guessed: the last, words of a text, is said to be that. */
const exactReadings: readonly Reading[] = [
  unknownError,
  namedCodes,
  unsignedNumber,
  systemError,
  group,
  sourceFile,
];
const looseReadings: readonly Reading[] = [logLine, aliases, knownMessage, freeText];

/**
 * Explains what somebody has in hand: codes by number, name or status, each with an optional component before a colon; a
 * group; a source file of Mooncake; an error of the system; a log line; a message; or words that the catalogue's texts hold. All
 * readings of a shared number are shown.
 *
 * @param neighbours tell of what is no code of Mooncake's
 */
export function explainName(
  words: readonly string[],
  catalogue: Catalogue,
  json: boolean,
  neighbours?: Neighbours,
): Explanation {
  const complaints: string[] = [];
  const answers: Answer[] = [];
  for (const word of words) {
    const own = answerTo(word.trim(), catalogue, neighbours);
    const answer = neighbours === undefined ? own : withNeighbours(word.trim(), own, catalogue, neighbours);
    const isUnsigned = /^\d+$/.test(word.trim()) && catalogue.valued(-Number(word)).length > 0;
    // A code that lost its sign is asked for more often than one of a neighbour.
    if (answer === undefined || (own === undefined && isUnsigned))
      complaints.push(`unknown code "${word}"; ${suggestion(word, catalogue)}`);
    if (answer !== undefined) answers.push(answer);
  }
  if (!json) return { text: withLegend(answers).join('\n'), complaints };
  const codes = new Set(answers.flatMap((answer) => answer.codes));
  const rows = [...codes].map((code) => ({
    ...code,
    cause: code.cause.map((line) => adviceText(line)),
    action: code.action.map((line) => adviceText(line)),
    messages: messagesOf(code, catalogue).map(({ lines: _, ...message }) => message),
  }));
  return { text: `${safeText(JSON.stringify(rows, undefined, 2), 'json')}\n`, complaints };
}

/** An answer with what packs know of the word that were not chosen; where Mooncake's own codes answer, these alone do. */
function withNeighbours(
  word: string,
  own: Answer | undefined,
  catalogue: Catalogue,
  neighbours: Neighbours,
): Answer | undefined {
  const isMooncakes =
    own?.codes.length === 0
      ? own.advises
      : own?.codes.some(({ component }) => mooncakeComponents.includes(component));
  const codes = isMooncakes ? [] : neighbours.called(word, catalogue);
  if (codes.length === 0) return own;
  const text = neighbours.text(word, codes);
  if (own !== undefined)
    return {
      ...own,
      text: `${own.text}${own.codes.length > 0 ? '\nOther packs' : 'Packs'} know it:\n${text}`,
    };
  return {
    text: `No code of Mooncake's is called "${word}". Packs know it:\n${text}`,
    codes,
    advises: false,
  };
}

/** The answers, then what holds for all advice in them. */
function withLegend(answers: readonly Answer[]): string[] {
  const texts = answers.map(({ text }) => text);
  if (answers.some(({ advises }) => advises))
    texts.push(`Where no release is named, ${oldestTried} and all newer ones have it.\n`);
  const legend = placeholderLegend(texts).map((row) => `  ${row}\n`);
  if (legend.length > 0) texts.push(`What to put in place of the words in braces\n${legend.join('')}`);
  return texts;
}

function answerTo(word: string, catalogue: Catalogue, neighbours?: Neighbours): Answer | undefined {
  // What is the name of a component of a pack means that, more than Mooncake's texts that hold it as a word.
  const ofPack: Reading = (name) => neighbours?.group(name);
  for (const reading of [...exactReadings, ofPack, ...looseReadings]) {
    const answer = reading(word, catalogue);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function pages(codes: readonly Code[], catalogue: Catalogue, headline = ''): Answer {
  return {
    text: headline + codes.map((code) => codePage(code, catalogue)).join('\n'),
    codes,
    advises: codes.length > 0,
  };
}

function unknownError(word: string): Answer | undefined {
  return word.toUpperCase() === unknownErrorName
    ? { text: unknownErrorPage, codes: [], advises: false }
    : undefined;
}

function namedCodes(word: string, catalogue: Catalogue): Answer | undefined {
  const spelling = word.replaceAll(/([a-z])(?=[A-Z])/g, '$1_').replaceAll(/[\s-]+(?=[a-z])/gi, '_');
  const codes = [word, spelling].map((name) => codesCalled(name, catalogue)).find(({ length }) => length > 0);
  if (codes === undefined) return undefined;
  const decides = codes.every(({ component }) => mooncakeComponents.includes(component))
    ? 'the source file of the line that reports it decides'
    : 'where it stands in a line decides, as said below,';
  const shared = `${codes.length} meanings; ${decides} which one applies.\n\n`;
  return pages(codes, catalogue, codes.length > 1 ? shared : '');
}

/** A text of a catalogue by itself. */
function aliases(word: string, catalogue: Catalogue): Answer | undefined {
  const codes = codesWithAlias(word, catalogue);
  return codes.length === 0 ? undefined : pages(codes, catalogue);
}

/** A negative number as programs print it that take it for one without a sign: 0xfffffd40 or 4294966592 for -704. */
function unsignedNumber(word: string, catalogue: Catalogue): Answer | undefined {
  if (!/^(?:0x[0-9a-f]{8}(?:[0-9a-f]{8})?|\d{10,20})$/i.test(word)) return undefined;
  const bits = BigInt(word) >> 32n === 0n ? 32 : 64;
  const value = Number(BigInt.asIntN(bits, BigInt(word)));
  const codes = catalogue.valued(value);
  if (value >= 0 || codes.length === 0) return undefined;
  return pages(codes, catalogue, `${word} is ${value} as an unsigned number of ${bits} bits.\n\n`);
}

function systemError(word: string, catalogue: Catalogue): Answer | undefined {
  const found = systemErrorCalled(word);
  // A code that lost its sign is asked for more often than an error of the system.
  if (found === undefined || (/^\d+$/.test(word) && catalogue.valued(-found.value).length > 0))
    return undefined;
  const { name, value, description } = found;
  return {
    text: `${value} is ${name} of the system (${description}), no code of Mooncake's.\n`,
    codes: [],
    advises: false,
  };
}

function group(word: string, catalogue: Catalogue): Answer | undefined {
  const codes = codesOfGroup(word, catalogue);
  if (codes.length === 0) return undefined;
  return { text: codeOverview(`${word} has ${counted(codes.length, 'code')}`, codes), codes, advises: false };
}

function sourceFile(word: string, catalogue: Catalogue): Answer | undefined {
  const file = /^(?:[\w./-]+\/)?([\w-]+\.(?:cpp|cc|cu|h|hpp|py|go|rs))(?::\d+)?$/.exec(word)?.[1];
  if (file === undefined) return undefined;
  const messages = messagesIn(file, catalogue);
  if (messages.length === 0) return undefined;
  const names = new Set(messages.flatMap(({ code, oneOf }) => [code, ...(oneOf ?? [])]));
  return {
    text: sourcePage(file, messages),
    codes: catalogue.codes.filter(({ name }) => names.has(name)),
    advises: false,
  };
}

/** A line, or the part of it that states a code. */
function logLine(word: string, catalogue: Catalogue): Answer | undefined {
  // Scripts that know no blanks know no words: what looks like one may be a whole line.
  if (!/[\s=:[]|\P{ASCII}/u.test(word)) return undefined;
  const line = Buffer.from(word).toString('latin1');
  const { findings } = new Recogniser(catalogue, { normal: true }).recognise(line);
  if (findings.length === 0) return undefined;
  const codes = findings.flatMap(({ code, readings = [] }) => (code === undefined ? readings : [code]));
  const headlines = findings.map(({ kind, component, group, name, value, evidence }) => {
    const verb = evidence === 'message' ? 'implies' : 'states';
    const named = value === undefined || kind === 'uncatalogued' ? name : `${name} (${value})`;
    return `The line ${verb} ${named}: ${component} / ${group}.\n`;
  });
  return pages(codes, catalogue, `${headlines.join('')}${codes.length > 0 ? '\n' : ''}`);
}

const fewestLetters = 3;

function knownMessage(word: string, catalogue: Catalogue): Answer | undefined {
  const held = new KnownMessageMatcher([...catalogue.knownMessages.values()]).match(
    Buffer.from(word).toString('latin1'),
  );
  const found =
    held !== undefined
      ? [held]
      : word.includes(' ') || word.includes('-')
        ? knownMessagesAbout(word, catalogue)
        : [];
  if (found.length === 0 || !hasLetters(word)) return undefined;
  const codes = codesAbout(word, catalogue).slice(0, 2);
  const texts = [...found.map(messagePage), ...codes.map((code) => codePage(code, catalogue))];
  return { text: texts.join('\n'), codes, advises: true };
}

function freeText(word: string, catalogue: Catalogue): Answer | undefined {
  // What is written as a name is one, or a mistake.
  if (/^\S*(?:_|[a-z][A-Z]|:)\S*$/.test(word) || !hasLetters(word)) return undefined;
  const found = codesAbout(word, catalogue);
  if (found.length === 0) return undefined;
  const headline = `No code is called "${word}". Its words stand in the text of ${counted(found.length, 'code')}`;
  if (found.length > 2) return { text: codeOverview(headline, found), codes: found, advises: false };
  return pages(found, catalogue, `${headline}:\n\n`);
}

function hasLetters(word: string): boolean {
  return (word.match(/\p{Letter}/gu) ?? []).length >= fewestLetters;
}

function suggestion(word: string, catalogue: Catalogue): string {
  const plain = word.replace(/^[\w-]+:/, '');
  const list = '`mooncake-annotate codes` lists all';
  if (/^[-+]?\d+$/.test(plain))
    return catalogue.valued(-Number(plain)).length > 0
      ? `did you mean ${-Number(plain)}?`
      : `no code has this value; ${list}`;
  if (/\s/.test(plain)) return `it names no code and implies none; ${list}`;
  const names = catalogue.codes.flatMap(({ name, statusName }) =>
    statusName === undefined ? [name] : [name, statusName],
  );
  const near = nearest(plain, [...new Set(names)]);
  return near.length === 0 ? list : `did you mean ${near.join(' or ')}?`;
}
