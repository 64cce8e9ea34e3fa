import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { onTestFailed, onTestFinished } from 'vitest';
import { program, temporaryFolder } from '../program.ts';

/** A terminal of tmux in which a shell runs; it is gone when the test ends. */
export class TmuxTerminal {
  readonly #socket = path.join(temporaryFolder(), 'tmux');
  #shown: string[] = [];

  /** @param env besides the usual variables; `$node` and `$program` are set */
  constructor(columns: number, rows: number, env: Readonly<Record<string, string>> = {}) {
    onTestFinished(() => void this.#tmux('kill-server'));
    // What the screen shows says more than that a text is not on it.
    onTestFailed(() => console.error(this.#shown.join('\n')));
    const size = ['-x', String(columns), '-y', String(rows)];
    const all = {
      node: process.execPath,
      program,
      NO_COLOR: '1',
      PS1: '$ ',
      ENV: '',
      LC_ALL: 'C.UTF-8',
      ...env,
    };
    this.#tmux(
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      ...size,
      'env',
      ...Object.entries(all).map((pair) => pair.join('=')),
      'sh',
    );
  }

  /** Sends keys, by tmux's names: `Enter`, `Down`, `q`. */
  press(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  /** Types a text and Enter. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', text);
    this.press('Enter');
  }

  /** The rows of the screen as they are. */
  capture(): string[] {
    return this.#tmux('capture-pane', '-p').split('\n').slice(0, -1);
  }

  /** Waits until the screen shows a text; returns its rows. The test's own limit ends it. */
  async until(text: string): Promise<string[]> {
    for (;;) {
      const rows = this.capture();
      this.#shown = rows;
      if (rows.some((row) => row.includes(text))) return rows;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #tmux(...args: readonly string[]): string {
    return spawnSync('tmux', ['-S', this.#socket, ...args], { encoding: 'utf8' }).stdout;
  }
}
