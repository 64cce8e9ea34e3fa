/** Compiles the shape function, and what finds texts of catalogues: `npm run build:kernel`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const options =
  '-O3 --noAssert --enable simd --runtime stub --importMemory --use abort= --disableWarning 201'.split(' ');

/** Compiles a folder of AssemblyScript, from its index.ts on, into a TypeScript file that exports it as base64. */
function writeAssembly(folder: string, file: string, name: string): void {
  const place = mkdtempSync(join(tmpdir(), 'assembly-'));
  const binary = join(place, 'index.wasm');
  // The compiler as a process of its own, since tsx would take seconds to transform it.
  execFileSync(
    process.execPath,
    ['node_modules/assemblyscript/bin/asc.js', `${folder}/index.ts`, '--outFile', binary, ...options],
    { stdio: 'inherit' },
  );
  writeFileSync(
    file,
    `/** Generated from ${folder} by \`npm run build:kernel\`; do not edit. */
export const ${name} =
  '${readFileSync(binary).toString('base64')}';
`,
  );
  rmSync(place, { recursive: true });
}

writeAssembly('src/lines/shape/assembly', 'src/lines/shape/shape.generated.ts', 'shapeBase64');
writeAssembly('src/lines/prefilter/assembly', 'src/lines/prefilter/grams.generated.ts', 'gramsBase64');
