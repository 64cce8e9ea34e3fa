/** Runs the program as users do, in one process, and keeps the code that V8 compiled meanwhile (see build-cache.ts). */
import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { writeCompiledCode } from './compiled-code.ts';
import { loadProgram } from './load-program.ts';

const logs = ['fixtures/store.log', 'fixtures/transfer-engine.log', 'fixtures/callers.log'];
const incident = 'fixtures/incidents/one-nic-down/*/*.log';
const runs = [
  logs,
  ['summary', '--jobs', '1', ...logs, 'fixtures/recorded/*/*.log'],
  ['triage', '--jobs', '1', incident],
  ['explain', '-704'],
];

const folder = path.resolve('dist');
// V8 would drop the code of what ran only at the start.
setFlagsFromString('--no-flush-bytecode');
const { program, source, script } = loadProgram(folder, createRequire(path.join(folder, 'program.js')));
for (const args of runs) {
  const status = await program.main(args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}`);
}
// Flags are part of what V8 compares before it takes the code.
setFlagsFromString('--flush-bytecode');
writeCompiledCode(folder, source, script.createCachedData());
