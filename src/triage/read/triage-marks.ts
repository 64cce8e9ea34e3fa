import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import type { KnownMessageMatcher } from '../../catalogue/known-messages/matcher.ts';
import { literalPattern } from '../../catalogue/place-pattern.ts';
import { type GramPart, type GramText, gram } from '../../lines/prefilter/gram-text.ts';
import { hidesSeverity } from '../../recognise/counted-severity.ts';
import type { Finding, FindingFilter } from '../../recognise/finding.ts';
import { everyLine, type PrefilterMarks, prefilterMarks } from '../../recognise/prefilter.ts';
import { type Prefix, sourceOf } from '../../recognise/prefix/prefix.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import { keyOf } from '../collect/event-signature.ts';
import { mayTellFacts } from '../collect/log-facts.ts';
import { type NameKinds, nameKindsIn } from '../collect/name-kinds.ts';

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

/** What triage keeps of a shape of lines. */
export interface TriagedShape {
  readonly prefix: Prefix;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** The id of the known message that its lines are. */
  readonly known: string | null;
  /** What tells both apart from what others report. */
  readonly key: string;
  /** The source line that printed them, unless it differs from line to line. */
  readonly source: string | undefined;
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** Whether its lines say when they were printed. */
  readonly isStamped: boolean;
  /** Whether its lines name the host that wrote them. */
  readonly namesHost: boolean;
  /** Whether its lines may say something of the cluster. */
  readonly mayTellFacts: boolean;
  /** What its lines may name. */
  readonly mayName: NameKinds;
  /** Whether lines of its form may be severe without being marked. */
  readonly hidesSeverity: boolean;
  /**
   * What its lines are to triage: they report something; or are of severity W, E or F; or say nothing, so that a few of them show
   * what goes well; or report what was not asked for; or name the file of the lines below them.
   */
  readonly role: 'reports' | 'severe' | 'healthy' | 'filtered' | 'heading';
}

/** Makes what triage keeps of a shape, from its text. */
export function describeForTriage(
  recogniser: Recogniser,
  filter: FindingFilter,
  messages: KnownMessageMatcher,
  isFiltered: boolean,
) {
  return (text: string): TriagedShape => {
    const { prefix, findings: all, annotatedAt } = recogniser.recogniseShape(text);
    const findings = filter.pass(all, prefix.severity);
    const line = annotatedAt === -1 ? text : text.slice(0, annotatedAt);
    const known =
      findings.length === 0 && isFiltered ? undefined : messages.match(line, prefix.severity, prefix);
    const hides = prefix.severity !== undefined && hidesSeverity(text.slice(0, prefix.message));
    const reports = findings.length > 0 || known !== undefined;
    return {
      prefix,
      findings,
      known: known?.id ?? null,
      key: keyOf(findings, known?.id ?? null),
      source: sourceOf(prefix),
      annotatedAt,
      isStamped: prefix.stamp !== -1,
      namesHost: prefix.hostAt !== undefined,
      hidesSeverity: hides,
      mayTellFacts: mayTellFacts(text),
      mayName: nameKindsIn(text, prefix.message),
      role: reports ? 'reports' : silentRole(prefix, all.length > 0, isFiltered),
    };
  };
}

/** What lines are to triage that report nothing that counts. */
function silentRole(
  prefix: Prefix,
  reportsOther: boolean,
  isFiltered: boolean,
): Exclude<TriagedShape['role'], 'reports'> {
  if (prefix.heading !== undefined) return 'heading';
  if (reportsOther) return 'filtered';
  if (isSevere(prefix)) return isFiltered ? 'filtered' : 'severe';
  return 'healthy';
}

function isSevere({ severity }: Prefix): boolean {
  return severity === 'W' || severity === 'E' || severity === 'F';
}
