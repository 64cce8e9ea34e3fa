import { annotationMark, jsonLine } from '../../recognise/annotated.ts';
import type { Finding } from '../../recognise/finding.ts';
import type { Severity } from '../../recognise/prefix/prefix.ts';
import { type RecordCode, recordCode } from './record.ts';

/**
 * What is appended to a line: the separator, then an annotation for each finding, joined by `; `. The text holds neither
 * the separator again nor a control character, whatever an operator's catalogue holds.
 */
export function annotationsOf(findings: readonly Finding[]): string {
  return annotationMark + findings.map(annotationOf).join('; ');
}

/** `Store / Transfer: TRANSFER_FAIL (-800): Transfer operation failed`. */
export function annotationOf(finding: Finding): string {
  return harmless(sentence(finding));
}

const colours: Readonly<Record<Severity, string>> = {
  D: '\x1b[36m',
  I: '\x1b[36m',
  W: '\x1b[33m',
  E: '\x1b[31m',
  F: '\x1b[31m',
};

/** What is appended to a line, in the colour of the line's severity; the separator stays plain. */
export function colouredAnnotationsOf(findings: readonly Finding[], severity: Severity = 'I'): string {
  return `${annotationMark}${colours[severity]}${annotationsOf(findings).slice(annotationMark.length)}\x1b[0m`;
}

function sentence(finding: Finding): string {
  const implied = finding.evidence === 'message' ? ', implied' : '';
  const note = finding.note === undefined ? '' : ` (${finding.note})`;
  const value = finding.value === undefined ? '' : ` (${finding.value})`;
  switch (finding.kind) {
    case 'code':
      return `${finding.component} / ${finding.group}: ${finding.name}${value}${implied}: ${finding.description}${note}`;
    case 'ambiguous':
      return `Ambiguous: ${finding.value === undefined ? '' : `${finding.value} is `}${(
        finding.readings ?? []
      )
        .map((code) => `${code.component} / ${code.group}: ${code.name} (${code.description})`)
        .join(' or ')}`;
    case 'uncatalogued':
      return `Uncatalogued: ${finding.component} ${finding.name}: ${finding.description}`;
    case 'group':
      return `${finding.component} / ${finding.group}: ${finding.name}${implied}: ${finding.description}${note}`;
  }
}

function harmless(text: string): string {
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]+/g, ' ').replaceAll(/ +<-/g, ' ←');
}

/** What is put before the closing brace of a JSON line: its codes as a further member. */
export function codesMember(name: string, codes: readonly RecordCode[]): string {
  return `,"${name}":${JSON.stringify(codes)}`;
}

/** A line (latin1) with its annotations: in a JSON line a member, behind any other text. */
export function annotateText(line: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return line;
  const json = jsonLine(line);
  if (json === undefined) return line + latin1(annotationsOf(findings));
  if (json.isAnnotated) return line;
  const member = latin1(codesMember(json.member, findings.map(recordCode)));
  return line.slice(0, json.end) + member + line.slice(json.end);
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
