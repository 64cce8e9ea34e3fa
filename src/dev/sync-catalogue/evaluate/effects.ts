import { convert, shapeOf } from '../convert.ts';
import type { Program } from '../parse/program.ts';
import { element, type Facts, factKey, type Scope } from '../parse/scope.ts';
import { childOf, descendants, kindOfType, lastName, type Syntax, textOf } from '../parse/syntax.ts';
import { codesOf, isUnknown, makeValue, marks, unknown, type Value } from './value.ts';

// Calls that settle the result of a key or of an operation.
const setters =
  /^(set_completed|set_result_internal|SetError|set_error|SetFailed|set_value|setValue|push_back|emplace_back|fail|Fail)$/;

/** What tells the values of expressions: the evaluator, which itself asks for effects and conditions. */
export interface Expressions {
  /** What an expression is worth. */
  evaluate(node: Syntax, facts: Facts, scope: Scope): Value;
  /** What a pair, a struct or a list made in place is: it carries the one code that stands in it. */
  bundle(parts: readonly Syntax[], facts: Facts, scope: Scope): Value;
}

/** What statements change: the values of variables, and the result of the running key. */
export class Effects {
  private readonly expressions: Expressions;
  private readonly program: Program;

  constructor(expressions: Expressions, program: Program) {
    this.expressions = expressions;
    this.program = program;
  }

  /** What is known after a statement or expression ran. */
  execute(node: Syntax, facts: Facts, scope: Scope): Facts {
    let out = facts;
    if (node.kind === 'declaration') {
      const type = textOf(childOf(node, 'type') ?? node);
      const initialised = node.children.filter((c) => c.role === 'declarator');
      const bare = childOf(node, 'value');
      for (const d of initialised) {
        const init = childOf(d, 'value') ?? bare;
        const name = [...descendants(d)].find((n) => n.kind === 'identifier');
        if (name === undefined) continue;
        if (init !== undefined) out = this.run(init, out, scope);
        out = this.assign(textOf(name), this.initial(d, init, type, out, scope), out, scope);
      }
      return out;
    }
    for (const part of node.kind === 'expression_statement' ? node.children : [node])
      out = this.run(part, out, scope);
    return out;
  }

  /** What is known after the assignments and calls within an expression, taken from the inside out. */
  run(node: Syntax, facts: Facts, scope: Scope): Facts {
    if (node.kind === 'lambda_expression') return facts;
    let out = facts;
    for (const c of node.children) out = this.run(c, out, scope);
    if (node.kind === 'assignment_expression') {
      const left = childOf(node, 'left');
      const right = childOf(node, 'right');
      if (left === undefined || right === undefined) return out;
      const sign = node.children.find((c) => c.role === 'operator')?.kind ?? '=';
      let v = sign === '=' ? this.expressions.evaluate(right, out, scope) : unknown;
      const type = scope.types.get(factKey(left));
      if (type !== undefined) {
        const kind = kindOfType(type);
        if (kind !== 'list' && kind !== 'auto' && kind !== 'other') v = convert(v, kind, right, scope);
      }
      if (isElement(left)) {
        const list = childOf(left, 'argument');
        return this.note(v, list === undefined ? out : this.assign(factKey(list), unknown, out, scope));
      }
      return this.assign(factKey(left), v, out, scope);
    }
    if (node.kind === 'update_expression') {
      const target = childOf(node, 'argument') ?? node;
      const counted = node.children.some((c) => c.kind === '++') && out.has(factKey(target));
      return this.assign(
        factKey(target),
        counted ? makeValue('number', [marks.positive]) : unknown,
        out,
        scope,
      );
    }
    if (node.kind === 'pointer_expression' && node.children[0]?.kind === '&') {
      return this.assign(factKey(childOf(node, 'argument') ?? node), unknown, out, scope);
    }
    if (node.kind === 'call_expression') return this.called(node, out, scope);
    return out;
  }

