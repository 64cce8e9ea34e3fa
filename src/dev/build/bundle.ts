import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** The folder's files are modules, wherever the folder is copied to. */
export const manifest = '{"type":"module"}\n';

const shared = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  logLevel: 'warning',
  // Optional, and installed beside the program by those who read from Kafka, or let an assistant ask.
  external: ['kafkajs', 'snappyjs', 'lz4js', '@modelcontextprotocol/sdk'],
} as const satisfies BuildOptions;

/** Packages that are classic scripts ask for Node's own modules by `require`. */
const classicPackages = {
  js: "import{createRequire as moduleRequire}from'node:module';const require=moduleRequire(import.meta.url);",
};

/**
 * Of yargs only the parser is used. The rest goes unless asked for: it does nothing when loaded but to measure text with a
 * table of the world's writing systems, which takes longer than all else at the start.
 */
const parserOnly: Plugin = {
  name: 'parser-only',
  setup: ({ onResolve }) =>
    onResolve({ filter: /platform-shims\/esm\.mjs$/ }, ({ path: file, resolveDir }) => ({
      path: path.resolve(resolveDir, file),
      sideEffects: false,
    })),
};

/** What starts the program lies beside it. */
const besideProgram: Plugin = {
  name: 'beside-program',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/program\.ts$/ }, () => ({ path: './program.js', external: true })),
};

/** Packs are large and few runs need them: they are loaded from beside the program when they are asked for. */
const besidePacks: Plugin = {
  name: 'beside-packs',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/packs\.generated\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './packs.js', external: true },
    ),
};

/**
 * Bundles the program, what starts it, and the library into a folder, with all packages that they use: the folder needs
 * nothing besides Node. The program is one file but for the packs, which a run loads when it starts, so that a run that lasts for
 * days never looks for a part of it that an upgrade has taken away.
 *
 * @param sourcemap whether to write beside the program where each part of it comes from
 * @returns the paths of all files that went in
 */
export async function bundle(folder: string, sourcemap = false): Promise<string[]> {
  const results = await Promise.all([
    build({
      ...shared,
      entryPoints: ['src/index.ts', 'src/pino.ts'],
      // What both are made of is there once.
      splitting: true,
      chunkNames: 'shared-[hash]',
      outdir: `${folder}/library`,
      banner: classicPackages,
    }),
    build({
      ...shared,
      entryPoints: ['src/cli/program.ts'],
      outdir: folder,
      sourcemap,
      banner: classicPackages,
      plugins: [parserOnly, besidePacks],
    }),
    build({
      ...shared,
      entryPoints: { packs: 'src/catalogue/packs/packs.generated.ts' },
      outdir: folder,
    }),
    build({
      ...shared,
      entryPoints: ['src/cli.ts', 'src/cli/thread.ts'],
      entryNames: '[name]',
      outdir: folder,
      plugins: [besideProgram],
    }),
  ]);
  return results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/**
 * Bundles the program as one classic script that looks for nothing beside it.
 *
 * @param start what is run behind it, with the program as `module.exports`
 */
export async function besideNothing(file: string, start: string): Promise<void> {
  await build({
    ...shared,
    format: 'cjs',
    entryPoints: ['src/cli/program.ts'],
    outfile: file,
    plugins: [parserOnly],
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': 'ownAddress' },
    banner: { js: "const ownAddress=require('node:url').pathToFileURL(process.execPath).href;" },
    footer: { js: start },
  });
}
