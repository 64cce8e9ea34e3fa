import type { CatalogueParts } from '../catalogue.ts';
import type { Code, Component } from '../code.ts';
import type { MessagesByFile } from '../message.ts';

/** What catalogues add to the parts that they were merged into: plain data, by which the merging need not be done again. */
export interface CatalogueDelta
  extends Omit<CatalogueParts, 'codes' | 'sourceFiles' | 'messages' | 'numberPlaces'> {
  /** All rows in their order: a number stands for the row of that index before. */
  readonly rows: readonly (number | Code)[];
  readonly addedFiles: Readonly<Record<string, readonly Component[]>>;
  readonly addedMessages: MessagesByFile;
}

/**
 * What parts have that others lack, from which they were made.
 *
 * @example withDelta(builtInParts, deltaBetween(builtInParts, merged)) // as merged
 */
export function deltaBetween(before: CatalogueParts, after: CatalogueParts): CatalogueDelta {
  const { codes, sourceFiles, messages, numberPlaces: _, ...rest } = after;
  const indexes = new Map(before.codes.map((code, index) => [code, index]));
  return {
    ...rest,
    rows: codes.map((code) => indexes.get(code) ?? code),
    addedFiles: changed(before.sourceFiles, sourceFiles),
    addedMessages: changed(before.messages, messages),
  };
}

/** Parts with what catalogues add to them. */
export function withDelta(before: CatalogueParts, delta: CatalogueDelta): CatalogueParts {
  const { rows, addedFiles, addedMessages, ...rest } = delta;
  return {
    ...rest,
    numberPlaces: before.numberPlaces,
    codes: rows.map((row) => (typeof row === 'number' ? before.codes[row]! : row)),
    sourceFiles: { ...before.sourceFiles, ...addedFiles },
    messages: { ...before.messages, ...addedMessages },
  };
}

function changed<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value),
  );
}
