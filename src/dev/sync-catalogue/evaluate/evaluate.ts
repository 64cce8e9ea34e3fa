import { carriesCode, convert } from '../convert.ts';
import type { HeaderCodes } from '../parse/codes.ts';
import type { Program } from '../parse/program.ts';
import { type Facts, factKey, type Scope } from '../parse/scope.ts';
import { childOf, lastName, type Syntax, textOf } from '../parse/syntax.ts';
import { accessors, Calls, type Summarise } from './calls.ts';
import { Conditions } from './conditions.ts';
import { Effects, type Expressions } from './effects.ts';
import {
  codesOf,
  filter,
  isCode,
  isUnknown,
  makeValue,
  marks,
  native,
  ok,
  union,
  unknown,
  type Value,
} from './value.ts';

/** Says what the expressions of one checkout are worth. */
export class Evaluator implements Expressions {
  readonly effects: Effects;
  readonly conditions: Conditions;
  private readonly calls: Calls;
  private readonly codes: HeaderCodes;
  private inElement = false;

  constructor(program: Program, codes: HeaderCodes, summarise: Summarise) {
    this.calls = new Calls(this, program, codes, summarise);
    this.codes = codes;
    this.effects = new Effects(this, program);
    this.conditions = new Conditions(this, this.effects, codes);
  }

  /** What an expression is worth. */
  evaluate(node: Syntax, facts: Facts, scope: Scope): Value {
    switch (node.kind) {
      case 'parenthesized_expression':
      case 'co_await_expression':
      case 'argument':
        return this.inner(node, facts, scope);
      case 'number_literal':
        return /^(0|0u|0UL|0L)$/i.test(textOf(node))
          ? makeValue('number', [marks.ok])
          : makeValue('number', [marks.literal]);
      case 'true':
        return makeValue('bool', [marks.true]);
      case 'false':
        return makeValue('bool', [marks.false]);
      case 'null':
      case 'nullptr':
        return makeValue('any', [marks.null]);
      case 'string_literal':
      case 'concatenated_string':
      case 'raw_string_literal':
      case 'char_literal':
      case 'binary_expression':
      case 'lambda_expression':
      case 'new_expression':
      case 'sizeof_expression':
        return native;
      case 'identifier':
      case 'qualified_identifier':
      case 'field_expression':
      case 'subscript_expression':
        return this.name(node, facts, scope);
      case 'unary_expression':
        return this.unary(node, facts, scope);
      case 'pointer_expression':
        return this.dereference(node, facts, scope);
      case 'cast_expression': {
        const inner = childOf(node, 'value');
        return inner === undefined ? unknown : this.evaluate(inner, facts, scope);
      }
      case 'conditional_expression': {
        const condition = childOf(node, 'condition');
        const sides = [childOf(node, 'consequence'), childOf(node, 'alternative')];
        const values = sides.flatMap((side, i) => {
          if (side === undefined) return [];
          const under =
            condition === undefined ? [facts] : this.conditions.assume(condition, i === 0, facts, scope);
          return under.map((f) => this.evaluate(side, f, scope));
        });
        return union(values);
      }
      case 'assignment_expression': {
        const right = childOf(node, 'right');
        return right === undefined ? unknown : this.evaluate(right, facts, scope);
      }
      case 'initializer_list':
        return node.children.length === 0 ? ok : this.bundle(node.children, facts, scope);
      case 'compound_literal_expression':
        return this.bundle(childOf(node, 'value')?.children ?? [], facts, scope);
      case 'call_expression':
        return this.calls.evaluate(node, facts, scope);
      default:
        return unknown;
    }
  }

  /** What a `return` hands back, read by the routine's return type. */
  returned(node: Syntax | undefined, facts: Facts, scope: Scope): Value {
    const kind = scope.routine.returns;
    if (node === undefined || kind === 'void') return makeValue('any', [marks.void]);
    const v = this.evaluate(node, facts, scope);
    return convert(v, kind, node, scope);
  }

  /** A pair, a struct or a list made in place carries the one code that stands in it. */
  bundle(parts: readonly Syntax[], facts: Facts, scope: Scope): Value {
    const values = parts.map((p) => {
      const inner = p.kind === 'initializer_pair' ? (childOf(p, 'value') ?? p) : p;
      return this.evaluate(inner, facts, scope);
    });
    const carrying = values.filter((v) => codesOf(v).length > 0);
    const only = carrying[0];
    if (only !== undefined && carrying.length === 1) return only;
    if (carrying.length > 1) return union(carrying);
    return values.some(isUnknown) ? unknown : native;
  }

  private inner(node: Syntax, facts: Facts, scope: Scope): Value {
    const inner = node.children.filter((c) => c.kind !== 'co_await').pop();
    if (inner === undefined) return unknown;
    const v = this.evaluate(inner, facts, scope);
    // What an awaited call of a library gives can wrap a value of Mooncake.
    return node.kind === 'co_await_expression' && codesOf(v).length === 0 && v.shape !== 'expected'
      ? unknown
      : v;
  }

  private name(node: Syntax, facts: Facts, scope: Scope): Value {
    const key = factKey(node);
    const known = facts.get(key);
    if (known !== undefined) return known;
    const last = lastName(textOf(node));
    if (node.kind === 'identifier' || node.kind === 'qualified_identifier') {
      const scopeName = node.kind === 'qualified_identifier' ? textOf(node).split('::').slice(-2)[0] : '';
      if (last === 'OK' && /ErrorCode|Status|^$/.test(scopeName ?? ''))
        return makeValue('number', [marks.ok]);
      const code = this.codes.named(last);
      if (code !== undefined && (scopeName === 'ErrorCode' || last.startsWith('ERR_'))) {
        return makeValue('number', [code]);
      }
      if (node.kind === 'qualified_identifier') return native;
      const type = scope.types.get(key);
      return type === undefined || carriesCode(type) ? unknown : native;
    }
    if (node.kind === 'subscript_expression') return this.elementOf(node, scope);
    if (node.kind === 'field_expression') {
      const object = childOf(node, 'argument');
      if (object !== undefined && accessors.has(last)) {
        const v = this.evaluate(object, facts, scope);
        if (codesOf(v).length > 0) return filter(v, (t) => t !== marks.ok);
      }
    }
    return unknown;
  }

  // An element of a local list can be anything that the function, or a lambda in it, puts there.
  private elementOf(node: Syntax, scope: Scope): Value {
    const list = childOf(node, 'argument');
    const sources = list === undefined ? undefined : scope.elements.get(factKey(list));
    if (sources === undefined || this.inElement) return unknown;
    this.inElement = true;
    const values = sources.map((s) => this.evaluate(s, new Map(), scope));
    this.inElement = false;
    return union(values);
  }

  private unary(node: Syntax, facts: Facts, scope: Scope): Value {
    const [sign, operand] = node.children;
    if (operand === undefined) return unknown;
    if (sign?.kind === '-') {
      const v = this.evaluate(operand, facts, scope);
      return v.tokens.some(isCode) ? v : makeValue('number', [marks.literal]);
    }
    return native;
  }

  private dereference(node: Syntax, facts: Facts, scope: Scope): Value {
    const known = facts.get(factKey(node));
    if (known !== undefined) return known;
    const operand = childOf(node, 'argument');
    if (operand === undefined || node.children[0]?.kind === '&') return native;
    const v = this.evaluate(operand, facts, scope);
    return v.shape === 'expected' && !v.tokens.includes(marks.unknown) ? native : unknown;
  }
}
