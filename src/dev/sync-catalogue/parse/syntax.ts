import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';

/** What a function's return type says about the value it hands back; `plain` cannot carry a code. */
export type ReturnKind =
  | 'void'
  | 'bool'
  | 'int'
  | 'code'
  | 'expected'
  | 'status'
  | 'list'
  | 'pointer'
  | 'auto'
  | 'plain'
  | 'other';

/** What a written type says about the value; aliases of Mooncake count as what they stand for. */
export function kindOfType(written: string): ReturnKind {
  const type = written
    .replace(/\[\[.*?\]\]|\b(static|inline|virtual|constexpr|const|extern|explicit|friend)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      /(async_simple::)?coro::Lazy<(.*)>$|Lazy<(.*)>$/,
      (_, __, a?: string, b?: string) => a ?? b ?? '',
    )
    .trim();
  if (type === 'void') return 'void';
  if (type.endsWith('*')) return 'pointer';
  if (/^bool ?&?$/.test(type)) return 'bool';
  if (/^(std::)?(vector|array|unordered_map|map|deque|list|tuple|pair|future|span)\b/.test(type)) {
    if (/pair|tuple|future/.test(type.slice(0, 12))) return 'other';
    return /expected|Error|Result|Status|\bu?int/.test(type) ? 'list' : 'plain';
  }
  if (/\b(tl|std|ylt)::expected</.test(type) || /^\w*(Result|Expected)<|^expected</.test(type))
    return 'expected';
  if (/^(mooncake::)?ErrorCode ?&?$/.test(type)) return 'code';
  if (/^(\w+::)*Status ?&?$/.test(type)) return 'status';
  if (
    /^(unsigned )?(int|long|long long|short|s?size_t|off_t|std::(size_t|int\d+_t)|u?int\d+_t)( int)?$/.test(
      type,
    )
  ) {
    return 'int';
  }
  if (
    /^std::(string|string_view|shared_ptr|unique_ptr|set|unordered_set|function)\b|^(double|float|char|UUID)\b/.test(
      type,
    ) &&
    !/Error|Status|Result|expected/.test(type)
  ) {
    return 'plain';
  }
  if (type === '' || type.startsWith('auto') || type.startsWith('decltype')) return 'auto';
  return 'other';
}

/** The last part of a qualified name, without template arguments. */
export function lastName(name: string): string {
  return (
    name
      .replace(/<[\s\S]*>/g, '')
      .split('::')
      .pop()
      ?.trim() ?? name
  );
}

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
interface Source {
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
export function childOf(node: Syntax, role: string): Syntax | undefined {
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
