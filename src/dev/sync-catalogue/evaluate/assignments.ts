import { printed } from '../parse/log-statement.ts';
import { child, descendants, type Syntax, textOf } from '../parse/syntax.ts';

/** The names of the variables that statements below this node assign. */
export function assigned(node: Syntax): string[] {
  const names = new Set<string>();
  const visit = (n: Syntax): void => {
    if (n.kind === 'assignment_expression') names.add(textOf(child(n, 'left') ?? n));
    else if (n.kind === 'update_expression') names.add(textOf(child(n, 'argument') ?? n));
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
        ? [child(node, 'declarator'), child(node, 'value')]
        : node.kind === 'assignment_expression'
          ? [child(node, 'left'), child(node, 'right')]
          : [];
    if (left === undefined || right === undefined) continue;
    const text = printed(right, () => undefined);
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
    if (e.kind === 'assignment_expression') return child(e, 'left')?.kind === 'subscript_expression';
    return (
      e.kind === 'call_expression' &&
      /(\.|->)(push_back|emplace_back|SetError|set_completed)$/.test(textOf(child(e, 'function') ?? e))
    );
  };
  const simple = (node: Syntax): boolean => {
    if (node.kind === 'compound_statement') return node.children.every(simple);
    if (node.kind === 'if_statement') {
      const inner = child(node, 'consequence');
      return child(node, 'alternative') === undefined && inner !== undefined && simple(inner);
    }
    return node.kind === 'declaration' || fills(node);
  };
  return (
    simple(body) &&
    [
      ...[body],
      ...body.children,
      ...body.children.flatMap((c) => child(c, 'consequence')?.children ?? []),
    ].some(fills)
  );
}
