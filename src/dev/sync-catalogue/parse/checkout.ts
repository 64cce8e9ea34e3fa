import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Which of Mooncake's codes a source file returns. */
export type Flavour = 'Store' | 'TransferEngine' | 'Tent';

/** One C++ file of a checkout of Mooncake. */
export interface SourceFile {
  /** Path from the root of the checkout, with `/`. */
  readonly path: string;
  /** The name that glog prints before the line number. */
  readonly name: string;
  readonly flavour: Flavour;
  readonly text: string;
}

const roots = [
  'mooncake-store',
  'mooncake-transfer-engine',
  'mooncake-integration',
  'mooncake-common',
  'mooncake-pg',
  'mooncake-ep',
];
const sources = /\.(h|hpp|cpp|cc|cu|cuh)$/;
// Copies of other projects, and programs that never run in a cluster.
const left =
  /(^|\/)(thirdparty|third_party|tests?|benchmarks?|examples?|tools|fmt|folly|fake_include|rust|build)(\/|$)/;

/** Reads the C++ files of a checkout of Mooncake that can print log lines; sorted by path. */
export function readCheckout(root: string): SourceFile[] {
  const files: SourceFile[] = [];
  for (const top of roots) walk(root, top, files);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(root: string, folder: string, files: SourceFile[]): void {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(join(root, folder));
  } catch {
    return; // not every release has every folder
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!left.test(path)) walk(root, path, files);
    } else if (sources.test(entry.name)) {
      const text = readFileSync(join(root, path), 'utf8');
      files.push({ path, name: basename(path), flavour: flavourOf(path), text });
    }
  }
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** The flavour that a path's codes belong to. */
function flavourOf(path: string): Flavour {
  if (/^mooncake-transfer-engine\/tent\/|^mooncake-transfer-engine\/.*\/tent\//.test(path)) return 'Tent';
  if (path.startsWith('mooncake-store/') || path.startsWith('mooncake-integration/store/')) return 'Store';
  return 'TransferEngine';
}
