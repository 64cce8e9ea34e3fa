import { countedSeverity } from '../../recognise/counted-severity.ts';
import type { Finding } from '../../recognise/finding.ts';
import type { FindingFilter } from '../../recognise/finding-filter.ts';
import type { JsonLine } from '../../recognise/json-line.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import { annotationsOf } from '../lines/annotation.ts';
import { type RecordCode, recordCode } from '../lines/record.ts';

/** What messages keep of a shape of lines. */
export interface MessageShape {
  readonly prefix: Prefix;
  /** What its lines count as. */
  readonly severity: ReturnType<typeof countedSeverity>;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** What is known of a line that is a JSON object. */
  readonly json: JsonLine | undefined;
  /** What is appended to a line of text; empty where nothing was found. */
  readonly annotation: Buffer;
  /** The findings as a record shows them. */
  readonly codes: readonly RecordCode[];
}

/** Makes what messages keep of a shape, from its text. */
export function describeForMessages(recogniser: Recogniser, filter: FindingFilter) {
  return (text: string): MessageShape => {
    const { prefix, findings: all, annotatedAt, json } = recogniser.recogniseShape(text);
    const findings = filter.pass(all, prefix.severity);
    const annotation = Buffer.from(findings.length === 0 ? '' : annotationsOf(findings));
    const severity = countedSeverity(text, prefix);
    return { prefix, severity, findings, annotatedAt, json, annotation, codes: findings.map(recordCode) };
  };
}
