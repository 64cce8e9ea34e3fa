/**
 * Leaves the program's compiled code beside it: `npm run build:cache`, after `build:bundle`. V8 compiles a function when it
 * is first called, so other processes run what users run most (see record-cache.ts), and what they print is dropped.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { compiledCommands } from '../../cli/compiled-code.ts';

const recorder = path.resolve('src/dev/build/record-cache.ts');

await Promise.all(
  compiledCommands.map(async (command) => {
    const child = spawn(process.execPath, [...process.execArgv, recorder, command], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let printed = '';
    child.stderr.on('data', (text) => {
      printed += text;
    });
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`${command} could not be recorded:\n${printed}`);
  }),
);
