import type { Parser } from 'web-tree-sitter';
import {
  functionDeclarator,
  lambdaRoutine,
  lambdasOf,
  parametersOf,
  type Routine,
  returnKind,
} from '../routine.ts';
import type { SourceFile } from './checkout.ts';
import { literalText } from './log-statement.ts';
import type { Macros } from './macros.ts';
import { parsePrepared } from './prepare.ts';
import { childOf, childOfKind, descendants, lastName, type Syntax, textOf } from './syntax.ts';

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
        const name = childOf(node, 'name');
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
    const body = childOf(node, 'body') ?? childOfKind(node, 'try_statement');
    const declarator = functionDeclarator(node);
    if (body === undefined || declarator === undefined) return;
    const full = textOf(childOf(declarator, 'declarator') ?? declarator).replace(/<[^<>]*>/g, '');
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
    const type = textOf(childOf(node, 'type') ?? node);
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
      const value = childOf(d, 'value');
      const constant = node.children.some((c) => c.kind === 'type_qualifier' && /const/.test(textOf(c)));
      if (constant && value !== undefined && /string|char/.test(type) && /string/.test(value.kind)) {
        this.addString(name, literalText(value));
      }
    }
  }

  private readDefine(node: Syntax): void {
    const name = childOf(node, 'name');
    const value = childOf(node, 'value');
    const text = value === undefined ? undefined : /^\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(textOf(value))?.[1];
    if (name !== undefined && text !== undefined) this.addString(textOf(name), text);
  }

  private addString(name: string, text: string): void {
    const before = this.strings.get(name);
    this.strings.set(name, before === undefined || before === text ? text : null);
  }
}
