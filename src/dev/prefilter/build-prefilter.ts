/** Compiles both forms of the scanner's kernel from the candidate rule into kernel.generated.ts: `npm run build:kernel`. */
import { writeFileSync } from 'node:fs';
import wabt from 'wabt';
import { windows } from '../../recognise/prefilter.ts';
import { type KernelForm, kernelSource } from './kernel-source.ts';

const { parseWat } = await wabt();

function compiled(form: KernelForm): string {
  const source = parseWat(`${form}.wat`, kernelSource(windows, form), {
    simd: true,
    mutable_globals: true,
    relaxed_simd: true,
  });
  source.validate();
  return Buffer.from(source.toBinary({}).buffer).toString('base64');
}

writeFileSync(
  new URL('src/lines/prefilter/kernel.generated.ts', `file://${process.cwd()}/`),
  `/** Generated from src/recognise/candidate.ts by \`npm run build:kernel\`; do not edit. */
export const portableBase64 =
  '${compiled('portable')}';

export const relaxedBase64 =
  '${compiled('relaxed')}';
`,
);
