#!/usr/bin/env node
import { endOnOwnFaults, keepEarlySignals, keepTerminalModes } from './cli/early-signals.ts';

endOnOwnFaults();
keepTerminalModes();
const dropEarlySignals = keepEarlySignals();
// Loading takes a while, in which a signal must not be lost.
const { main } = await import('./cli/program.ts');
// Node ends with status 13 if this never settles.
process.exitCode = await main(process.argv.slice(2), dropEarlySignals);