  /** The facts after a variable got a value; what was known about it or its parts before is gone. */
  assign(key: string, v: Value, facts: Facts, scope: Scope): Facts {
    const out = new Map<string, Value>();
    const word = new RegExp(`(^|[^\\w.])${key.replace(/[^\w]/g, '\\$&')}($|\\W)`);
    for (const [k, old] of facts) {
      if (k === key || k.startsWith(`${key}.`) || k.includes(`[${key}]`)) continue;
      if (k.startsWith('#') && word.test(k.slice(1))) continue;
      out.set(k, old);
    }
    if (!isUnknown(v) && !scope.shared.has(key)) out.set(key, v);
    return out;
  }

  private initial(
    declarator: Syntax,
    init: Syntax | undefined,
    type: string,
    facts: Facts,
    scope: Scope,
  ): Value {
    const kind = kindOfType(type);
    if (declarator.kind === 'structured_binding_declarator') return unknown;
    if (init === undefined)
      return kind === 'status' || kind === 'expected' ? makeValue(shapeOf(kind), [marks.ok]) : unknown;
    if (kind === 'list' || kind === 'plain') {
      const parts =
        init.kind === 'argument_list' || init.kind === 'initializer_list' ? init.children : [init];
      const filled = this.expressions.bundle(parts, facts, scope);
      return codesOf(filled).length > 0 ? filled : unknown;
    }
    const single =
      (init.kind === 'argument_list' || init.kind === 'initializer_list') && init.children.length === 1;
    const from = single ? init.children[0] : init;
    if (from === undefined) return unknown;
    const v =
      init.kind === 'argument_list' && !single ? unknown : this.expressions.evaluate(from, facts, scope);
    if (kind === 'auto' || kind === 'other') return v;
    return convert(v, kind, from, scope);
  }

  private called(node: Syntax, facts: Facts, scope: Scope): Facts {
    const callee = childOf(node, 'function');
    const parts = childOf(node, 'arguments')?.children ?? [];
    if (callee === undefined) return facts;
    const name = lastName(textOf(callee).replace(/(->|\.)/g, '::'));
    let out = facts;
    if (setters.test(name) && parts.length > 0) {
      const values = parts.map((p) => this.expressions.evaluate(p, facts, scope));
      const carrying = values.filter((v) => codesOf(v).length > 0);
      if (carrying.length === 1 && carrying[0] !== undefined) out = this.note(carrying[0], out);
      else if (carrying.length === 0 && /^(set_completed|set_result_internal|SetError)$/.test(name))
        out = this.note(unknown, out);
    }
    if (callee.kind === 'field_expression' && /^(assign|resize)$/.test(name)) {
      const filled = this.expressions.bundle(parts, out, scope);
      const list = childOf(callee, 'argument');
      if (list !== undefined)
        out = this.assign(factKey(list), codesOf(filled).length > 0 ? filled : unknown, out, scope);
    }
    if (callee.kind === 'field_expression' && /^(push_back|emplace_back|emplace|insert|swap)$/.test(name)) {
      const list = childOf(callee, 'argument');
      if (list !== undefined) out = this.assign(factKey(list), unknown, out, scope);
    }
    // A routine of ours may change what it takes by reference.
    for (const [i, part] of parts.entries()) {
      const key = part.kind === 'identifier' ? textOf(part) : undefined;
      if (key === undefined || !facts.has(key)) continue;
      const byReference = this.program
        .named(name)
        .some((r) => /^(?!const).*&$/.test(r.parameters[i]?.type ?? ''));
      if (byReference) out = this.assign(key, unknown, out, scope);
    }
    return out;
  }

  private note(v: Value, facts: Facts): Facts {
    const out = new Map(facts);
    if (codesOf(v).length > 0 || isUnknown(v)) out.set(element, v);
    else out.delete(element);
    return out;
  }
}

function isElement(left: Syntax): boolean {
  if (left.kind === 'subscript_expression') return true;
  return left.kind === 'call_expression' && /\.at\(/.test(textOf(left));
}
