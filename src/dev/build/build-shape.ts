/** Compiles the shape function: `npm run build:kernel`. */
import { writeAssembly } from './build-assembly.ts';

writeAssembly('src/lines/shape/assembly', 'src/lines/shape/shape.generated.ts', 'shapeBase64');
