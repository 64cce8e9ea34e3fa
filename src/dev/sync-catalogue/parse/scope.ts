import type { Value } from '../evaluate/value.ts';
import { lambdasOf, type Routine } from '../routine.ts';
import { renderOperand } from './log-statement.ts';
import { childOf, descendants, lastName, type Syntax, textOf } from './syntax.ts';

/** The names of the variables that statements below this node assign. */
export function assignedNames(node: Syntax): string[] {
  const names = new Set<string>();
  const visit = (n: Syntax): void => {
    if (n.kind === 'assignment_expression') names.add(textOf(childOf(n, 'left') ?? n));
    else if (n.kind === 'update_expression') names.add(textOf(childOf(n, 'argument') ?? n));
    for (const c of n.children) visit(c);
  };
  visit(node);
  return [...names];
}

/** Texts that variables are given, in the order of the source. */
export function assignedTexts(body: Syntax): { name: string; start: number; text: string }[] {
  const found: { name: string; start: number; text: string }[] = [];
  for (const node of descendants(body)) {
    const [left, right] =
      node.kind === 'init_declarator'
        ? [childOf(node, 'declarator'), childOf(node, 'value')]
        : node.kind === 'assignment_expression'
          ? [childOf(node, 'left'), childOf(node, 'right')]
          : [];
    if (left === undefined || right === undefined) continue;
    const text = renderOperand(right, () => undefined);
    if (/[A-Za-z]{3}/.test(text))
      found.push({ name: textOf(left).replace(/\s+/g, ''), start: node.start, text });
  }
  return found;
}

/** True for a loop body that does nothing but put values into a list, perhaps under a condition. */
export function fillsOnly(body: Syntax): boolean {
  const fills = (node: Syntax): boolean => {
    const e = node.children[0];
    if (node.kind !== 'expression_statement' || e === undefined) return false;
    if (e.kind === 'assignment_expression') return childOf(e, 'left')?.kind === 'subscript_expression';
    return (
      e.kind === 'call_expression' &&
      /(\.|->)(push_back|emplace_back|SetError|set_completed)$/.test(textOf(childOf(e, 'function') ?? e))
    );
  };
  const simple = (node: Syntax): boolean => {
    if (node.kind === 'compound_statement') return node.children.every(simple);
    if (node.kind === 'if_statement') {
      const inner = childOf(node, 'consequence');
      return childOf(node, 'alternative') === undefined && inner !== undefined && simple(inner);
    }
    return node.kind === 'declaration' || fills(node);
  };
  return (
    simple(body) &&
    [
      ...[body],
      ...body.children,
      ...body.children.flatMap((c) => childOf(c, 'consequence')?.children ?? []),
    ].some(fills)
  );
}

/** What is known about variables at one point of a path, by the text that names them. */
export type Facts = ReadonlyMap<string, Value>;

/** The key under which the per-key result of the running iteration is kept. */
export const element = '$element';

/** What is known about one routine before any path is walked. */
export interface Scope {
  readonly routine: Routine;
  /** Declared types of parameters and local variables. */
  readonly types: ReadonlyMap<string, string>;
  readonly lambdas: ReadonlyMap<string, Syntax>;
  /** Variables that a lambda within the routine assigns: when that runs is not known. */
  readonly shared: ReadonlySet<string>;
  /** What is put into each local list, by the list's name. */
  readonly elements: ReadonlyMap<string, readonly Syntax[]>;
  /** Texts of conditions that occur more than once, so that their outcome is worth remembering. */
  readonly repeated: ReadonlySet<string>;
}

