import { shapeOf } from '../convert.ts';
import type { HeaderCodes } from '../parse/codes.ts';
import { type Facts, factKey, factOf, type Scope } from '../parse/scope.ts';
import { childOf, descendants, kindOfType, lastName, type Syntax, textOf } from '../parse/syntax.ts';
import type { Effects, Expressions } from './effects.ts';
import { filter, isCode, isUnknown, makeValue, marks, type Shape, type Value } from './value.ts';

/** What holds on the two sides of a condition. */
export class Conditions {
  private readonly expressions: Expressions;
  private readonly effects: Effects;
  private readonly codes: HeaderCodes;

  constructor(expressions: Expressions, effects: Effects, codes: HeaderCodes) {
    this.expressions = expressions;
    this.effects = effects;
    this.codes = codes;
  }

  /** The facts that hold when the condition turns out so; none when it cannot. */
  assume(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    switch (node.kind) {
      case 'condition_clause':
      case 'parenthesized_expression': {
        const inner = childOf(node, 'value') ?? node.children[0];
        return inner === undefined ? [facts] : this.assume(inner, holds, facts, scope);
      }
      case 'true':
        return holds ? [facts] : [];
      case 'false':
        return holds ? [] : [facts];
      case 'number_literal':
        return (textOf(node) !== '0') === holds ? [facts] : [];
      case 'unary_expression':
        if (node.children[0]?.kind === '!' || node.children[0]?.kind === 'not') {
          const inner = node.children[1];
          return inner === undefined ? [facts] : this.assume(inner, !holds, facts, scope);
        }
        return [facts];
      case 'declaration': {
        const name = [...descendants(node)].find((n) => n.kind === 'identifier' && n.role === 'declarator');
        return name === undefined ? [facts] : this.truth(name, holds, facts, scope);
      }
      case 'binary_expression':
        return this.compare(node, holds, facts, scope);
      case 'assignment_expression': {
        const left = childOf(node, 'left');
        const after = this.effects.execute(node, facts, scope);
        return left === undefined ? [after] : this.truth(left, holds, after, scope);
      }
      case 'call_expression':
        return this.asked(node, holds, this.effects.run(node, facts, scope), scope);
      default:
        return this.truth(node, holds, facts, scope);
    }
  }

  /** The facts after a choice of a `switch`: the value equals `constant`, or none of `others` when it is undefined. */
  select(
    node: Syntax,
    constant: Syntax | undefined,
    others: readonly (Syntax | undefined)[],
    facts: Facts,
    scope: Scope,
  ): Facts[] {
    if (constant !== undefined) return this.equal(node, constant, true, facts, scope);
    return others.reduce<Facts[]>(
      (all, o) => (o === undefined ? all : all.flatMap((f) => this.equal(node, o, false, f, scope))),
      [facts],
    );
  }

  private compare(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    const [left, sign, right] = node.children;
    if (left === undefined || right === undefined || sign === undefined) return [facts];
    const op = sign.kind === 'and' ? '&&' : sign.kind === 'or' ? '||' : sign.kind;
    if (op === '&&' || op === '||') {
      const both = (op === '&&') === holds;
      const one = this.assume(left, holds, facts, scope);
      if (both) return one.flatMap((f) => this.assume(right, holds, f, scope));
      const other = this.assume(left, !holds, facts, scope).flatMap((f) =>
        this.assume(right, holds, f, scope),
      );
      return [...one, ...other];
    }
    const after = this.effects.run(node, facts, scope);
    const target = assignmentTarget(left);
    if (op === '==' || op === '!=') {
      const results = this.equal(target, right, (op === '==') === holds, after, scope);
      return results.flatMap((f) => this.remember(node, holds, f, scope));
    }
    const number = textOf(right);
    if (/^0$/.test(number) && /^[<>]=?$/.test(op)) {
      const negative = (op === '<' && holds) || (op === '>=' && !holds);
      const key = factKey(target);
      const v = after.get(key);
      if (v !== undefined && (op === '>' || op === '<=')) {
        const more = (op === '>') === holds;
        return this.narrow(
          key,
          v,
          (t) => (more ? t !== marks.ok && !isCode(t) : t !== marks.positive),
          after,
          scope,
        );
      }
      if (v !== undefined && negative) {
        return this.narrow(key, v, (t) => t !== marks.ok && t !== marks.positive, after, scope);
      }
      if (v !== undefined && ((op === '<' && !holds) || (op === '>=' && holds))) {
        return this.narrow(key, v, (t) => !isCode(t), after, scope);
      }
    }
    return this.remember(node, holds, after, scope);
  }

