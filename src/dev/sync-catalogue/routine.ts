import type { SourceFile } from './parse/checkout.ts';
import {
  childOf,
  childOfKind,
  descendants,
  kindOfType,
  type ReturnKind,
  type Syntax,
  textOf,
} from './parse/syntax.ts';

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

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** Makes a routine of a lambda expression that stands in `outer`. */
export function lambdaRoutine(lambda: Syntax, outer: Routine): Routine {
  const declarator = childOf(lambda, 'declarator');
  const type = declarator === undefined ? undefined : childOfKind(declarator, 'trailing_return_type');
  return {
    name: '',
    owner: outer.owner,
    returns: type === undefined ? 'auto' : kindOfType(textOf(type).replace(/^->\s*/, '')),
    parameters: declarator === undefined ? [] : parametersOf(declarator),
    body: childOf(lambda, 'body') ?? lambda,
    file: outer.file,
    outer,
  };
}

/** The lambdas in a body, also those within other lambdas. */
export function* lambdasOf(body: Syntax): Generator<Syntax> {
  for (const node of descendants(body)) if (node.kind === 'lambda_expression') yield node;
}

/** The declarator of a function with its parameters; undefined for a variable, also one that points to a function. */
export function functionDeclarator(node: Syntax): Syntax | undefined {
  let d = childOf(node, 'declarator');
  while (d !== undefined && d.kind !== 'function_declarator') {
    d = childOf(d, 'declarator') ?? d.children.find((c) => c.kind.endsWith('_declarator'));
  }
  // A pointer to a function is a variable.
  if (d !== undefined && childOf(d, 'declarator')?.kind === 'parenthesized_declarator') return undefined;
  return d;
}

/** What the declaration of a function says it hands back; constructors hand back nothing. */
export function returnKind(node: Syntax, declarator: Syntax): ReturnKind {
  const trailing = childOfKind(declarator, 'trailing_return_type');
  if (trailing !== undefined) return kindOfType(textOf(trailing).replace(/^->\s*/, ''));
  const type = childOf(node, 'type');
  if (type === undefined) return 'void'; // constructors and destructors
  const outer = childOf(node, 'declarator');
  if (outer?.kind === 'pointer_declarator') return 'pointer';
  return kindOfType(textOf(type));
}

/** The parameters of a function or lambda. */
export function parametersOf(declarator: Syntax): Parameter[] {
  const list = childOf(declarator, 'parameters');
  const found: Parameter[] = [];
  for (const p of list?.children ?? []) {
    if (!/parameter_declaration/.test(p.kind)) continue;
    const d = childOf(p, 'declarator');
    const name = d === undefined ? undefined : [...descendants(d)].find((n) => n.kind === 'identifier');
    found.push({
      name: name === undefined ? '' : textOf(name),
      type: textOf(childOf(p, 'type') ?? p) + (d?.kind === 'pointer_declarator' ? '*' : ''),
      optional: p.kind === 'optional_parameter_declaration',
    });
  }
  return found;
}
