import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repository } from '../cli/program.ts';

/** A package that was packed and unpacked, as `npm install` of the packed file leaves it. */
export interface Installed {
  /** The program that its `bin` names. */
  readonly program: string;
  remove(): void;
}

/** Packs the built repository and unpacks it into a folder of its own. */
export function installPackage(): Installed {
  const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-annotate-installed-'));
  const printed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
  const place = path.join(folder, 'node_modules/mooncake-annotate');
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', place, '--strip-components', '1']);
  return {
    program: path.join(place, 'dist/cli.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
