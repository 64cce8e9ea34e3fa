import type { Parser } from 'web-tree-sitter';
import type { SourceFile } from './checkout.ts';
import { literalText } from './log-statement.ts';
import type { Macros } from './macros.ts';
import { parsePrepared } from './prepare.ts';
import { child, childOfKind, descendants, type Syntax, textOf } from './syntax.ts';

/** What a function's return type says about the value it hands back; `plain` cannot carry a code. */
export type ReturnKind =
  | 'void'
  | 'bool'
  | 'int'
  | 'code'
  | 'expected'
  | 'status'
  | 'list'
  | 'pointer'
  | 'auto'
  | 'plain'
  | 'other';

/** A function, method or lambda with a body. */
export interface Routine {
  readonly name: string;
  /** The class it belongs to, or empty. */
  readonly owner: string;
  readonly returns: ReturnKind;
  readonly parameters: readonly Parameter[];
  readonly body: Syntax;
  readonly file: SourceFile;
  /** The routine that a lambda stands in. */
  readonly outer: Routine | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** Everything that the files of one checkout define, by name. */
export class Program {
  readonly routines: Routine[] = [];
  private readonly byName = new Map<string, Routine[]>();
  private readonly declared = new Map<string, Set<string>>();
  private readonly bases = new Map<string, Set<string>>();
  private readonly derived = new Map<string, Set<string>>();
  /** Types of members and variables outside functions, by name. */
  private readonly memberTypes = new Map<string, Map<string, Set<string>>>();
  private readonly strings = new Map<string, string | null>();

  constructor(parser: Parser, files: readonly SourceFile[], macros: Macros) {
    for (const file of files) {
      const [root, ...variants] = parsePrepared(parser, macros.expand(file.text));
      if (root !== undefined) this.readFile(root, file);
      for (const variant of variants) this.readFile(variant, file, true);
    }
  }

  /** The routines with this name, of any class. */
  named(name: string): readonly Routine[] {
    return this.byName.get(name) ?? [];
  }

  /** True when a class declares a method of that name without a body that was read (pure virtual, or left out). */
  isDeclared(name: string): boolean {
    return this.declared.has(name);
  }

  /** The types that a member of that name has in the class, or in any class when that one has none. */
  typesOfMember(name: string, owner: string): ReadonlySet<string> {
    const byOwner = this.memberTypes.get(name);
    if (byOwner === undefined) return new Set();
    for (const o of this.family(owner)) {
      const own = byOwner.get(o);
      if (own !== undefined) return own;
    }
    return new Set([...byOwner.values()].flatMap((s) => [...s]));
  }

  /** True for a name that some file declares as a class or struct. */
  isClass(name: string): boolean {
    return this.bases.has(name);
  }

  /** A class with all that derive from it and all that it derives from. */
  family(name: string): ReadonlySet<string> {
    const all = new Set<string>([name]);
    const up = [name];
    for (let n = up.pop(); n !== undefined; n = up.pop()) {
      for (const b of this.bases.get(n) ?? []) {
        if (all.has(b)) continue;
        all.add(b);
        up.push(b);
      }
    }
    const down = [name];
    for (let n = down.pop(); n !== undefined; n = down.pop()) {
      for (const d of this.derived.get(n) ?? []) {
        if (all.has(d)) continue;
        all.add(d);
        down.push(d);
      }
    }
    return all;
  }

  /** The text of a string constant, if it has one definition only. */
  constant(name: string): string | undefined {
    return this.strings.get(name) ?? undefined;
  }

  private readFile(root: Syntax, file: SourceFile, variant = false): void {
    const walk = (node: Syntax, owner: string): void => {
      let inside = owner;
      if (node.kind === 'class_specifier' || node.kind === 'struct_specifier') {
        const name = child(node, 'name');
        if (name !== undefined) {
          inside = lastName(textOf(name));
          this.readBases(inside, node);
        }
      } else if (node.kind === 'function_definition') {
        this.readFunction(node, owner, file, variant);
        return;
      } else if (node.kind === 'field_declaration' || node.kind === 'declaration') {
        this.readDeclaration(node, inside);
      } else if (node.kind === 'preproc_def') {
        this.readDefine(node);
      }
      for (const c of node.children) walk(c, inside);
    };
    walk(root, '');
  }

