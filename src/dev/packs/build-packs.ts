/** Merges the packs into packs.generated.ts: a part of `npm run build:kernel`. */
import { writeFileSync } from 'node:fs';
import { compilePacks } from './compile-packs.ts';

// A text that is parsed when it is needed takes a fraction of the time of an object.
const rows = Object.entries(compilePacks()).map(
  ([name, pack]) => `  ${name}: ${JSON.stringify(JSON.stringify(pack))},`,
);
writeFileSync(
  'src/catalogue/packs/packs.generated.ts',
  `/** Generated from src/catalogue/packs/*.yaml by \`npm run build:kernel\`; do not edit. */
/** Each pack as JSON. */
export const packTexts: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`,
);