  private equal(node: Syntax, constant: Syntax, same: boolean, facts: Facts, scope: Scope): Facts[] {
    const c = this.expressions.evaluate(constant, facts, scope);
    const token = c.tokens.length === 1 ? c.tokens[0] : undefined;
    if (token === undefined || token === marks.unknown || token === marks.native || token === marks.literal)
      return [facts];
    const key = factKey(node);
    const v = this.expressions.evaluate(node, facts, scope);
    if (isUnknown(v)) {
      if (!same || (!isCode(token) && token !== marks.ok)) return [facts];
      const out = new Map(facts);
      out.set(key, c);
      return [out];
    }
    if (same) {
      const fits =
        v.tokens.includes(token) || v.tokens.includes(marks.unknown) || v.tokens.includes(marks.native);
      if (!fits) return [];
      return this.narrow(key, makeValue(v.shape, [token]), () => true, facts, scope);
    }
    return this.narrow(key, v, (t) => t !== token, facts, scope);
  }

  private truth(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    const key = factKey(node);
    const v = this.expressions.evaluate(node, facts, scope);
    const type = scope.types.get(key);
    let shape: Shape = v.shape;
    if (shape === 'any' && type !== undefined) shape = shapeOf(kindOfType(type));
    const good = holds === (shape === 'expected' || shape === 'status');
    if (shape === 'expected' || shape === 'number') {
      const kept = good
        ? (t: string) => t === marks.ok || t === marks.native || t === marks.unknown
        : (t: string) => t !== marks.ok;
      const narrowed =
        good && v.tokens.includes(marks.unknown) && !facts.has(key)
          ? [facts]
          : this.narrow(key, v, kept, facts, scope);
      return narrowed.flatMap((f) => this.remember(node, holds, f, scope));
    }
    if (shape === 'bool') {
      const gone = holds ? marks.false : marks.true;
      return this.narrow(key, v, (t) => t !== gone, facts, scope).flatMap((f) =>
        this.remember(node, holds, f, scope),
      );
    }
    return this.remember(node, holds, facts, scope);
  }

  // A call as a condition: x.has_value(), status.ok(), or a plain function.
  private asked(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    const callee = childOf(node, 'function');
    const parts = childOf(node, 'arguments')?.children ?? [];
    const name = callee === undefined ? '' : lastName(textOf(callee).replace(/(->|\.)/g, '::'));
    if (callee?.kind === 'field_expression' && parts.length === 0) {
      const object = childOf(callee, 'argument');
      if (object !== undefined && (name === 'has_value' || name === 'ok' || name === 'IsOk')) {
        const key = factKey(object);
        const v = this.expressions.evaluate(object, facts, scope);
        const kept = holds
          ? (t: string) => t === marks.ok || t === marks.unknown || t === marks.native
          : (t: string) => t !== marks.ok;
        const narrowed = isUnknown(v) ? [facts] : this.narrow(key, v, kept, facts, scope);
        return narrowed.flatMap((f) => this.remember(node, holds, f, scope));
      }
      const status = /^Is([A-Z]\w+)$/.exec(name)?.[1];
      const code =
        status === undefined ? undefined : this.codes.ofStatus(status, scope.routine.file.flavour === 'Tent');
      if (code !== undefined && object !== undefined) {
        const key = factKey(object);
        const v = this.expressions.evaluate(object, facts, scope);
        if (holds) return this.narrow(key, makeValue('status', [code]), () => true, facts, scope);
        return isUnknown(v) ? [facts] : this.narrow(key, v, (t) => t !== code, facts, scope);
      }
    }
    if (/^(likely|unlikely|__builtin_expect)$/i.test(name) && parts[0] !== undefined) {
      return this.assume(parts[0], holds, facts, scope);
    }
    return this.remember(node, holds, facts, scope);
  }

  private narrow(
    key: string,
    v: Value,
    keep: (token: string) => boolean,
    facts: Facts,
    scope: Scope,
  ): Facts[] {
    const kept = filter(v, keep);
    if (kept.tokens.length === 0) return [];
    if (isUnknown(kept) || scope.shared.has(key) || kept.key === facts.get(key)?.key) return [facts];
    const out = new Map(facts);
    out.set(key, kept);
    return [out];
  }

  // The same condition asked again on one path has the same answer.
  private remember(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    const fact = factOf(node);
    if (fact === undefined || !scope.repeated.has(fact)) return [facts];
    const before = facts.get(`#${fact}`);
    const token = holds ? marks.true : marks.false;
    if (before !== undefined) return before.tokens[0] === token ? [facts] : [];
    const out = new Map(facts);
    out.set(`#${fact}`, makeValue('bool', [token]));
    return [out];
  }
}

function assignmentTarget(node: Syntax): Syntax {
  if (node.kind === 'parenthesized_expression' && node.children[0] !== undefined)
    return assignmentTarget(node.children[0]);
  if (node.kind === 'assignment_expression') return childOf(node, 'left') ?? node;
  return node;
}
