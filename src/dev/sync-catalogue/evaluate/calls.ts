import type { HeaderCodes } from '../parse/codes.ts';
import type { Program } from '../parse/program.ts';
import { type Facts, factKey, type Scope } from '../parse/scope.ts';
import { childOf, lastName, type Syntax, textOf } from '../parse/syntax.ts';
import { lambdaRoutine, type Routine } from '../routine.ts';
import { Callees } from './callees.ts';
import type { Expressions } from './effects.ts';
import { codesOf, isCode, makeValue, marks, native, union, unknown, type Value } from './value.ts';

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
// Calls that make a failure of a code.
const failures = new Set(['unexpected', 'make_unexpected']);
// Members that give the code of a failed result.
export const accessors = new Set(['error', 'code', 'error_code', 'status', 'err', 'ec', 'errorCode']);
// Methods of the standard library that never give a code.
const pureMethods =
  /^(size|empty|begin|end|find|data|c_str|str|what|count|length|load|value_or|message|msg|front|back|substr)$/;

/** Says what calls are worth: of routines of the checkout, of wrappers and of the standard library. */
export class Calls {
  private readonly expressions: Expressions;
  private readonly program: Program;
  private readonly callees: Callees;
  private readonly codes: HeaderCodes;
  private readonly summarise: Summarise;

  constructor(expressions: Expressions, program: Program, codes: HeaderCodes, summarise: Summarise) {
    this.expressions = expressions;
    this.program = program;
    this.callees = new Callees(program);
    this.codes = codes;
    this.summarise = summarise;
  }

  /** What a call hands back. */
  evaluate(node: Syntax, facts: Facts, scope: Scope): Value {
    const callee = childOf(node, 'function');
    const parts = childOf(node, 'arguments')?.children ?? [];
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
          ? this.expressions.evaluate(first, facts, scope)
          : this.expressions.bundle(parts, facts, scope);
      return makeValue(
        'expected',
        v.tokens.flatMap((t) =>
          isCode(t) || t === marks.unknown ? [t] : t === marks.ok ? [] : [marks.failure],
        ),
      );
    }
    if (callee.kind !== 'field_expression' && wrappers.has(name) && first !== undefined) {
      const v = this.expressions.evaluate(first, facts, scope);
      return /^(toInt|to_py_ret|static_cast|int)/.test(name) ? makeValue('number', v.tokens) : v;
    }
    if (name === 'async') {
      const task = parts.find((p) => p.kind === 'lambda_expression');
      return task === undefined ? unknown : this.summarise(lambdaRoutine(task, scope.routine), new Map());
    }
    if (/(^|::)Status::\w+$/.test(written)) {
      if (name === 'OK') return makeValue('status', [marks.ok]);
      const code = this.codes.ofStatus(name, scope.routine.file.flavour === 'Tent');
      return makeValue('status', [code ?? marks.failure]);
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
    const bundled = this.expressions.bundle(parts, facts, scope);
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
    const object = childOf(callee, 'argument');
    if (object === undefined) return unknown;
    const known = facts.get(factKey(node));
    if (known !== undefined) return known;
    if (parts.length === 0) {
      const v = this.expressions.evaluate(object, facts, scope);
      if (accessors.has(name) && (codesOf(v).length > 0 || v.shape === 'expected' || v.shape === 'status')) {
        return name === 'code'
          ? makeValue('number', v.tokens)
          : makeValue(
              'number',
              v.tokens.filter((t) => t !== marks.ok),
            );
      }
      if (name === 'has_value' || name === 'ok') {
        if (v.tokens.length > 0 && v.tokens.every((t) => t === marks.ok))
          return makeValue('bool', [marks.true]);
        if (v.tokens.every((t) => isCode(t) || t === marks.failure)) return makeValue('bool', [marks.false]);
        return makeValue('bool', [marks.true, marks.false]);
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
      const bundled = this.expressions.bundle(parts, facts, scope);
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
        const v = this.expressions.evaluate(part, facts, scope);
        if (codesOf(v).length > 0 && !v.tokens.includes(marks.unknown)) bound.set(p.name, v);
      });
      return this.summarise(r, bound);
    });
    return union(values);
  }
}
