/** Compiles assembly/ into line-reader.generated.ts: `npm run build:kernel`. */
import { writeAssembly } from './build-assembly.ts';

writeAssembly('src/recognise/assembly', 'src/recognise/line-reader.generated.ts', 'readerBase64');
