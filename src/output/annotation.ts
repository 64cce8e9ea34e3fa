import type { Code } from '../catalogue/code.ts';
import { separator } from '../recognise/annotated.ts';
import type { Finding } from '../recognise/finding.ts';

/**
 * What is appended to a line: the separator, then an annotation for each finding, joined by `; `. The text holds neither
 * the separator again nor a control character, whatever an operator's catalogue holds.
 */
export function annotationsOf(findings: readonly Finding[]): string {
  return separator + findings.map(annotationOf).join('; ');
}

/** `Store / Transfer: TRANSFER_FAIL (-800): Transfer operation failed`. */
export function annotationOf(finding: Finding): string {
  return harmless(sentence(finding));
}

/** Makes annotations for many lines; what a catalogue's row becomes is worked out once. */
export class Annotations {
  readonly #stated = new Map<Code, string>();
  readonly #implied = new Map<Code, string>();

  /** The same as `annotationsOf`. */
  of(findings: readonly Finding[]): string {
    let text = separator + this.#one(findings[0]!);
    for (let index = 1; index < findings.length; index++) text += `; ${this.#one(findings[index]!)}`;
    return text;
  }

  #one(finding: Finding): string {
    const { code } = finding;
    if (code === undefined || finding.kind !== 'code' || finding.note !== undefined)
      return annotationOf(finding);
    const known = finding.evidence === 'message' ? this.#implied : this.#stated;
    const before = known.get(code);
    if (before !== undefined) return before;
    const text = annotationOf(finding);
    known.set(code, text);
    return text;
  }
}

function sentence(finding: Finding): string {
  const implied = finding.evidence === 'message' ? ', implied' : '';
  const note = finding.note === undefined ? '' : ` (${finding.note})`;
  switch (finding.kind) {
    case 'code':
      return `${finding.component} / ${finding.group}: ${finding.name} (${finding.value})${implied}: ${finding.description}${note}`;
    case 'ambiguous':
      return `Ambiguous: ${finding.value} is ${(finding.readings ?? [])
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
