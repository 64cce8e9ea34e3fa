/** Compiles the scanner's kernel from the candidate rule into kernel.generated.ts: `npm run build:kernel`. */
import { writeFileSync } from 'node:fs';
import wabt from 'wabt';
import { windows } from '../recognise/candidate.ts';
import { kernelSource } from './kernel-source.ts';

const { parseWat } = await wabt();
const source = parseWat('kernel.wat', kernelSource(windows), { simd: true, mutable_globals: true });
source.validate();
const { buffer } = source.toBinary({});
writeFileSync(
  new URL('src/scan/kernel.generated.ts', `file://${process.cwd()}/`),
  `/** Generated from src/recognise/candidate.ts by \`npm run build:kernel\`; do not edit. */
export const kernelBase64 =
  '${Buffer.from(buffer).toString('base64')}';
`,
);
