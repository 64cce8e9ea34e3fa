/**
 * Bundles the library, the program, and what starts the program: `npm run build:bundle`. The program is one classic script,
 * since V8 keeps compiled code only of those (see load-program.ts).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  logLevel: 'warning',
  external: ['pino-pretty', 'split2', 'fzstd', 'tinyglobby', 'fastest-levenshtein', 'yaml'],
} as const satisfies BuildOptions;

/** What stands for `import.meta`, which classic scripts lack. */
const classic = {
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': 'fileUrl' },
} as const satisfies BuildOptions;

const bundles = await Promise.all([
  build({ ...shared, format: 'esm', entryPoints: ['src/index.ts'], outfile: 'dist/index.js' }),
  build({ ...shared, format: 'esm', entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js' }),
  build({ ...shared, ...classic, entryPoints: ['src/cli/thread.ts'], outfile: 'dist/thread.cjs' }),
  build({
    ...shared,
    ...classic,
    entryPoints: ['src/cli/program.ts'],
    outfile: 'dist/program.cjs',
    // Packages are loaded by require() too, which spares loading Node's loader of modules.
    supported: { 'dynamic-import': false },
    alias: { 'string-width': path.resolve('src/cli/text-width.ts') },
    banner: {
      js: '(function(exports,require,module,__filename,__dirname){const fileUrl=require("node:url").pathToFileURL(__filename).href;',
    },
    footer: { js: '})' },
  }),
]);

const inputs = Object.assign({}, ...bundles.map(({ metafile }) => metafile.inputs));
writeFileSync('dist/bundle.json', JSON.stringify({ inputs }));
