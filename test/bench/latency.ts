import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { environment } from './environment.ts';

/**
 * How long a line takes through the program when lines come slowly: from the write into its standard input to the read of
 * the annotated line from its standard output, both by this process.
 *
 * @returns milliseconds of each line, least first
 */
export async function latencies(command: readonly [string, ...string[]], lines: number): Promise<number[]> {
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], env: environment });
  const delays: number[] = [];
  for (let number = -20; number < lines; number++) {
    const text = `E0730 02:14:13.000402 1 real_client.cpp:1] put of key ${number}: RPC_FAIL`;
    await setTimeout(5);
    const written = process.hrtime.bigint();
    child.stdin.write(`${text}\n`);
    const [answer] = (await once(child.stdout, 'data')) as [Buffer];
    const delay = Number(process.hrtime.bigint() - written) / 1e6;
    if (!String(answer).startsWith(`${text}  <- Store`)) throw new Error(`unexpected: ${answer}`);
    // The first lines find code that was not compiled yet.
    if (number >= 0) delays.push(delay);
  }
  child.stdin.end();
  await once(child, 'exit');
  return delays.sort((a, b) => a - b);
}
