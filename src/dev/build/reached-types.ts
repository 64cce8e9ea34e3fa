import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A declaration that another one names: `from './code.ts'`, `import("./code.ts")`. */
const named = /(?:\bfrom\s+|\bimport\(\s*|\bimport\s+)["'](\.[^"']+)\.ts["']/g;

/** Removes declarations that no program can reach from these: those of what only the code behind them uses. */
export function keepReachedTypes(folder: string, entries: readonly string[]): void {
  const reached = new Set(entries.map((entry) => path.join(folder, entry)));
  // A set hands out what is added meanwhile, too.
  for (const file of reached)
    for (const [, name] of readFileSync(file, 'utf8').matchAll(named))
      reached.add(path.join(path.dirname(file), `${name}.d.ts`));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !reached.has(file)) rmSync(file);
  }
}
