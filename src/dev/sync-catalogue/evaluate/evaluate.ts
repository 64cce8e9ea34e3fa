import { carriesCode, convert } from '../convert.ts';
import type { HeaderCodes } from '../parse/codes.ts';
import type { Program } from '../parse/program.ts';
import { type Facts, factKey, type Scope } from '../parse/scope.ts';
import { child, lastName, type Syntax, textOf } from '../parse/syntax.ts';
import { lambdaRoutine, type Routine } from '../routine.ts';
import { Callees } from './callees.ts';
import { Conditions } from './conditions.ts';
import { Effects } from './effects.ts';
import {
  codesOf,
  filter,
  isCode,
  isUnknown,
  marks,
  native,
  ok,
  union,
  unknown,
  type Value,
  value,
} from './value.ts';

/** Asks what a routine hands back, given what its parameters are. */
export type Summarise = (routine: Routine, parameters: Facts) => Value;

// Calls that hand on what they are given.
const wrappers = new Set([
  'move',
  'forward',
  'ref',
  'cref',
  'static_cast',
  'toInt',
  'to_py_ret',
  'int',
  'int32_t',
  'int64_t',
  'syncAwait',
  'optional',
  'make_optional',
  'as_const',
]);
// Calls that make a failure of a code.
const failures = new Set(['unexpected', 'make_unexpected']);
// Members that give the code of a failed result.
const accessors = new Set(['error', 'code', 'error_code', 'status', 'err', 'ec', 'errorCode']);
// Methods of the standard library that never give a code.
const pureMethods =
  /^(size|empty|begin|end|find|data|c_str|str|what|count|length|load|value_or|message|msg|front|back|substr)$/;

/** Says what the expressions of one checkout are worth. */
export class Evaluator {
  readonly effects: Effects;
  readonly conditions: Conditions;
  private readonly program: Program;
  private readonly callees: Callees;
  private readonly codes: HeaderCodes;
  private readonly summarise: Summarise;
  private inElement = false;

