import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';

/** One node of a C++ syntax tree, as tree-sitter's grammar names it; punctuation is left out. */
export interface Syntax {
  readonly kind: string;
  /** The role within the parent (`condition`, `declarator`, ...), where the grammar gives one. */
  readonly role: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Line, counted from 1. */
  readonly line: number;
  readonly children: readonly Syntax[];
  readonly source: Source;
}

/** The text that a tree was parsed from. */
export interface Source {
  readonly text: string;
}

const punctuation = new Set(['(', ')', '{', '}', ';', ',', '[', ']', 'comment', '"', '\n']);

let loaded: Promise<Parser> | undefined;

/** Loads the C++ grammar once and returns the parser; the grammar comes as WebAssembly with its package. */
export function cppParser(): Promise<Parser> {
  loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    await Parser.init();
    const grammar = require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-cpp.wasm');
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    return parser;
  })();
  return loaded;
}

/** Parses C++ text; never fails: what the grammar does not understand becomes nodes of kind `ERROR`. */
export function parse(parser: Parser, text: string): Syntax {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('tree-sitter gave no tree');
  const cursor = tree.walk();
  const root = copy(cursor, { text });
  cursor.delete();
  tree.delete();
  return root;
}

// The tree is copied out of WebAssembly once: walking it there costs a call for every step.
function copy(cursor: TreeCursor, source: Source): Syntax {
  const children: Syntax[] = [];
  const kind = cursor.nodeType;
  const node = {
    kind,
    role: cursor.currentFieldName ?? undefined,
    start: cursor.startIndex,
    end: cursor.endIndex,
    line: cursor.startPosition.row + 1,
    children,
    source,
  };
  if (cursor.gotoFirstChild()) {
    do {
      if (!punctuation.has(cursor.nodeType)) children.push(copy(cursor, source));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

/** The text of a node as it stands in the source. */
export function textOf(node: Syntax): string {
  return node.source.text.slice(node.start, node.end);
}

/** The child with that role, if any. */
export function child(node: Syntax, role: string): Syntax | undefined {
  return node.children.find((c) => c.role === role);
}

/** The first child that is of one of the kinds. */
export function childOfKind(node: Syntax, ...kinds: string[]): Syntax | undefined {
  return node.children.find((c) => kinds.includes(c.kind));
}

/** Every node below and including this one for which `wanted` holds; does not descend where `enter` says no. */
export function* descendants(node: Syntax, enter: (n: Syntax) => boolean = () => true): Generator<Syntax> {
  yield node;
  for (const c of node.children) if (enter(c)) yield* descendants(c, enter);
}