  private readBases(name: string, node: Syntax): void {
    const bases = this.bases.get(name) ?? new Set();
    this.bases.set(name, bases);
    const clause = childOfKind(node, 'base_class_clause');
    for (const c of clause?.children ?? []) {
      if (!/identifier|template_type/.test(c.kind)) continue;
      const base = lastName(textOf(c).replace(/<[\s\S]*$/, ''));
      bases.add(base);
      const children = this.derived.get(base) ?? new Set();
      children.add(name);
      this.derived.set(base, children);
    }
  }

  private readFunction(node: Syntax, owner: string, file: SourceFile, variant: boolean): void {
    const body = child(node, 'body') ?? childOfKind(node, 'try_statement');
    const declarator = functionDeclarator(node);
    if (body === undefined || declarator === undefined) return;
    const full = textOf(child(declarator, 'declarator') ?? declarator).replace(/<[^<>]*>/g, '');
    const parts = full.split('::').map((p) => p.trim());
    const name = parts.pop() ?? '';
    const routine: Routine = {
      name,
      owner: parts.pop() ?? owner,
      returns: returnKind(node, declarator),
      parameters: parametersOf(declarator),
      body,
      file,
      outer: undefined,
    };
    this.add(routine, variant);
  }

  // A variant of a file shows functions again, some with other branches: they print, but nobody calls them.
  private add(routine: Routine, variant: boolean): void {
    this.routines.push(routine);
    const list = this.byName.get(routine.name) ?? [];
    if (!variant || !list.some((r) => r.file === routine.file && r.owner === routine.owner))
      list.push(routine);
    this.byName.set(routine.name, list);
    for (const lambda of lambdasOf(routine.body)) this.routines.push(lambdaRoutine(lambda, routine));
  }

  private readDeclaration(node: Syntax, owner: string): void {
    const type = textOf(child(node, 'type') ?? node);
    for (const d of node.children.filter((c) => c.role === 'declarator')) {
      const named = [...descendants(d)].find((n) => /^(field_)?identifier$/.test(n.kind));
      if (named === undefined) continue;
      const name = textOf(named);
      if (functionDeclarator(node) !== undefined) {
        const owners = this.declared.get(name) ?? new Set();
        this.declared.set(name, owners.add(''));
        continue;
      }
      const byOwner = this.memberTypes.get(name) ?? new Map<string, Set<string>>();
      this.memberTypes.set(name, byOwner);
      byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(type));
      const value = child(d, 'value');
      const constant = node.children.some((c) => c.kind === 'type_qualifier' && /const/.test(textOf(c)));
      if (constant && value !== undefined && /string|char/.test(type) && /string/.test(value.kind)) {
        this.addString(name, literalText(value));
      }
    }
  }

  private readDefine(node: Syntax): void {
    const name = child(node, 'name');
    const value = child(node, 'value');
    const text = value === undefined ? undefined : /^\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(textOf(value))?.[1];
    if (name !== undefined && text !== undefined) this.addString(textOf(name), text);
  }

  private addString(name: string, text: string): void {
    const before = this.strings.get(name);
    this.strings.set(name, before === undefined || before === text ? text : null);
  }
}

/** Makes a routine of a lambda expression that stands in `outer`. */
export function lambdaRoutine(lambda: Syntax, outer: Routine): Routine {
  const declarator = child(lambda, 'declarator');
  const type = declarator === undefined ? undefined : childOfKind(declarator, 'trailing_return_type');
  return {
    name: '',
    owner: outer.owner,
    returns: type === undefined ? 'auto' : kindOfType(textOf(type).replace(/^->\s*/, '')),
    parameters: declarator === undefined ? [] : parametersOf(declarator),
    body: child(lambda, 'body') ?? lambda,
    file: outer.file,
    outer,
  };
}

