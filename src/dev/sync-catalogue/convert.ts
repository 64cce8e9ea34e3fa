import { isCode, makeValue, marks, type Shape, type Value } from './evaluate/value.ts';
import type { Scope } from './parse/scope.ts';
import { childOf, kindOfType, type ReturnKind, type Syntax, textOf } from './parse/syntax.ts';

/** Reads a value by the type that it is handed back or stored as. */
export function convert(v: Value, kind: ReturnKind, node: Syntax, scope: Scope): Value {
  if (kind === 'expected') {
    const part = moved(node);
    const type = part.kind === 'identifier' ? scope.types.get(textOf(part)) : undefined;
    const plain =
      (type !== undefined && !carriesCode(type)) ||
      (/^(field|subscript|pointer)_expression$/.test(part.kind) &&
        !/resul|resp|ret\b|res\b|err/i.test(textOf(part)));
    const tokens = v.tokens.map((t) => {
      if (isCode(t) || t === marks.failure || t === marks.ok) return t;
      return t === marks.unknown && !plain ? t : marks.ok;
    });
    return makeValue('expected', tokens);
  }
  if (kind === 'bool')
    return makeValue(
      'bool',
      v.tokens.map((t) => (t === marks.true || t === marks.false ? t : marks.unknown)),
    );
  if (kind === 'pointer')
    return makeValue(
      'any',
      v.tokens.map((t) => (t === marks.null ? t : marks.native)),
    );
  return makeValue(shapeOf(kind), v.tokens);
}

/** True when a value of that type can carry a code. */
export function carriesCode(type: string): boolean {
  const kind = kindOfType(type);
  return (
    kind === 'auto' ||
    kind === 'int' ||
    kind === 'code' ||
    kind === 'expected' ||
    kind === 'status' ||
    kind === 'list' ||
    /Error|Result|Status/.test(type)
  );
}

/** How a value of that kind reads in a condition. */
export function shapeOf(kind: ReturnKind): Shape {
  if (kind === 'expected') return 'expected';
  if (kind === 'int' || kind === 'code') return 'number';
  if (kind === 'bool') return 'bool';
  if (kind === 'status') return 'status';
  return 'any';
}

// What is moved, when the expression is std::move(x).
function moved(node: Syntax): Syntax {
  const first =
    node.kind === 'call_expression' && /^std::(move|forward)/.test(textOf(node))
      ? childOf(node, 'arguments')?.children[0]
      : undefined;
  return first ?? node;
}
