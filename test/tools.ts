import { spawnSync } from 'node:child_process';

/** Folders of tools for administrators, which ordinary users have not in their PATH. */
const moreFolders = '/usr/sbin:/sbin';

/** Runs a tool that tests need, also one for administrators. */
const toolEnvironment = { ...process.env, PATH: `${process.env.PATH}:${moreFolders}` };

/**
 * Whether a tool is missing, so that tests which need it are skipped. The name of such a test, or of the tests around it, ends
 * in `(needs TOOL)`: there .ci/run reads why it was skipped, and fails where the tool is there.
 *
 * @example describe.skipIf(lacks('tmux'))('the screen (needs tmux)', () => {})
 */
export function lacks(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore', env: toolEnvironment }).error !== undefined;
}
