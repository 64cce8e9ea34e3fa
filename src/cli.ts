#!/usr/bin/env node
import { compiledCommand } from './cli/compiled-code.ts';
import { loadProgram } from './cli/load-program.ts';

// Unless the program says otherwise it has not come to its end, as Node says with this status of a module.
process.exitCode = 13;
const typed = process.argv.slice(2);
const { program } = loadProgram(import.meta.dirname, compiledCommand(typed[0]), require);
void program.main(typed).then((status) => {
  process.exitCode = status;
});
