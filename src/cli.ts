#!/usr/bin/env node
import { main } from './cli/program.ts';

// Node ends with status 13 if this never settles.
process.exitCode = await main(process.argv.slice(2));
