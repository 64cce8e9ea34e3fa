/**
 * Leaves the program's compiled code beside it: `npm run build:cache`, after `build:bundle`. V8 compiles a function when it
 * is first called, so another process runs what users run most (see record-cache.ts), and what it prints is dropped.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const recorder = path.resolve('src/cli/record-cache.ts');
const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, recorder], {
  stdio: ['ignore', 'ignore', 'pipe'],
  encoding: 'utf8',
});
if (status !== 0) throw new Error(`the program could not be run:\n${stderr}`);
