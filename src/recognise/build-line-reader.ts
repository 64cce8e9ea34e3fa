/** Compiles assembly/ into line-reader.generated.ts: `npm run build:kernel`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'line-reader-'));
const file = join(folder, 'line-reader.wasm');
// The compiler as a process of its own, since tsx would take seconds to transform it.
const options = '-O3 --noAssert --enable simd --runtime stub --importMemory --use abort='.split(' ');
execFileSync(
  process.execPath,
  [
    'node_modules/assemblyscript/bin/asc.js',
    'src/recognise/assembly/index.ts',
    '--outFile',
    file,
    ...options,
  ],
  { stdio: 'inherit' },
);
writeFileSync(
  'src/recognise/line-reader.generated.ts',
  `/** Generated from src/recognise/assembly by \`npm run build:kernel\`; do not edit. */
export const readerBase64 =
  '${readFileSync(file).toString('base64')}';
`,
);
rmSync(folder, { recursive: true });