  constructor(program: Program, codes: HeaderCodes, summarise: Summarise) {
    this.program = program;
    this.callees = new Callees(program);
    this.codes = codes;
    this.summarise = summarise;
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
          ? value('number', [marks.ok])
          : value('number', [marks.literal]);
      case 'true':
        return value('bool', [marks.true]);
      case 'false':
        return value('bool', [marks.false]);
      case 'null':
      case 'nullptr':
        return value('any', [marks.null]);
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
        const inner = child(node, 'value');
        return inner === undefined ? unknown : this.evaluate(inner, facts, scope);
      }
      case 'conditional_expression': {
        const condition = child(node, 'condition');
        const sides = [child(node, 'consequence'), child(node, 'alternative')];
        const values = sides.flatMap((side, i) => {
          if (side === undefined) return [];
          const under =
            condition === undefined ? [facts] : this.conditions.assume(condition, i === 0, facts, scope);
          return under.map((f) => this.evaluate(side, f, scope));
        });
        return union(values);
      }
      case 'assignment_expression': {
        const right = child(node, 'right');
        return right === undefined ? unknown : this.evaluate(right, facts, scope);
      }
      case 'initializer_list':
        return node.children.length === 0 ? ok : this.bundle(node.children, facts, scope);
      case 'compound_literal_expression':
        return this.bundle(child(node, 'value')?.children ?? [], facts, scope);
      case 'call_expression':
        return this.call(node, facts, scope);
      default:
        return unknown;
    }
  }

  /** What a `return` hands back, read by the routine's return type. */
  returned(node: Syntax | undefined, facts: Facts, scope: Scope): Value {
    const kind = scope.routine.returns;
    if (node === undefined || kind === 'void') return value('any', [marks.void]);
    const v = this.evaluate(node, facts, scope);
    return convert(v, kind, node, scope);
  }

  /** A pair, a struct or a list made in place carries the one code that stands in it. */
  bundle(parts: readonly Syntax[], facts: Facts, scope: Scope): Value {
    const values = parts.map((p) => {
      const inner = p.kind === 'initializer_pair' ? (child(p, 'value') ?? p) : p;
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
      if (last === 'OK' && /ErrorCode|Status|^$/.test(scopeName ?? '')) return value('number', [marks.ok]);
      const code = this.codes.named(last);
      if (code !== undefined && (scopeName === 'ErrorCode' || last.startsWith('ERR_'))) {
        return value('number', [code]);
      }
      if (node.kind === 'qualified_identifier') return native;
      const type = scope.types.get(key);
      return type === undefined || carriesCode(type) ? unknown : native;
    }
    if (node.kind === 'subscript_expression') return this.elementOf(node, scope);
    if (node.kind === 'field_expression') {
      const object = child(node, 'argument');
      if (object !== undefined && accessors.has(last)) {
        const v = this.evaluate(object, facts, scope);
        if (codesOf(v).length > 0) return filter(v, (t) => t !== marks.ok);
      }
    }
    return unknown;
  }

  // An element of a local list can be anything that the function, or a lambda in it, puts there.
  private elementOf(node: Syntax, scope: Scope): Value {
    const list = child(node, 'argument');
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
      return v.tokens.some(isCode) ? v : value('number', [marks.literal]);
    }
    return native;
  }

  private dereference(node: Syntax, facts: Facts, scope: Scope): Value {
    const known = facts.get(factKey(node));
    if (known !== undefined) return known;
    const operand = child(node, 'argument');
    if (operand === undefined || node.children[0]?.kind === '&') return native;
    const v = this.evaluate(operand, facts, scope);
    return v.shape === 'expected' && !v.tokens.includes(marks.unknown) ? native : unknown;
  }

  private call(node: Syntax, facts: Facts, scope: Scope): Value {
    const callee = child(node, 'function');
    const parts = child(node, 'arguments')?.children ?? [];
    if (callee === undefined) return unknown;
    const written = textOf(callee).replace(/\s+/g, '');
    const name = lastName(written.replace(/(->|\.)/g, '::'));
    const first = parts[0];
    if (callee.kind === 'lambda_expression') {
      return this.summarise(lambdaRoutine(callee, scope.routine), new Map());
    }
    if (failures.has(name)) {
      const v =
        parts.length === 1 && first !== undefined
          ? this.evaluate(first, facts, scope)
          : this.bundle(parts, facts, scope);
      return value(
        'expected',
        v.tokens.flatMap((t) =>
          isCode(t) || t === marks.unknown ? [t] : t === marks.ok ? [] : [marks.failure],
        ),
      );
    }
    if (callee.kind !== 'field_expression' && wrappers.has(name) && first !== undefined) {
      const v = this.evaluate(first, facts, scope);
      return /^(toInt|to_py_ret|static_cast|int)/.test(name) ? value('number', v.tokens) : v;
    }
    if (name === 'async') {
      const task = parts.find((p) => p.kind === 'lambda_expression');
      return task === undefined ? unknown : this.summarise(lambdaRoutine(task, scope.routine), new Map());
    }
    if (/(^|::)Status::\w+$/.test(written)) {
      if (name === 'OK') return value('status', [marks.ok]);
      const code = this.codes.ofStatus(name, scope.routine.file.flavour === 'Tent');
      return value('status', [code ?? marks.failure]);
    }
    if (callee.kind === 'field_expression') return this.method(node, callee, name, parts, facts, scope);
    const lambda = callee.kind === 'identifier' ? scope.lambdas.get(written) : undefined;
    if (lambda !== undefined) {
      return this.invoke([lambdaRoutine(lambda, scope.routine)], parts, facts, scope) ?? unknown;
    }
    const qualifier = written.includes('::') ? lastName(written.slice(0, written.lastIndexOf('::'))) : '';
    if (qualifier !== 'std') {
      const found = this.callees.free(name, qualifier, parts.length, scope);
      if (found.length > 0) return this.listOrResult(found, parts, facts, scope);
      if (this.program.isDeclared(name)) return unknown;
      if (facts.has(name) || scope.types.has(name)) return unknown; // a callback
    }
    const bundled = this.bundle(parts, facts, scope);
    // A constructor around one code, such as SerializationError(code, text) or vector(n, unexpected(code)).
    if (codesOf(bundled).length > 0) {
      return /^[A-Z]|^(vector|pair|make_pair|make_tuple|tuple|make_shared|make_unique|make_ready_future)$|Error$/.test(
        name,
      )
        ? bundled
        : unknown;
    }
    return native;
  }

  private method(
    node: Syntax,
    callee: Syntax,
    name: string,
    parts: readonly Syntax[],
    facts: Facts,
    scope: Scope,
  ): Value {
    const object = child(callee, 'argument');
    if (object === undefined) return unknown;
    const known = facts.get(factKey(node));
    if (known !== undefined) return known;
    if (parts.length === 0) {
      const v = this.evaluate(object, facts, scope);
      if (accessors.has(name) && (codesOf(v).length > 0 || v.shape === 'expected' || v.shape === 'status')) {
        return name === 'code'
          ? value('number', v.tokens)
          : value(
              'number',
              v.tokens.filter((t) => t !== marks.ok),
            );
      }
      if (name === 'has_value' || name === 'ok') {
        if (v.tokens.length > 0 && v.tokens.every((t) => t === marks.ok)) return value('bool', [marks.true]);
        if (v.tokens.every((t) => isCode(t) || t === marks.failure)) return value('bool', [marks.false]);
        return value('bool', [marks.true, marks.false]);
      }
      if (name === 'value' && v.shape === 'expected')
        return codesOf(v).length > 0 || !v.tokens.includes(marks.unknown) ? native : unknown;
      if (name === 'get' && codesOf(v).length > 0) return v;
    }
    const receiver = factKey(object);
    const types = this.callees.typesOf(receiver, object, scope);
    const found = this.callees.methods(name, types, parts.length);
    if (found.length > 0) return this.invoke(found, parts, facts, scope) ?? unknown;
    if (pureMethods.test(name)) return native;
    // A library's wrapper around a result of ours, such as an answer to a remote call.
    if (types.some((t) => /expected|Error|[Rr]esult|Status/.test(t))) return unknown;
    return types.length > 0 && !types.some((t) => this.program.isClass(t)) && !this.program.isDeclared(name)
      ? native
      : unknown;
  }

  // A helper that fills a list with the one code it is given.
  private listOrResult(
    found: readonly Routine[],
    parts: readonly Syntax[],
    facts: Facts,
    scope: Scope,
  ): Value {
    if (found.every((r) => r.returns === 'list')) {
      const bundled = this.bundle(parts, facts, scope);
      if (codesOf(bundled).length > 0) return bundled;
      return unknown;
    }
    return this.invoke(found, parts, facts, scope) ?? unknown;
  }

  private invoke(
    routines: readonly Routine[],
    parts: readonly Syntax[],
    facts: Facts,
    scope: Scope,
  ): Value | undefined {
    if (routines.length > 40) return undefined;
    const values = routines.map((r) => {
      const bound = new Map<string, Value>();
      r.parameters.forEach((p, i) => {
        const part = parts[i];
        if (part === undefined || !/ErrorCode|Status|int|auto|^E$/.test(p.type)) return;
        const v = this.evaluate(part, facts, scope);
        if (codesOf(v).length > 0 && !v.tokens.includes(marks.unknown)) bound.set(p.name, v);
      });
      return this.summarise(r, bound);
    });
    return union(values);
  }
}
