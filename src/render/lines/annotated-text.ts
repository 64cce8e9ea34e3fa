import type { Finding } from '../../recognise/finding.ts';
import { jsonLine } from '../../recognise/json-line.ts';
import { annotationsOf } from './annotation.ts';
import { codesMember } from './json-member.ts';
import { recordCode } from './record.ts';

/** A line (latin1) with its annotations: in a JSON line a member, behind any other text. */
export function annotatedText(line: string, findings: readonly Finding[]): string {
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
