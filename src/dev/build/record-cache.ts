/**
 * Runs a command of the program as users do, in one process, and keeps the code that V8 compiled meanwhile (see
 * build-cache.ts).
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import { type CompiledCommand, compiledCommand, writeCompiledCode } from '../../cli/compiled-code.ts';
import { loadProgram } from '../../cli/load-program.ts';

const logs = ['fixtures/store.log', 'fixtures/transfer-engine.log', 'fixtures/callers.log'];
const runs: Record<CompiledCommand, readonly string[]> = {
  annotate: logs,
  summary: ['summary', '--jobs', '1', ...logs, 'fixtures/recorded/*/*.log'],
  triage: ['triage', '--jobs', '1', 'fixtures/incidents/one-nic-down/*/*.log'],
  explain: ['explain', '-704'],
};

const folder = path.resolve('dist');
const command = compiledCommand(process.argv[2]);
const { setFlagsFromString } = v8;
// V8 would drop the code of what ran only at the start.
setFlagsFromString('--no-flush-bytecode');
// Flags are part of what V8 compares before it takes the code, so a run must not set its own (late-optimising.ts).
v8.setFlagsFromString = () => {};
const { program, source, script } = loadProgram(
  folder,
  command,
  createRequire(path.join(folder, 'program.js')),
);
const status = await program.main(runs[command]);
if (status !== 0) throw new Error(`${runs[command].join(' ')} ended with status ${status}`);
setFlagsFromString('--flush-bytecode');
writeCompiledCode(folder, command, source, script.createCachedData());
