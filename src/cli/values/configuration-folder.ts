import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder of the user's own files. A relative XDG_CONFIG_HOME is ignored, as the XDG specification asks. */
export function configurationFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const configured = environment.XDG_CONFIG_HOME ?? '';
  const folder = isAbsolute(configured) ? configured : join(homedir(), '.config');
  return isAbsolute(folder) ? join(folder, 'mooncake-annotate') : undefined;
}
