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
  external: ['pino-pretty', 'split2', 'fzstd', 'tinyglobby', 'yaml'],
} as const satisfies BuildOptions;

/** Classic scripts start 5 ms sooner than modules; they lack `import.meta`. */
const classic = {
  ...shared,
  format: 'cjs',
  outdir: 'dist',
  // The URL, which only yargs asks for, needs to be one of a file, whichever.
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '"file:///C:/"' },
} as const satisfies BuildOptions;

const bundles = await Promise.all([
  build({ ...shared, format: 'esm', outdir: 'dist/library', entryPoints: ['src/index.ts'] }),
  build({ ...classic, entryPoints: ['src/cli.ts', 'src/cli/thread.ts'], entryNames: '[name]' }),
  build({
    ...classic,
    entryPoints: ['src/cli/program.ts'],
    // Packages are loaded by require() too, which spares loading Node's loader of modules.
    supported: { 'dynamic-import': false },
    // What yargs asks of these takes less.
    alias: {
      assert: path.resolve('src/cli/for-yargs/assert.ts'),
      'escalade/sync': path.resolve('src/cli/for-yargs/folder-above.ts'),
      'node:module': path.resolve('src/cli/for-yargs/module.ts'),
      'string-width': path.resolve('src/cli/for-yargs/text-width.ts'),
      y18n: path.resolve('src/cli/for-yargs/english.ts'),
    },
    banner: { js: '(function(exports,require,module,__filename,__dirname){' },
    footer: { js: '})' },
  }),
]);

// Which of the two the files of a folder are.
writeFileSync('dist/package.json', '{"type":"commonjs"}\n');
writeFileSync('dist/library/package.json', '{"type":"module"}\n');

const inputs = Object.assign({}, ...bundles.map(({ metafile }) => metafile.inputs));
writeFileSync('dist/bundle.json', JSON.stringify({ inputs }));
