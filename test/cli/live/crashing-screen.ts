/** A program that takes the terminal and then fails. */
import { TerminalScreen } from '../../../src/output/terminal/terminal-screen.ts';

const screen = new TerminalScreen(process.stdout, process.stdin, {
  onKey: () => {},
  onResize: () => {},
  onEnd: () => {},
});
screen.open();
screen.draw(['about to fail']);
setImmediate(() => {
  throw new Error('this screen fails');
});
