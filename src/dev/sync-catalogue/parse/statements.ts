import { Outcomes } from '../evaluate/outcome.ts';
import { codesOf, isCode, type Value } from '../evaluate/value.ts';
import { type Flavour, readCheckout, type SourceFile } from './checkout.ts';
import { HeaderCodes } from './codes.ts';
import { type LogStatement, relayMark } from './log-statement.ts';
import { Macros } from './macros.ts';
import { Program } from './program.ts';
import { cppParser } from './syntax.ts';

// Any log statement of glog, also those of severity INFO and the verbose ones, whose lines can carry codes too.
const logs = /\b[DPSV]{0,2}LOG(_[A-Z_]+)?\s*\(/;

/** A log statement of Mooncake with the codes that follow it. */
export interface Statement extends Omit<LogStatement, 'filled' | 'isRelayed'> {
  /** The file's name as glog prints it; with `line`, the one that relays the text where a child process wrote it. */
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
export interface SourceReading {
  readonly codes: HeaderCodes;
  readonly statements: readonly Statement[];
  /** The flavours of every file name that stands in a log line's prefix. */
  readonly files: ReadonlyMap<string, ReadonlySet<Flavour>>;
}

/** Reads the statements of severity W, E and F of the checkout in the folder `root`, and what follows each. */
export async function readStatements(root: string): Promise<SourceReading> {
  const files = readCheckout(root);
  const codes = new HeaderCodes(root);
  const parser = await cppParser();
  const statements: Statement[] = [];
  const seen = new Set<string>();
  const relays = files.flatMap(relaysIn);
  // Tent has classes of the same names as the classic engine, so the two are read apart.
  for (const tent of [false, true]) {
    const own = files.filter((f) => (f.flavour === 'Tent') === tent);
    const program = new Program(parser, own, new Macros(own));
    const outcomes = new Outcomes(program, codes);
    for (const routine of program.routines) {
      for (const { log, after } of outcomes.of(routine)) {
        const { name, path, flavour } = routine.file;
        const places = log.isRelayed ? relays : [{ file: name, line: log.line }];
        // A variant of a file shows most statements again.
        for (const pattern of log.filled === undefined ? [log.pattern] : [log.filled, log.pattern]) {
          const place = `${path}:${log.line}:${log.severity}:${pattern}`;
          if (seen.has(place)) continue;
          seen.add(place);
          for (const { file, line } of places)
            statements.push({ severity: log.severity, pattern, line, file, path, flavour, ...label(after) });
        }
      }
    }
  }
  const names = new Map<string, Set<Flavour>>();
  for (const f of files) {
    if (logs.test(f.text)) names.set(f.name, (names.get(f.name) ?? new Set()).add(f.flavour));
  }
  return { codes, statements, files: names };
}

/** Where a file's statements relay what a child process wrote. */
function relaysIn({ name, text }: SourceFile): { file: string; line: number }[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.includes(`"${relayMark}"`) ? [{ file: name, line: index + 1 }] : []));
}

function label(after: Value): Pick<Statement, 'codes' | 'only' | 'after'> {
  return {
    codes: codesOf(after),
    only: after.tokens.length > 0 && after.tokens.every(isCode),
    after: after.tokens,
  };
}
