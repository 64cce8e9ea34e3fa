import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { type CompiledCommand, readCompiledCode } from './compiled-code.ts';

/** What the program offers to those that start it. */
export type Program = typeof import('./program.ts');

/** The value of the program's script: a function with the parameters that Node gives to classic modules. */
type Body = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  file: string,
  folder: string,
) => void;

/** The program, and what it was loaded from. */
export interface LoadedProgram {
  readonly program: Program;
  readonly source: Buffer;
  readonly script: Script;
}

// What stacks name. Compiled code holds it, and goes where the package goes.
const filename = 'mooncake-annotate/dist/program.js';

/**
 * Loads the bundled program with the code that V8 compiled when it was built: compiling it anew takes longer than most runs.
 * Where V8 can not use that code (with other flags, say), it compiles as usual.
 *
 * @param folder where the bundles are
 * @param command the one that is probably meant; the program knows all
 * @param require that of a file in the folder
 */
export function loadProgram(
  folder: string,
  command: CompiledCommand,
  require: NodeJS.Require,
): LoadedProgram {
  const file = path.join(folder, 'program.js');
  const source = readFileSync(file);
  const cachedData = readCompiledCode(folder, command, source);
  // The bundler writes ASCII; what is known to be latin1 needs no decoding.
  const script = new Script(source.toString('latin1'), { filename, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  (script.runInThisContext() as Body)(module.exports, require, module, file, folder);
  return { program: module.exports as Program, source, script };
}
