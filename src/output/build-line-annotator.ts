/** Compiles assembly/ into line-annotator.generated.ts: `npm run build:kernel`. */
import { writeAssembly } from '../recognise/build-assembly.ts';

writeAssembly('src/output/assembly', 'src/output/line-annotator.generated.ts', 'annotatorBase64');
