import { type Flavour, readCheckout } from './checkout.ts';
import { HeaderCodes } from './codes.ts';
import type { LogStatement } from './log-statement.ts';
import { Macros } from './macros.ts';
import { Outcomes } from './outcome.ts';
import { Program } from './program.ts';
import { cppParser } from './syntax.ts';
import { codesOf, isCode, type Value } from './value.ts';

/** A log statement of Mooncake with the codes that follow it. */
export interface Statement extends LogStatement {
  /** The file's name as glog prints it. */
  readonly file: string;
  readonly path: string;
  readonly flavour: Flavour;
  /** The codes that can follow; complete when `only` holds. */
  readonly codes: readonly string[];
  /** True when nothing but one of `codes` can follow. */
  readonly only: boolean;
  /** For people: everything that can follow, marks too. */
  readonly after: readonly string[];
}

/** Everything read from one checkout of Mooncake. */
export interface Reading {
  readonly codes: HeaderCodes;
  readonly statements: readonly Statement[];
  /** The flavours of every file name. */
  readonly files: ReadonlyMap<string, ReadonlySet<Flavour>>;
}

/** Reads the statements of severity W, E and F of the checkout in the folder `root`, and what follows each. */
export async function readStatements(root: string): Promise<Reading> {
  const files = readCheckout(root);
  const codes = new HeaderCodes(root);
  const program = new Program(await cppParser(), files, new Macros(files));
  const outcomes = new Outcomes(program, codes);
  const statements: Statement[] = [];
  const seen = new Set<string>();
  for (const routine of program.routines) {
    for (const { log, after } of outcomes.of(routine)) {
      const { name, path, flavour } = routine.file;
      // A variant of a file shows most statements again.
      const place = `${path}:${log.line}:${log.severity}:${log.pattern}`;
      if (seen.has(place)) continue;
      seen.add(place);
      statements.push({ ...log, file: name, path, flavour, ...label(after) });
    }
  }
  const names = new Map<string, Set<Flavour>>();
  for (const f of files) names.set(f.name, (names.get(f.name) ?? new Set()).add(f.flavour));
  return { codes, statements, files: names };
}

function label(after: Value): Pick<Statement, 'codes' | 'only' | 'after'> {
  return {
    codes: codesOf(after),
    only: after.tokens.length > 0 && after.tokens.every(isCode),
    after: after.tokens,
  };
}
