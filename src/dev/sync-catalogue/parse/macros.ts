import type { SourceFile } from './checkout.ts';

interface Macro {
  readonly name: string;
  /** Absent for a macro without parentheses. */
  readonly parameters: readonly string[] | undefined;
  readonly body: string;
}

const definition = /^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\(([^)\n]*)\))?((?:[^\n]*\\\n)*[^\n]*)$/gm;
// A macro matters here when it leaves the function, prints, or stands for a piece of text.
const matters = /\breturn\b|\bP?LOG\(|\bgoto\b|\bcontinue\b/;

// Tent appends it to texts without an operator; it stands for more text.
const locationMark = 'LOC_MARK';

/**
 * Replaces Mooncake's own macros that return or print by what they stand for, so that the parser sees the statements.
 * Line numbers stay: what is put in has no line breaks. A file's own definition wins over another file's.
 */
export class Macros {
  private readonly shared = new Map<string, Macro>();

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      for (const macro of definitions(file.text)) {
        if (!this.shared.has(macro.name)) this.shared.set(macro.name, macro);
      }
    }
  }

  /** The text of a file with macros expanded, nested ones too. */
  expand(text: string): string {
    const known = new Map(this.shared);
    for (const macro of definitions(text)) known.set(macro.name, macro);
    let out = text.replace(/^#(if|elif) .*__has_include.*$/gm, '#$1 FOUND');
    for (let depth = 0; depth < 3; depth++) {
      const next = expandOnce(out, known);
      if (next === out) break;
      out = next;
    }
    return out;
  }
}

function definitions(text: string): Macro[] {
  const found: Macro[] = [];
  for (const [, name = '', parameters, rest = ''] of text.matchAll(definition)) {
    const body = rest
      .replace(/\\\n/g, ' ')
      .replace(/\/\/.*$/, '')
      .trim();
    if (/^X?P?D?V?LOG/.test(name) || name.startsWith('JSON_') || body.length > 4000) continue;
    if (parameters === undefined ? name !== locationMark : !matters.test(body)) {
      continue;
    }
    const names = parameters
      ?.split(',')
      .map((p) => p.trim())
      .filter((p) => p !== '');
    found.push({ name, parameters: names, body });
  }
  return found;
}

function expandOnce(text: string, known: ReadonlyMap<string, Macro>): string {
  if (known.size === 0) return text;
  const names = new RegExp(`\\b(${[...known.keys()].join('|')})\\b`, 'g');
  let out = '';
  let at = 0;
  for (let hit = names.exec(text); hit !== null; hit = names.exec(text)) {
    const macro = known.get(hit[1] ?? '');
    if (macro === undefined || hit.index < at || inDirective(text, hit.index)) continue;
    let end = names.lastIndex;
    let body = macro.body;
    if (macro.parameters === undefined) {
      body = '+ ""';
    } else {
      const call = readArguments(text, end);
      if (call === undefined) continue;
      body = substitute(macro, call.values);
      end = call.end;
    }
    const breaks = text.slice(hit.index, end).split('\n').length - 1;
    out += text.slice(at, hit.index) + body + '\n'.repeat(breaks);
    at = end;
    names.lastIndex = end;
  }
  return out + text.slice(at);
}

function inDirective(text: string, at: number): boolean {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 1 && text[start - 2] === '\\') start = text.lastIndexOf('\n', start - 2) + 1;
  return /^[ \t]*#/.test(text.slice(start, at));
}

function readArguments(text: string, from: number): { values: string[]; end: number } | undefined {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  if (text[at] !== '(') return undefined;
  const values: string[] = [];
  let depth = 0;
  let start = at + 1;
  for (; at < text.length; at++) {
    const c = text[at];
    if (c === '"' || c === "'") {
      for (at++; at < text.length && text[at] !== c; at++) if (text[at] === '\\') at++;
    } else if (c === '(' || c === '{' || c === '[') depth++;
    else if (c === ')' || c === '}' || c === ']') {
      depth--;
      if (depth === 0) {
        values.push(text.slice(start, at));
        return { values: values.map((v) => v.replace(/\s*\n\s*/g, ' ').trim()), end: at + 1 };
      }
    } else if (c === ',' && depth === 1) {
      values.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return undefined;
}

function substitute(macro: Macro, values: readonly string[]): string {
  const parameters = macro.parameters ?? [];
  let body = macro.body;
  const value = (name: string): string => {
    const i = parameters.indexOf(name);
    return name === '__VA_ARGS__' ? values.slice(parameters.indexOf('...')).join(', ') : (values[i] ?? '');
  };
  const names = [...parameters.filter((p) => p !== '...'), '__VA_ARGS__'].join('|');
  body = body.replace(new RegExp(`(?<!#)#[ \\t]*(${names})\\b`, 'g'), (_, n: string) =>
    JSON.stringify(value(n)),
  );
  body = body.replace(/[ \t]*##[ \t]*/g, '##');
  body = body.replace(new RegExp(`(?<!")\\b(${names})\\b`, 'g'), (_, n: string) => value(n));
  return body.replace(/##/g, '');
}
