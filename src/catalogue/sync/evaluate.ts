import type { HeaderCodes } from './codes.ts';
import { assigned } from './control-flow.ts';
import {
  kindOfType,
  lambdaRoutine,
  lambdasOf,
  lastName,
  type Program,
  type ReturnKind,
  type Routine,
} from './program.ts';
import { child, descendants, type Syntax, textOf } from './syntax.ts';
import {
  codesOf,
  filter,
  isCode,
  isUnknown,
  marks,
  native,
  ok,
  type Shape,
  union,
  unknown,
  type Value,
  value,
} from './value.ts';

/** What is known about variables at one point of a path, by the text that names them. */
export type Facts = ReadonlyMap<string, Value>;

/** The key under which the per-key result of the running iteration is kept. */
export const element = '$element';

/** Asks what a routine hands back, given what its parameters are. */
export type Summarise = (routine: Routine, parameters: Facts) => Value;

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
const failures = new Set(['unexpected', 'make_unexpected']);
const accessors = new Set(['error', 'code', 'error_code', 'status', 'err', 'ec', 'errorCode']);
const pureMethods =
  /^(size|empty|begin|end|find|data|c_str|str|what|count|length|load|value_or|message|msg|front|back|substr)$/;
const setters =
  /^(set_completed|set_result_internal|SetError|set_error|SetFailed|set_value|setValue|push_back|emplace_back|fail|Fail)$/;

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
        const type = textOf(child(node, 'type') ?? node);
        for (const d of node.children.filter((c) => c.role === 'declarator')) {
          const name = [...descendants(d)].find((n) => n.kind === 'identifier');
          if (name === undefined || d.kind === 'structured_binding_declarator') continue;
          const init = child(d, 'value') ?? child(node, 'right');
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
    const condition = /^(if|while)_statement$/.test(node.kind) ? child(node, 'condition') : undefined;
    if (condition === undefined) continue;
    for (const part of descendants(condition)) {
      const fact = factOf(part);
      if (fact !== undefined) seen.set(fact, (seen.get(fact) ?? 0) + 1);
    }
  }
  const shared = new Set<string>();
  for (const lambda of lambdasOf(routine.body))
    for (const name of assigned(lambda)) if (!name.includes('[')) shared.add(name);
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
  const text = keyOf(init);
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
    found.set(keyOf(list), [...(found.get(keyOf(list)) ?? []), source]);
  };
  for (const node of descendants(body)) {
    if (node.kind === 'assignment_expression') {
      const left = child(node, 'left');
      if (left?.kind === 'subscript_expression') add(child(left, 'argument'), child(node, 'right'));
    } else if (node.kind === 'call_expression') {
      const callee = child(node, 'function');
      const parts = child(node, 'arguments')?.children ?? [];
      if (
        callee?.kind === 'field_expression' &&
        parts.length === 1 &&
        /(push|emplace)_back$/.test(textOf(callee))
      ) {
        add(child(callee, 'argument'), parts[0]);
      }
    } else if (node.kind === 'init_declarator') {
      const fill = child(node, 'value');
      if (fill?.kind === 'argument_list' && fill.children.length === 2)
        add(child(node, 'declarator'), fill.children[1]);
    }
  }
  return found;
}

/** Reads expressions and conditions of one checkout. */
export class Evaluator {
  private readonly program: Program;
  private readonly codes: HeaderCodes;
  private readonly summarise: Summarise;
  private inElement = false;

