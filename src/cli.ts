#!/usr/bin/env node
import { loadProgram } from './cli/load-program.ts';

// Unless the program says otherwise it has not come to its end, as Node says with this status of a module.
process.exitCode = 13;
void loadProgram(import.meta.dirname, require)
  .program.main(process.argv.slice(2))
  .then((status) => {
    process.exitCode = status;
  });