/** Reads the declared types, lambdas and repeated conditions of a routine. */
export function scopeOf(routine: Routine): Scope {
  const types = new Map<string, string>();
  const lambdas = new Map<string, Syntax>();
  const seen = new Map<string, number>();
  const add = (r: Routine): void => {
    if (r.outer !== undefined) add(r.outer);
    for (const p of r.parameters) types.set(p.name, p.type);
    for (const node of descendants(r.body, (n) => n.kind !== 'lambda_expression')) {
      if (node.kind === 'declaration' || node.kind === 'for_range_loop') {
        const type = textOf(childOf(node, 'type') ?? node);
        for (const d of node.children.filter((c) => c.role === 'declarator')) {
          const name = [...descendants(d)].find((n) => n.kind === 'identifier');
          if (name === undefined || d.kind === 'structured_binding_declarator') continue;
          const init = childOf(d, 'value') ?? childOf(node, 'right');
          const written = type + (d.kind === 'pointer_declarator' ? '*' : '');
          types.set(
            textOf(name),
            written.startsWith('auto') && init !== undefined ? `auto ${origin(init)}` : written,
          );
          if (init?.kind === 'lambda_expression') lambdas.set(textOf(name), init);
        }
      }
    }
  };
  add(routine);
  for (const node of descendants(routine.body, (n) => n.kind !== 'lambda_expression')) {
    const condition = /^(if|while)_statement$/.test(node.kind) ? childOf(node, 'condition') : undefined;
    if (condition === undefined) continue;
    for (const part of descendants(condition)) {
      const fact = factOf(part);
      if (fact !== undefined) seen.set(fact, (seen.get(fact) ?? 0) + 1);
    }
  }
  const shared = new Set<string>();
  for (const lambda of lambdasOf(routine.body))
    for (const name of assignedNames(lambda)) if (!name.includes('[')) shared.add(name);
  return {
    routine,
    types,
    lambdas,
    shared,
    elements: elementsOf(routine.body),
    repeated: new Set([...seen].filter(([, n]) => n > 1).map(([f]) => f)),
  };
}

// Where a variable declared `auto` gets its class from: a class named in its initialiser (written `=Class`), or the
// variable or member that it is a part of.
function origin(init: Syntax): string {
  const text = factKey(init);
  const made =
    /^(?:std::)?make_(?:shared|unique)<([\w:]+)>|^new([A-Z][\w:]*)|^([A-Z]\w*)::[gG]et\w*\(\)$/.exec(text);
  const name = made?.[1] ?? made?.[2] ?? made?.[3];
  if (name !== undefined) return `=${lastName(name)}`;
  return /^[*&]?[\w.[\]]+(\.get\(\))?$/.test(text) ? text.replace(/^[*&]|\.get\(\)$/g, '') : '';
}

function elementsOf(body: Syntax): Map<string, Syntax[]> {
  const found = new Map<string, Syntax[]>();
  const add = (list: Syntax | undefined, source: Syntax | undefined): void => {
    if (list === undefined || source === undefined) return;
    found.set(factKey(list), [...(found.get(factKey(list)) ?? []), source]);
  };
  for (const node of descendants(body)) {
    if (node.kind === 'assignment_expression') {
      const left = childOf(node, 'left');
      if (left?.kind === 'subscript_expression') add(childOf(left, 'argument'), childOf(node, 'right'));
    } else if (node.kind === 'call_expression') {
      const callee = childOf(node, 'function');
      const parts = childOf(node, 'arguments')?.children ?? [];
      if (
        callee?.kind === 'field_expression' &&
        parts.length === 1 &&
        /(push|emplace)_back$/.test(textOf(callee))
      ) {
        add(childOf(callee, 'argument'), parts[0]);
      }
    } else if (node.kind === 'init_declarator') {
      const fill = childOf(node, 'value');
      if (fill?.kind === 'argument_list' && fill.children.length === 2)
        add(childOf(node, 'declarator'), fill.children[1]);
    }
  }
  return found;
}

/** The name under which facts about an expression are kept: `->` and `.` are one, `this->` and `std::move` drop out. */
export function factKey(node: Syntax): string {
  if (node.kind === 'parenthesized_expression' && node.children[0] !== undefined)
    return factKey(node.children[0]);
  return textOf(node)
    .replace(/\s+/g, '')
    .replace(/->/g, '.')
    .replace(/^this\./, '');
}

/** The name of a condition whose answer cannot change while its variables keep their values; undefined for others. */
export function factOf(node: Syntax): string | undefined {
  if (node.kind === 'identifier') return factKey(node);
  if (node.kind === 'call_expression') {
    const text = factKey(node);
    return /^[\w.]+\.(has_value|ok|empty)\(\)$/.test(text)
      ? text.replace(/\.(has_value|ok)\(\)$/, '')
      : undefined;
  }
  if (node.kind === 'binary_expression') {
    const text = factKey(node);
    return /[()]/.test(text) || /&&|\|\|/.test(text) ? undefined : text;
  }
  return undefined;
}
