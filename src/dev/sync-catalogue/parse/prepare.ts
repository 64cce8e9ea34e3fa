import type { Parser } from 'web-tree-sitter';
import { descendants, parse, type Syntax } from './syntax.ts';

/** The trees of one file; the second shows the other branches, where a conditional had to be decided. */
export function parsePrepared(parser: Parser, written: string): Syntax[] {
  const first = parseOne(parser, written, 'first');
  return first.decided ? [first.root, parseOne(parser, written, 'last').root] : [first.root];
}

/**
 * Parses C++ text after making it easier for the grammar, which reads one file without its headers: annotations for
 * clang's thread analysis drop out, `expected<A, B>` keeps only its error type (nested templates before a parameter
 * list mislead the grammar), and where a conditional of the preprocessor splits a statement, one of its branches stays.
 * Line numbers never change.
 */
function parseOne(
  parser: Parser,
  written: string,
  keep: 'first' | 'last',
): { root: Syntax; decided: boolean } {
  let text = shorten(shorten(joinDirectives(withoutAnnotations(written)), 'expected', true), 'vector', false);
  let root = parse(parser, text);
  let decided = false;
  for (let round = 0; round < 4; round++) {
    const faults = [...descendants(root)].filter((n) => n.kind === 'ERROR');
    if (faults.length === 0) break;
    const resolved = keepOneBranch(text, faults, keep);
    if (resolved === text) break;
    decided = true;
    text = resolved;
    root = parse(parser, text);
  }
  return { root, decided };
}

function joinDirectives(text: string): string {
  return text.replace(
    /^([ \t]*#[ \t]*(?:if|elif)\b[^\n]*)((?:\\\n[^\n]*)+)/gm,
    (_, head: string, rest: string) => {
      return `${head.replace(/\\$/, '')}${'\n'.repeat(rest.split('\n').length - 1)}`.replace(
        /#[ \t]*if[^\n]*/,
        '#if JOINED',
      );
    },
  );
}

const annotations =
  /\b(NO_THREAD_SAFETY_ANALYSIS|SCOPED_CAPABILITY)\b|\b(GUARDED_BY|PT_GUARDED_BY|REQUIRES|REQUIRES_SHARED|ACQUIRE|ACQUIRE_SHARED|RELEASE|RELEASE_SHARED|TRY_ACQUIRE|TRY_ACQUIRE_SHARED|EXCLUDES|CAPABILITY|ASSERT_CAPABILITY|RETURN_CAPABILITY|ACQUIRED_BEFORE|ACQUIRED_AFTER)\([^()]*(\([^()]*\))?[^()]*\)/g;

function withoutAnnotations(text: string): string {
  return text.replace(annotations, (hit) => hit.replace(/[^\n]/g, ' '));
}

// Replaces the arguments of a template by the last one, or by the last name in them when they nest.
function shorten(text: string, template: string, last: boolean): string {
  let out = '';
  let at = 0;
  for (const hit of text.matchAll(new RegExp(`\\b${template}<`, 'g'))) {
    const open = hit.index + hit[0].length;
    if (hit.index < at) continue;
    let depth = 1;
    let from = open;
    let end = open;
    for (; end < text.length && depth > 0; end++) {
      const c = text[end];
      if (c === '<' || c === '(') depth++;
      else if (c === '>' || c === ')') depth--;
      else if (c === ',' && depth === 1) from = end + 1;
      else if (c === ';' || c === '{') break;
    }
    const inside = text.slice(open, end - 1);
    if (depth > 0 || (last ? from === open : !inside.includes('<'))) continue;
    const breaks = '\n'.repeat(inside.split('\n').length - 1);
    const kept = last
      ? inside
          .slice(from - open)
          .replace(/\s+/g, ' ')
          .trim()
      : (inside.match(/\w+/g)?.at(-1) ?? 'T');
    out += `${text.slice(at, open)}${kept}>${breaks}`;
    at = end;
  }
  return out + text.slice(at);
}

interface Conditional {
  readonly start: number;
  /** Lines of `#else` and `#elif`, and of `#endif`. */
  readonly parts: number[];
  end: number;
}

function keepOneBranch(text: string, faults: readonly Syntax[], keep: 'first' | 'last'): string {
  const lines = text.split('\n');
  const wrong = faults.flatMap((f) => [
    f.line,
    f.line + f.source.text.slice(f.start, f.end).split('\n').length - 1,
  ]);
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
      const near = wrong.some((w) => w >= c.start && w <= c.end + 3);
      // A guard around a whole header is never the trouble.
      if (c.end - c.start > 400 || !(near || unbalanced(lines, c))) continue;
      blank.add(c.start).add(i);
      const first = c.parts[0];
      if (first === undefined) continue;
      const [from, to] = keep === 'first' ? [first, i] : [c.start, c.parts.at(-1) ?? first];
      for (let l = from; l <= to; l++) blank.add(l);
      for (const p of c.parts) blank.add(p);
    } else open.at(-1)?.parts.push(i);
  }
  return lines.map((line, i) => (blank.has(i) ? '' : line)).join('\n');
}

// A branch that opens a brace which another conditional closes.
function unbalanced(lines: readonly string[], c: Conditional): boolean {
  const bounds = [c.start, ...c.parts, c.end];
  return bounds.slice(1).some((end, i) => {
    const text = lines
      .slice((bounds[i] ?? 0) + 1, end)
      .join('\n')
      .replace(/"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])*'|\/\/.*/g, '');
    return (text.match(/[{(]/g)?.length ?? 0) !== (text.match(/[})]/g)?.length ?? 0);
  });
}
