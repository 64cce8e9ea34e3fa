import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { literalPattern } from '../../catalogue/literal-pattern.ts';
import { type GramPart, type GramText, gram } from '../../lines/prefilter/text-patterns.ts';
import { everyLine, type PrefilterMarks, prefilterMarks } from '../../recognise/prefilter.ts';

/** Digits are a shape's, so that lines may hold others in their place. */
const runWithDigits = /[A-Za-z0-9]*\d[A-Za-z0-9]*/;
/** A glog header of severity I: one of a worse severity would mark the line by itself. */
const ofInformation = /(?:^|[ |\]])I\d{4}(?:\d{4})? \d\d:/;

/**
 * What marks the lines that can matter to triage: those with codes, those of severity W, E and F, and known messages. All others are
 * healthy, of which a sample is enough.
 */
export function triageMarks(catalogue: Catalogue): PrefilterMarks {
  const printed = new Map<GramText, KnownMessage>();
  for (const message of catalogue.knownMessages.values())
    for (const pattern of message.patterns) {
      const text = textOf(pattern);
      if (text === undefined) return everyLine;
      printed.set(text, message);
    }
  const texts = [...printed.keys()];
  const unlessInformation = new Set(texts.filter((text) => !counts(printed.get(text)!, 'I')));
  const any = anyOf(texts);
  const information = anyOf(texts.filter((text) => !unlessInformation.has(text)));
  return prefilterMarks(catalogue, {
    texts,
    unlessInformation,
    isMeant: (line) => (ofInformation.test(line) ? information : any).test(line),
    vocabulary: vocabularyOf(catalogue),
  });
}

/** All that Mooncake is known to print, each word of which some of its lines share. */
function vocabularyOf({ parts: { messages }, knownMessages }: Catalogue): string {
  const patterns = [
    ...Object.values(messages).flatMap((all) => all.map(({ pattern }) => pattern)),
    ...[...knownMessages.values()].flatMap((message) => message.patterns),
  ];
  return Buffer.from(patterns.join('\n').replaceAll('{}', '7'), 'utf8').toString('latin1');
}

function counts({ severities }: KnownMessage, severity: string): boolean {
  return severities?.includes(severity) === true;
}

/** What stands on each line that is a known message by this pattern; undefined where that is too short. */
function textOf(pattern: string): GramText | undefined {
  const literals = Buffer.from(pattern, 'utf8').toString('latin1').split('{}');
  return longEnough(literals.flatMap((literal) => literal.split(runWithDigits))) ?? longEnough(literals);
}

function longEnough(texts: readonly string[]): GramText | undefined {
  const [first, ...others] = texts.filter(({ length }) => length >= gram).map((text): GramPart => ({ text }));
  return first === undefined ? undefined : [first, ...others];
}

/** Matches the longest part of any of the texts. */
function anyOf(texts: readonly GramText[]): RegExp {
  const longest = texts.map((text) =>
    text.reduce((best, part) => (part.text.length > best.text.length ? part : best)),
  );
  return new RegExp(longest.map(({ text }) => literalPattern(text)).join('|'));
}