/** The lambdas in a body, also those within other lambdas. */
export function* lambdasOf(body: Syntax): Generator<Syntax> {
  for (const node of descendants(body)) if (node.kind === 'lambda_expression') yield node;
}

/** What a written type says about the value; aliases of Mooncake count as what they stand for. */
export function kindOfType(written: string): ReturnKind {
  const type = written
    .replace(/\[\[.*?\]\]|\b(static|inline|virtual|constexpr|const|extern|explicit|friend)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      /(async_simple::)?coro::Lazy<(.*)>$|Lazy<(.*)>$/,
      (_, __, a?: string, b?: string) => a ?? b ?? '',
    )
    .trim();
  if (type === 'void') return 'void';
  if (type.endsWith('*')) return 'pointer';
  if (/^bool ?&?$/.test(type)) return 'bool';
  if (/^(std::)?(vector|array|unordered_map|map|deque|list|tuple|pair|future|span)\b/.test(type)) {
    if (/pair|tuple|future/.test(type.slice(0, 12))) return 'other';
    return /expected|Error|Result|Status|\bu?int/.test(type) ? 'list' : 'plain';
  }
  if (/\b(tl|std|ylt)::expected</.test(type) || /^\w*(Result|Expected)<|^expected</.test(type))
    return 'expected';
  if (/^(mooncake::)?ErrorCode ?&?$/.test(type)) return 'code';
  if (/^(\w+::)*Status ?&?$/.test(type)) return 'status';
  if (
    /^(unsigned )?(int|long|long long|short|s?size_t|off_t|std::(size_t|int\d+_t)|u?int\d+_t)( int)?$/.test(
      type,
    )
  ) {
    return 'int';
  }
  if (
    /^std::(string|string_view|shared_ptr|unique_ptr|set|unordered_set|function)\b|^(double|float|char|UUID)\b/.test(
      type,
    ) &&
    !/Error|Status|Result|expected/.test(type)
  ) {
    return 'plain';
  }
  if (type === '' || type.startsWith('auto') || type.startsWith('decltype')) return 'auto';
  return 'other';
}

/** The last part of a qualified name, without template arguments. */
export function lastName(name: string): string {
  return (
    name
      .replace(/<[\s\S]*>/g, '')
      .split('::')
      .pop()
      ?.trim() ?? name
  );
}

function functionDeclarator(node: Syntax): Syntax | undefined {
  let d = child(node, 'declarator');
  while (d !== undefined && d.kind !== 'function_declarator') {
    d = child(d, 'declarator') ?? d.children.find((c) => c.kind.endsWith('_declarator'));
  }
  // A pointer to a function is a variable.
  if (d !== undefined && child(d, 'declarator')?.kind === 'parenthesized_declarator') return undefined;
  return d;
}

function returnKind(node: Syntax, declarator: Syntax): ReturnKind {
  const trailing = childOfKind(declarator, 'trailing_return_type');
  if (trailing !== undefined) return kindOfType(textOf(trailing).replace(/^->\s*/, ''));
  const type = child(node, 'type');
  if (type === undefined) return 'void'; // constructors and destructors
  const outer = child(node, 'declarator');
  if (outer?.kind === 'pointer_declarator') return 'pointer';
  return kindOfType(textOf(type));
}

function parametersOf(declarator: Syntax): Parameter[] {
  const list = child(declarator, 'parameters');
  const found: Parameter[] = [];
  for (const p of list?.children ?? []) {
    if (!/parameter_declaration/.test(p.kind)) continue;
    const d = child(p, 'declarator');
    const name = d === undefined ? undefined : [...descendants(d)].find((n) => n.kind === 'identifier');
    found.push({
      name: name === undefined ? '' : textOf(name),
      type: textOf(child(p, 'type') ?? p) + (d?.kind === 'pointer_declarator' ? '*' : ''),
      optional: p.kind === 'optional_parameter_declaration',
    });
  }
  return found;
}
