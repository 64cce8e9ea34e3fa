/** The bundled program's entry: what `dist/cli.js` and the threads that it starts call. */
export { work } from '../commands/thread-work.ts';
export { main } from './main.ts';
