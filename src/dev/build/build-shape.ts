/** Compiles the shape function, and what finds texts of catalogues: `npm run build:kernel`. */
import { writeAssembly } from './build-assembly.ts';

writeAssembly('src/lines/shape/assembly', 'src/lines/shape/shape.generated.ts', 'shapeBase64');
writeAssembly('src/lines/prefilter/assembly', 'src/lines/prefilter/grams.generated.ts', 'gramsBase64');
