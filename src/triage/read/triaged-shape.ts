import type { KnownMessageMatcher } from '../../catalogue/known-messages/matcher.ts';
import { hidesSeverity } from '../../recognise/counted-severity.ts';
import type { Finding, FindingFilter } from '../../recognise/finding.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import { mayTellFacts } from '../collect/log-facts.ts';

/** What triage keeps of a shape of lines. */
export interface TriagedShape {
  readonly prefix: Prefix;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** The id of the known message that its lines are. */
  readonly known: string | null;
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** Whether its lines say when they were printed. */
  readonly isStamped: boolean;
  /** Whether its lines name the host that wrote them. */
  readonly namesHost: boolean;
  /** Whether its lines may say something of the cluster. */
  readonly mayTellFacts: boolean;
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
    const isStamped = prefix.stamp !== -1;
    const namesHost = prefix.hostAt !== undefined;
    const hides = prefix.severity !== undefined && hidesSeverity(text.slice(0, prefix.message));
    const base = {
      prefix,
      findings,
      known: known?.id ?? null,
      annotatedAt,
      isStamped,
      namesHost,
      hidesSeverity: hides,
      mayTellFacts: mayTellFacts(text),
    };
    if (findings.length > 0 || known !== undefined) return { ...base, role: 'reports' };
    if (prefix.heading !== undefined) return { ...base, role: 'heading' };
    if (all.length > 0) return { ...base, role: 'filtered' };
    if (isSevere(prefix)) return { ...base, role: isFiltered ? 'filtered' : 'severe' };
    return { ...base, role: 'healthy' };
  };
}

function isSevere({ severity }: Prefix): boolean {
  return severity === 'W' || severity === 'E' || severity === 'F';
}
