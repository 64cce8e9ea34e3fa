/**
 * Takes the place of node:assert in the program (see build-bundle.ts): yargs tells with it what it finds wrong itself, and
 * describing both values, as node:assert does, and loading what describes them takes 3 ms.
 */
export function strictEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) throw new Error(message);
}

/** The opposite. */
export function notStrictEqual(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) throw new Error(message);
}
