/** Compiles assembly/ into line-counter.generated.ts: `npm run build:kernel`. */
import { writeAssembly } from '../recognise/build-assembly.ts';

writeAssembly('src/tally/assembly', 'src/tally/line-counter.generated.ts', 'counterBase64');
