#!/usr/bin/env node
import { loadProgram } from './cli/load-program.ts';

process.exitCode = await loadProgram(import.meta.dirname).program.main(process.argv.slice(2));
