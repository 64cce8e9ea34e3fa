import { separator } from '../../recognise/annotated.ts';
import type { Finding } from '../../recognise/finding.ts';

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

/** Makes annotations for many lines; what a catalogue's row or a shared number becomes is worked out once. */
export class Annotations {
  readonly #stated = new WeakMap<object, Prepared>();
  readonly #implied = new WeakMap<object, Prepared>();

  /** The same as `annotationsOf`; that of one finding as the bytes to write. */
  of(findings: readonly Finding[]): string | Buffer {
    const first = this.#one(findings[0]!);
    if (findings.length === 1) return first.bytes;
    let text = first.text;
    for (let index = 1; index < findings.length; index++)
      text += `; ${this.#one(findings[index]!).text.slice(separator.length)}`;
    return text;
  }

  #one(finding: Finding): Prepared {
    const row = rowOf(finding);
    if (row === undefined) return prepared(finding);
    const known = finding.evidence === 'message' ? this.#implied : this.#stated;
    let one = known.get(row);
    // Messages that imply the same code may add different notes.
    if (one === undefined || one.note !== finding.note) {
      one = prepared(finding);
      known.set(row, one);
    }
    return one;
  }
}

/** The annotation of one finding, with the separator in front. */
interface Prepared {
  readonly note: string | undefined;
  readonly text: string;
  readonly bytes: Buffer;
}

function prepared(finding: Finding): Prepared {
  const text = separator + annotationOf(finding);
  return { note: finding.note, text, bytes: Buffer.from(text, 'utf8') };
}

/** What of the catalogue decides, but for the note, how a finding is annotated; undefined when nothing does. */
function rowOf({ kind, code, readings }: Finding): object | undefined {
  if (kind === 'code') return code;
  return kind === 'uncatalogued' ? undefined : readings;
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
