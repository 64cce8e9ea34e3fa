/** Bundles what reports do in a browser into one text that pages hold: a part of `npm run build:kernel`. */
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/render/html/browser/main.ts'],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2020',
  // Pages say their encoding, but a script in ASCII is right in any.
  charset: 'ascii',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync(
  'src/render/html/script.generated.ts',
  `/** Generated from src/render/html/browser by \`npm run build:kernel\`; do not edit. */
export const script = ${JSON.stringify(outputFiles[0]!.text.trim())};
`,
);
