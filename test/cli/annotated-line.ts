import { expect } from 'vitest';

const separator = '  <- ';
const member = /,"mooncake(?:-annotate)?":\[\{"component":[^\x00-\x1f]+\](?=\}[ \t]*$)/;

/**
 * Expects that `output` is `input` with nothing lost: every output line starts with its input line byte for byte, and
 * what follows is nothing or one block of annotations, before the line's own end. A JSON line has a member more instead.
 */
export function expectAnnotated(input: Buffer, output: Buffer): void {
  const before = splitLines(input);
  const after = splitLines(output);
  expect(after.length).toBe(before.length);
  for (const [index, line] of before.entries()) {
    const annotated = after[index]!;
    expect(annotated.end).toBe(line.end);
    if (annotated.text === line.text) continue;
    if (annotated.text.replace(member, '') === line.text) continue;
    expect(annotated.text.slice(0, line.text.length)).toBe(line.text);
    const rest = annotated.text.slice(line.text.length);
    expect(rest.slice(0, separator.length)).toBe(separator);
    expect(rest.slice(separator.length)).not.toContain(' <-');
    expect(rest).not.toMatch(/[\x00-\x1f\x7f]/);
  }
}

interface Line {
  readonly text: string;
  readonly end: string;
}

function splitLines(bytes: Buffer): Line[] {
  return [...bytes.toString('latin1').matchAll(/([^\n]*?)(\r?\n|$)/g)]
    .map((match) => ({ text: match[1]!, end: match[2]! }))
    .filter(({ text, end }) => text !== '' || end !== '');
}
