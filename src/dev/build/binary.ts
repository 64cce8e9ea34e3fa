/**
 * Makes one executable file of the program and of the Node that runs this: `npm run build:binary` writes
 * `dist-binary/mooncake-annotate`. Node's single executable applications take classic scripts only, so the program is bundled as one;
 * what threads run is the same script again, kept inside as an asset.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { threadAsset } from '../../lines/workers/worker-pool.ts';
import { besideNothing } from './bundle.ts';

/** What Node looks for in a copy of itself to know that it holds a program. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const place = mkdtempSync(path.join(tmpdir(), 'mooncake-annotate-binary-'));
try {
  const main = path.join(place, 'main.cjs');
  const thread = path.join(place, 'thread.cjs');
  await besideNothing(
    main,
    'module.exports.main(process.argv.slice(2)).then((status)=>{process.exitCode=status});',
  );
  await besideNothing(thread, 'module.exports.work();');
  const blob = path.join(place, 'program.blob');
  const settings = path.join(place, 'sea.json');
  writeFileSync(
    settings,
    JSON.stringify({
      main,
      output: blob,
      disableExperimentalSEAWarning: true,
      assets: { [threadAsset]: thread },
    }),
  );
  execFileSync(process.execPath, ['--experimental-sea-config', settings], { stdio: 'ignore' });
  mkdirSync('dist-binary', { recursive: true });
  const file = 'dist-binary/mooncake-annotate';
  rmSync(file, { force: true });
  copyFileSync(process.execPath, file);
  chmodSync(file, 0o755);
  execFileSync(
    'npx',
    ['--yes', 'postject@1.0.0-alpha.6', file, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse],
    { stdio: 'ignore' },
  );
  console.log(`Built ${file}.`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
