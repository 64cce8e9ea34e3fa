import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { program, repository } from '../cli/program.ts';

/**
 * The shell blocks of a Markdown text: everything between a line that begins with three backticks and `sh`, and the next
 * line of three backticks. Blocks of other languages, among them `text` for what is printed, are not run.
 */
export function shellBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]!);
}

// Each stands in for a command that would not end, would need the network, or is the program under test.
const commands: Readonly<Record<string, string>> = {
  // Followed logs end after a second, as by Ctrl-C.
  'mooncake-annotate': `for argument in "$@"; do case "$argument" in -f|--follow|--live)
  status=0
  timeout -s INT 1 "$NODE" "$PROGRAM" "$@" || status=$?
  [ "$status" = 124 ]
  exit ;;
esac; done
exec "$NODE" "$PROGRAM" "$@"`,
  npx: 'if [ "$1" = --yes ]; then shift; fi; [ "$1" = mooncake-annotate ] && shift && exec "$NODE" "$PROGRAM" "$@"',
  // Only that the script exists: running `npm test` would run this test again.
  npm: `case "$1" in
  ci) exit 0 ;;
  pack) exit 0 ;;
  install) case "$2 $3" in '-g ./mooncake-annotate-'*.tgz) exit 0 ;; *) exit 1 ;; esac ;;
  test) exit 0 ;;
  run) "$NODE" -e 'process.exit(require(process.argv[1]).scripts[process.argv[2]] ? 0 : 1)' "$MANIFEST" "$2" ;;
  *) exit 1 ;;
esac`,
  // A followed log ends here.
  tail: `arguments=()
for argument in "$@"; do case "$argument" in -f|-F|--follow) ;; *) arguments+=("$argument") ;; esac; done
exec /usr/bin/tail "\${arguments[@]}"`,
  git: '[ "$1" = clone ]',
  kubectl: 'exec cat "$LOG"',
  stern: 'exec cat "$LOG"',
  logcli: 'exec cat "$LOG"',
  // It prints summaries of a topic whose name says so, other topics' logs, and takes what is written.
  kcat: `case "$*" in
  *-P*) exec cat >/dev/null ;;
  *counts*) exec "$NODE" "$PROGRAM" summary --format json "$LOG" ;;
  *) exec cat "$LOG" ;;
esac`,
  docker: 'exec cat "$LOG"',
  journalctl: 'exec cat "$LOG"',
};

/**
 * Runs one block of the README with bash in `folder`, as somebody would who stands in a clone of the repository: the
 * fixtures are there, and `store.log` and `master.log` are logs of theirs. Commands named in the table above are stood
 * in for, `tail -f` by a `tail` that ends. All parts of a pipe must succeed. Returns the status and what was printed.
 */
export async function runBlock(block: string, folder: string): Promise<{ status: number; output: string }> {
  const bin = path.join(folder, '.bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(commands)) {
    const file = path.join(bin, name);
    writeFileSync(file, `#!/bin/bash\n${script}\n`);
    chmodSync(file, 0o755);
  }
  const clone = path.join(folder, 'mooncake-annotate');
  mkdirSync(clone);
  for (const name of ['package.json', 'src', 'dist', 'fixtures'])
    symlinkSync(path.join(repository, name), path.join(clone, name));
  const log = path.join(clone, 'fixtures/store.log');
  for (const name of ['store.log', 'master.log']) cpSync(log, path.join(clone, name));
  const child = spawn('bash', ['-c', block.replaceAll(/^cd mooncake-annotate$/gm, ':')], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SHELLOPTS: 'errexit:pipefail:nounset',
      PATH: `${bin}:${process.env.PATH}`,
      NODE: process.execPath,
      PROGRAM: program,
      MANIFEST: path.join(repository, 'package.json'),
      LOG: log,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
  const status = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? -1));
  });
  return { status, output };
}
