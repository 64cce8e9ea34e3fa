/**
 * Takes the place of node:module in the program (see build-bundle.ts): with it yargs would load commands and configurations
 * from files, of which the program has none.
 */
export function createRequire() {
  return (name: string): never => {
    throw new Error(`the program does not load ${name}`);
  };
}