  constructor(program: Program, codes: HeaderCodes, summarise: Summarise) {
    this.program = program;
    this.codes = codes;
    this.summarise = summarise;
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
          const under = condition === undefined ? [facts] : this.assume(condition, i === 0, facts, scope);
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

  /** What is known after a statement or expression ran. */
  execute(node: Syntax, facts: Facts, scope: Scope): Facts {
    let out = facts;
    if (node.kind === 'declaration') {
      const type = textOf(child(node, 'type') ?? node);
      const initialised = node.children.filter((c) => c.role === 'declarator');
      const bare = child(node, 'value');
      for (const d of initialised) {
        const init = child(d, 'value') ?? bare;
        const name = [...descendants(d)].find((n) => n.kind === 'identifier');
        if (name === undefined) continue;
        if (init !== undefined) out = this.effects(init, out, scope);
        out = this.assign(textOf(name), this.initial(d, init, type, out, scope), out, scope);
      }
      return out;
    }
    for (const part of node.kind === 'expression_statement' ? node.children : [node])
      out = this.effects(part, out, scope);
    return out;
  }

  /** The facts that hold when the condition turns out so; none when it cannot. */
  assume(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    switch (node.kind) {
      case 'condition_clause':
      case 'parenthesized_expression': {
        const inner = child(node, 'value') ?? node.children[0];
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
        const left = child(node, 'left');
        const after = this.execute(node, facts, scope);
        return left === undefined ? [after] : this.truth(left, holds, after, scope);
      }
      case 'call_expression':
        return this.asked(node, holds, this.effects(node, facts, scope), scope);
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

  /** What a `return` hands back, read by the routine's return type. */
  returned(node: Syntax | undefined, facts: Facts, scope: Scope): Value {
    const kind = scope.routine.returns;
    if (node === undefined || kind === 'void') return value('any', [marks.void]);
    const v = this.evaluate(node, facts, scope);
    return convert(v, kind, node, scope);
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
    const key = keyOf(node);
    const known = facts.get(key);
    if (known !== undefined) return known;
    const last = lastName(textOf(node));
    if (node.kind === 'identifier' || node.kind === 'qualified_identifier') {
      const scopeName = node.kind === 'qualified_identifier' ? textOf(node).split('::').slice(-2)[0] : '';
      if (last === 'OK' && /ErrorCode|Status|^$/.test(scopeName ?? '')) return value('number', [marks.ok]);
      const code = this.codes.named(last);
      if (
        code !== undefined &&
        (scopeName === 'ErrorCode' || last.startsWith('ERR_') || (scopeName === 'Code' && false))
      ) {
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
    const sources = list === undefined ? undefined : scope.elements.get(keyOf(list));
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
    const known = facts.get(keyOf(node));
    if (known !== undefined) return known;
    const operand = child(node, 'argument');
    if (operand === undefined || node.children[0]?.kind === '&') return native;
    const v = this.evaluate(operand, facts, scope);
    return v.shape === 'expected' && !v.tokens.includes(marks.unknown) ? native : unknown;
  }

  // A pair, a struct or a list made in place carries the one code that stands in it.
  private bundle(parts: readonly Syntax[], facts: Facts, scope: Scope): Value {
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
      const found = this.free(name, qualifier, parts.length, scope);
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
    return qualifier === 'std' ||
      this.program.isClass(name) ||
      isUnknown(bundled) === false ||
      parts.length === 0
      ? native
      : native;
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
    const known = facts.get(keyOf(node));
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
    const receiver = keyOf(object);
    const types = this.typesOf(receiver, object, scope);
    const found = this.methods(name, types, parts.length);
    if (found.length > 0) return this.invoke(found, parts, facts, scope) ?? unknown;
    if (pureMethods.test(name)) return native;
    // A library's wrapper around a result of ours, such as an answer to a remote call.
    if (types.some((t) => /expected|Error|[Rr]esult|Status/.test(t))) return unknown;
    return types.length > 0 && !types.some((t) => this.program.isClass(t)) && !this.program.isDeclared(name)
      ? native
      : unknown;
  }

  // The classes that a receiver can be of; empty when it is not known.
  private typesOf(receiver: string, object: Syntax, scope: Scope, depth = 0): string[] {
    if (receiver === 'this') return [scope.routine.owner];
    const path = receiver.replace(/\[[^\]]*\]/g, '');
    const last = (path.split('.').pop() ?? path).replace(/^[*(]+|\)+$/g, '');
    const local = path.includes('.') ? undefined : scope.types.get(last);
    if (local?.startsWith('auto ')) {
      const from = local.slice(5);
      if (from.startsWith('=')) return [from.slice(1)];
      return from === '' || depth > 3 ? [] : this.typesOf(from, object, scope, depth + 1);
    }
    const texts =
      local !== undefined
        ? [local]
        : depth === 0 && object.kind === 'call_expression'
          ? []
          : [...this.program.typesOfMember(last, scope.routine.owner)];
    const names = texts.flatMap((t) => t.match(/\w+/g) ?? []).filter((w) => this.program.isClass(w));
    if (names.length > 0) return [...new Set(names)];
    return texts.filter((t) => !t.startsWith('auto'));
  }

  private methods(name: string, types: readonly string[], count: number): Routine[] {
    const fits = this.fitting(this.program.named(name), count);
    if (types.length === 0) return fits.filter((r) => r.owner !== '');
    const families = new Set(types.flatMap((t) => [...this.program.family(t)]));
    return fits.filter((r) => families.has(r.owner));
  }

  private free(name: string, qualifier: string, count: number, scope: Scope): Routine[] {
    const fits = this.fitting(this.program.named(name), count);
    if (qualifier !== '') {
      const own = fits.filter((r) => r.owner === qualifier);
      return own.length > 0 ? own : fits.filter((r) => r.owner === '');
    }
    const family = this.program.family(scope.routine.owner);
    const methods = scope.routine.owner === '' ? [] : fits.filter((r) => family.has(r.owner));
    if (methods.length > 0) return methods;
    const plain = fits.filter((r) => r.owner === '');
    const near = plain.filter((r) => r.file === scope.routine.file);
    return near.length > 0 ? near : plain;
  }

  private fitting(routines: readonly Routine[], count: number): Routine[] {
    return routines.filter((r) => {
      const least = r.parameters.filter((p) => !p.optional && !p.type.includes('...')).length;
      return (
        count >= least && (count <= r.parameters.length || r.parameters.some((p) => p.type.includes('...')))
      );
    });
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
      return kind === 'status' || kind === 'expected' ? value(shapeOf(kind), [marks.ok]) : unknown;
    if (kind === 'list' || kind === 'plain') {
      const parts =
        init.kind === 'argument_list' || init.kind === 'initializer_list' ? init.children : [init];
      const filled = this.bundle(parts, facts, scope);
      return codesOf(filled).length > 0 ? filled : unknown;
    }
    const single =
      (init.kind === 'argument_list' || init.kind === 'initializer_list') && init.children.length === 1;
    const from = single ? init.children[0] : init;
    if (from === undefined) return unknown;
    const v = init.kind === 'argument_list' && !single ? unknown : this.evaluate(from, facts, scope);
    if (kind === 'auto' || kind === 'other') return v;
    return convert(v, kind, from, scope);
  }

  // Assignments and calls within an expression, from the inside out.
  private effects(node: Syntax, facts: Facts, scope: Scope): Facts {
    if (node.kind === 'lambda_expression') return facts;
    let out = facts;
    for (const c of node.children) out = this.effects(c, out, scope);
    if (node.kind === 'assignment_expression') {
      const left = child(node, 'left');
      const right = child(node, 'right');
      if (left === undefined || right === undefined) return out;
      const sign = node.children.find((c) => c.role === 'operator')?.kind ?? '=';
      let v = sign === '=' ? this.evaluate(right, out, scope) : unknown;
      const type = scope.types.get(keyOf(left));
      if (type !== undefined) {
        const kind = kindOfType(type);
        if (kind !== 'list' && kind !== 'auto' && kind !== 'other') v = convert(v, kind, right, scope);
      }
      if (isElement(left)) {
        const list = child(left, 'argument');
        return this.note(v, list === undefined ? out : this.assign(keyOf(list), unknown, out, scope));
      }
      return this.assign(keyOf(left), v, out, scope);
    }
    if (node.kind === 'update_expression') {
      const target = child(node, 'argument') ?? node;
      const counted = node.children.some((c) => c.kind === '++') && out.has(keyOf(target));
      return this.assign(keyOf(target), counted ? value('number', [marks.positive]) : unknown, out, scope);
    }
    if (node.kind === 'pointer_expression' && node.children[0]?.kind === '&') {
      return this.assign(keyOf(child(node, 'argument') ?? node), unknown, out, scope);
    }
    if (node.kind === 'call_expression') return this.called(node, out, scope);
    return out;
  }

  private called(node: Syntax, facts: Facts, scope: Scope): Facts {
    const callee = child(node, 'function');
    const parts = child(node, 'arguments')?.children ?? [];
    if (callee === undefined) return facts;
    const name = lastName(textOf(callee).replace(/(->|\.)/g, '::'));
    let out = facts;
    if (setters.test(name) && parts.length > 0) {
      const values = parts.map((p) => this.evaluate(p, facts, scope));
      const carrying = values.filter((v) => codesOf(v).length > 0);
      if (carrying.length === 1 && carrying[0] !== undefined) out = this.note(carrying[0], out);
      else if (carrying.length === 0 && /^(set_completed|set_result_internal|SetError)$/.test(name))
        out = this.note(unknown, out);
    }
    if (callee.kind === 'field_expression' && /^(assign|resize)$/.test(name)) {
      const filled = this.bundle(parts, out, scope);
      const list = child(callee, 'argument');
      if (list !== undefined)
        out = this.assign(keyOf(list), codesOf(filled).length > 0 ? filled : unknown, out, scope);
    }
    if (callee.kind === 'field_expression' && /^(push_back|emplace_back|emplace|insert|swap)$/.test(name)) {
      const list = child(callee, 'argument');
      if (list !== undefined) out = this.assign(keyOf(list), unknown, out, scope);
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
    const after = this.effects(node, facts, scope);
    const target = assignmentTarget(left);
    if (op === '==' || op === '!=') {
      const results = this.equal(target, right, (op === '==') === holds, after, scope);
      return results.flatMap((f) => this.remember(node, holds, f, scope));
    }
    const number = textOf(right);
    if (/^0$/.test(number) && /^[<>]=?$/.test(op)) {
      const negative = (op === '<' && holds) || (op === '>=' && !holds);
      const key = keyOf(target);
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
    const c = this.evaluate(constant, facts, scope);
    const token = c.tokens.length === 1 ? c.tokens[0] : undefined;
    if (token === undefined || token === marks.unknown || token === marks.native || token === marks.literal)
      return [facts];
    const key = keyOf(node);
    const v = this.evaluate(node, facts, scope);
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
      return this.narrow(key, value(v.shape, [token]), () => true, facts, scope);
    }
    return this.narrow(key, v, (t) => t !== token, facts, scope);
  }

  private truth(node: Syntax, holds: boolean, facts: Facts, scope: Scope): Facts[] {
    const key = keyOf(node);
    const v = this.evaluate(node, facts, scope);
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
    const callee = child(node, 'function');
    const parts = child(node, 'arguments')?.children ?? [];
    const name = callee === undefined ? '' : lastName(textOf(callee).replace(/(->|\.)/g, '::'));
    if (callee?.kind === 'field_expression' && parts.length === 0) {
      const object = child(callee, 'argument');
      if (object !== undefined && (name === 'has_value' || name === 'ok' || name === 'IsOk')) {
        const key = keyOf(object);
        const v = this.evaluate(object, facts, scope);
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
        const key = keyOf(object);
        const v = this.evaluate(object, facts, scope);
        if (holds) return this.narrow(key, value('status', [code]), () => true, facts, scope);
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
    out.set(`#${fact}`, value('bool', [token]));
    return [out];
  }
}

/** The name under which facts about an expression are kept: `->` and `.` are one, `this->` and `std::move` drop out. */
export function keyOf(node: Syntax): string {
  if (node.kind === 'parenthesized_expression' && node.children[0] !== undefined)
    return keyOf(node.children[0]);
  return textOf(node)
    .replace(/\s+/g, '')
    .replace(/->/g, '.')
    .replace(/^this\./, '');
}

// A condition whose answer cannot change while its variables keep their values.
function factOf(node: Syntax): string | undefined {
  if (node.kind === 'identifier') return keyOf(node);
  if (node.kind === 'call_expression') {
    const text = keyOf(node);
    return /^[\w.]+\.(has_value|ok|empty)\(\)$/.test(text)
      ? text.replace(/\.(has_value|ok)\(\)$/, '')
      : undefined;
  }
  if (node.kind === 'binary_expression') {
    const text = keyOf(node);
    return /[()]/.test(text) || /&&|\|\|/.test(text) ? undefined : text;
  }
  return undefined;
}

function assignmentTarget(node: Syntax): Syntax {
  if (node.kind === 'parenthesized_expression' && node.children[0] !== undefined)
    return assignmentTarget(node.children[0]);
  if (node.kind === 'assignment_expression') return child(node, 'left') ?? node;
  return node;
}

function isElement(left: Syntax): boolean {
  if (left.kind === 'subscript_expression') return true;
  return left.kind === 'call_expression' && /\.at\(/.test(textOf(left));
}

function carriesCode(type: string): boolean {
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

function shapeOf(kind: ReturnKind): Shape {
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
      ? child(node, 'arguments')?.children[0]
      : undefined;
  return first ?? node;
}

/** Reads a value by the type that it is handed back or stored as. */
function convert(v: Value, kind: ReturnKind, node: Syntax, scope: Scope): Value {
  if (kind === 'expected') {
    const part = moved(node);
    const type = part.kind === 'identifier' ? scope.types.get(textOf(part)) : undefined;
    const plain =
      (type !== undefined && !carriesCode(type)) ||
      (/^(field|subscript|pointer)_expression$/.test(part.kind) &&
        !/resul|resp|ret\b|res\b|err/i.test(textOf(part)));
    const tokens = v.tokens.map((t) => {
      if (isCode(t) || t === marks.failure || t === marks.ok)
        return v.shape === 'number' && isCode(t) ? t : t;
      return t === marks.unknown && !plain ? t : marks.ok;
    });
    return value('expected', tokens);
  }
  if (kind === 'bool')
    return value(
      'bool',
      v.tokens.map((t) => (t === marks.true || t === marks.false ? t : marks.unknown)),
    );
  if (kind === 'pointer')
    return value(
      'any',
      v.tokens.map((t) => (t === marks.null ? t : marks.native)),
    );
  return value(shapeOf(kind), v.tokens);
}
