import type { Parser } from 'web-tree-sitter';
import { descendants, parse, type Syntax } from './syntax.ts';

/**
 * Parses C++ text after making it easier for the grammar, which reads one file without its headers: annotations for
 * clang's thread analysis drop out, `expected<A, B>` keeps only its error type (nested templates before a parameter
 * list mislead the grammar), and where a conditional of the preprocessor splits a statement, its first branch stays.
 * Line numbers never change.
 */
export function parsePrepared(parser: Parser, written: string): Syntax {
  let text = shortenExpected(withoutAnnotations(written));
  let root = parse(parser, text);
  for (let round = 0; round < 4; round++) {
    const faults = [...descendants(root)].filter((n) => n.kind === 'ERROR' || n.start === n.end);
    if (faults.length === 0) break;
    const resolved = keepFirstBranches(text, faults);
    if (resolved === text) break;
    text = resolved;
    root = parse(parser, text);
  }
  return root;
}

const annotations =
  /\b(NO_THREAD_SAFETY_ANALYSIS|SCOPED_CAPABILITY)\b|\b(GUARDED_BY|PT_GUARDED_BY|REQUIRES|REQUIRES_SHARED|ACQUIRE|ACQUIRE_SHARED|RELEASE|RELEASE_SHARED|TRY_ACQUIRE|TRY_ACQUIRE_SHARED|EXCLUDES|CAPABILITY|ASSERT_CAPABILITY|RETURN_CAPABILITY|ACQUIRED_BEFORE|ACQUIRED_AFTER)\([^()]*(\([^()]*\))?[^()]*\)/g;

function withoutAnnotations(text: string): string {
  return text.replace(annotations, (hit) => hit.replace(/[^\n]/g, ' '));
}

function shortenExpected(text: string): string {
  let out = '';
  let at = 0;
  for (const hit of text.matchAll(/\bexpected</g)) {
    const open = hit.index + hit[0].length;
    if (hit.index < at) continue;
    let depth = 1;
    let last = open;
    let end = open;
    for (; end < text.length && depth > 0; end++) {
      const c = text[end];
      if (c === '<' || c === '(') depth++;
      else if (c === '>' || c === ')') depth--;
      else if (c === ',' && depth === 1) last = end + 1;
      else if (c === ';' || c === '{') break;
    }
    if (depth > 0 || last === open) continue;
    const breaks = text.slice(open, last).split('\n').length - 1;
    out += text.slice(at, open) + text.slice(last, end).trimStart() + '\n'.repeat(breaks + leadingBreaks(text.slice(last, end)));
    at = end;
  }
  return out + text.slice(at);
}

function leadingBreaks(text: string): number {
  return (/^\s*/.exec(text)?.[0] ?? '').split('\n').length - 1;
}

interface Conditional {
  readonly start: number;
  /** Lines of `#else` and `#elif`, and of `#endif`. */
  readonly parts: number[];
  end: number;
}

function keepFirstBranches(text: string, faults: readonly Syntax[]): string {
  const lines = text.split('\n');
  const wrong = faults.flatMap((f) => [f.line, f.line + f.source.text.slice(f.start, f.end).split('\n').length - 1]);
  const open: Conditional[] = [];
  const blank = new Set<number>();
  for (const [i, line] of lines.entries()) {
    const directive = /^\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b/.exec(line)?.[1];
    if (directive === undefined) continue;
    if (directive.startsWith('if')) open.push({ start: i, parts: [], end: i });
    else if (directive === 'endif') {
      const c = open.pop();
      if (c === undefined) continue;
      c.end = i;
      // A guard around a whole header is never the trouble.
      if (c.end - c.start > 400 || !wrong.some((w) => w >= c.start && w <= c.end + 3)) continue;
      blank.add(c.start).add(i);
      const otherwise = c.parts[0];
      if (otherwise !== undefined) for (let l = otherwise; l < i; l++) blank.add(l);
    } else open.at(-1)?.parts.push(i);
  }
  return lines.map((line, i) => (blank.has(i) ? '' : line)).join('\n');
}
