/**
 * What a variable or a returned value can be, as far as codes are concerned: a set of tokens. A token is a code's name
 * or one of the marks below.
 */
export interface Value {
  readonly shape: Shape;
  readonly tokens: readonly string[];
  /** Equal values have equal keys. */
  readonly key: string;
}

/**
 * How the value reads in a condition: `expected` is true when all went well, `number` is true when it failed, the
 * others say nothing.
 */
export type Shape = 'expected' | 'number' | 'bool' | 'status' | 'any';

export const marks = {
  /** Success: 0, OK, an expected with a value. */
  ok: '+ok',
  /** A bare number such as -1 that names no code. */
  literal: '+literal',
  /** A count that is more than zero. */
  positive: '+positive',
  /** A value that is no code of Mooncake: errno, a driver's status, a string, an object. */
  native: '+native',
  /** A failure that carries no code. */
  failure: '+failure',
  true: '+true',
  false: '+false',
  null: '+null',
  void: '+void',
  /** An exception leaves the function. */
  thrown: '+thrown',
  /** Anything: decided where the analysis does not look. */
  unknown: '+unknown',
} as const;

const interned = new Map<string, Value>();

/** The value of these tokens; the same object for the same set and shape. */
export function makeValue(shape: Shape, tokens: Iterable<string>): Value {
  const sorted = [...new Set(tokens)].sort();
  const key = `${shape}:${sorted.join(',')}`;
  let found = interned.get(key);
  if (found === undefined) {
    found = { shape, tokens: sorted, key };
    interned.set(key, found);
  }
  return found;
}

export const unknown = makeValue('any', [marks.unknown]);
export const native = makeValue('any', [marks.native]);
export const ok = makeValue('any', [marks.ok]);

/** True for the name of a code. */
export function isCode(token: string): boolean {
  return !token.startsWith('+');
}

/** True when the value says nothing at all. */
export function isUnknown(v: Value): boolean {
  return v.tokens.length === 1 && v.tokens[0] === marks.unknown;
}

/** The codes among a value's tokens. */
export function codesOf(v: Value): string[] {
  return v.tokens.filter(isCode);
}

/** The same value with only the tokens that `keep` wants. */
export function filter(v: Value, keep: (token: string) => boolean): Value {
  return makeValue(v.shape, v.tokens.filter(keep));
}

/** All that any of the values can be. */
export function union(values: readonly Value[]): Value {
  const first = values[0];
  if (first === undefined) return makeValue('any', []);
  const shape = values.every((v) => v.shape === first.shape) ? first.shape : 'any';
  return makeValue(
    shape,
    values.flatMap((v) => v.tokens),
  );
}
