/** The bundled program's entry: what `dist/cli.js` and the threads that it starts call. */
export { main } from './main.ts';

/** Does a thread's work; what only threads need is loaded only there. */
export async function work(): Promise<void> {
  const { work } = await import('../commands/thread-work.ts');
  return work();
}
