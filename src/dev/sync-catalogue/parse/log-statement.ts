import { childOf, type Syntax, textOf } from './syntax.ts';

export type LogSeverity = 'W' | 'E' | 'F';

/** A statement that prints a log line. */
export interface LogStatement {
  readonly severity: LogSeverity;
  /** What it prints: literal parts with `{}` for values; only the first physical line of a longer text. */
  readonly pattern: string;
  /**
   * The same with the constants filled in, and the variables that hold a text made just before, where there are any:
   * what this release prints, while `pattern` also fits a release that changed such a text.
   */
  readonly filled?: string;
  readonly line: number;
  /** True for what a child process writes to a pipe, and its parent logs behind `relayMark` and the severity in brackets. */
  readonly isRelayed?: true;
}

/** What the parent puts before a child's text: `[Snapshot:Child] [ERROR] [Snapshot] ...` (mooncake-store, since v0.3.10). */
export const relayMark = '[Snapshot:Child] ';

/** The text that a name stands for, where it is known. */
export type TextOf = (name: string) => string | undefined;

const severities: Readonly<Record<string, LogSeverity>> = {
  WARNING: 'W',
  ERROR: 'E',
  FATAL: 'F',
  DFATAL: 'F',
};
const loggers = /^(P?D?LOG(_IF|_EVERY_N|_FIRST_N|_EVERY_T|_IF_EVERY_N)?|P?LOG_STRING)$/;
// What changes how the next value prints, and prints nothing itself.
const manipulators =
  /^(std::)?(hex|dec|oct|fixed|scientific|boolalpha|noboolalpha|showbase|noshowbase|uppercase|nouppercase|left|right|internal|flush|setw\(.*\)|setfill\(.*\)|setprecision\(.*\))$/s;

/**
 * Reads an expression statement as a log statement; undefined when it is none, or of severity INFO or debug.
 *
 * `constants` gives the text of a named string constant, `variables` that of a variable that was given a text before
 * the statement, with `{}` for values in it.
 */
export function readLogStatement(
  statement: Syntax,
  constants: TextOf = () => undefined,
  variables: TextOf = () => undefined,
): LogStatement | undefined {
  const expression = statement.kind === 'expression_statement' ? statement.children[0] : statement;
  if (expression === undefined) return undefined;
  const operands: Syntax[] = [];
  let head = expression;
  while (head.kind === 'binary_expression' && head.children[1]?.kind === '<<') {
    const [left, , right] = head.children;
    if (left === undefined || right === undefined) return undefined;
    operands.unshift(right);
    head = left;
  }
  if (head.kind !== 'call_expression') return undefined;
  const callee = childOf(head, 'function');
  if (callee === undefined) return undefined;
  const relayed = /^SNAP_LOG_(ERROR|WARN)$/.exec(textOf(callee));
  if (relayed !== null) return relayedStatement(head, relayed[1] === 'ERROR' ? 'E' : 'W');
  if (!loggers.test(textOf(callee))) return undefined;
  const level = childOf(head, 'arguments')?.children[0];
  const severity = level === undefined ? undefined : severities[textOf(level)];
  if (severity === undefined) return undefined;
  const suffix = /^P/.test(textOf(callee)) ? ': {}' : ''; // what errno says: ": Connection refused [111]"
  const render = (text: TextOf): string =>
    tidy(operands.map((o) => renderOperand(o, text)).join('') + suffix);
  const pattern = render(() => undefined);
  const filled = render((name) => constants(name) ?? variables(name));
  return { severity, pattern, ...(filled === pattern ? {} : { filled }), line: head.line };
}

/** `SNAP_LOG_ERROR("text {}", value)` (mooncake-store/include/ha/snapshot/snapshot_logger.h): the text is one of fmt. */
function relayedStatement(call: Syntax, severity: LogSeverity): LogStatement | undefined {
  const format = childOf(call, 'arguments')?.children[0];
  if (format === undefined || !/string/.test(format.kind)) return undefined;
  const pattern = literalText(format).replace(/\{\{|\}\}|\{[^{}]*\}/g, (part) =>
    part === '{{' || part === '}}' ? part[0]! : '{}',
  );
  return { severity, pattern: tidy(pattern), line: call.line, isRelayed: true };
}

/** What an operand of `<<` prints: its literal text, `{}` for the rest. */
export function renderOperand(operand: Syntax, constants: TextOf): string {
  switch (operand.kind) {
    case 'string_literal':
    case 'concatenated_string':
    case 'raw_string_literal':
    case 'char_literal':
      return literalText(operand);
    case 'parenthesized_expression': {
      const inner = operand.children[0];
      return inner === undefined ? '{}' : renderOperand(inner, constants);
    }
    case 'binary_expression': {
      const [left, sign, right] = operand.children;
      if (sign?.kind !== '+' || left === undefined || right === undefined) return '{}';
      const parts = renderOperand(left, constants) + renderOperand(right, constants);
      return /[^{}]/.test(parts) ? parts : '{}';
    }
    case 'call_expression': {
      const callee = childOf(operand, 'function');
      const first = childOf(operand, 'arguments')?.children[0];
      if (callee !== undefined && first !== undefined && /^(std::)?string(_view)?$/.test(textOf(callee))) {
        return renderOperand(first, constants);
      }
      return manipulators.test(textOf(operand)) ? '' : '{}';
    }
    default: {
      const text = textOf(operand);
      if (/^(std::)?endl$/.test(text)) return '\n';
      if (manipulators.test(text)) return '';
      return constants(text.replace(/\s+/g, '')) ?? '{}';
    }
  }
}

/** The text that a C++ string or character literal stands for; several side by side are one. */
export function literalText(node: Syntax): string {
  if (node.kind === 'concatenated_string') {
    return node.children.map((c) => (c.kind.endsWith('literal') ? literalText(c) : '{}')).join('');
  }
  const text = textOf(node);
  if (node.kind === 'raw_string_literal') return text.replace(/^\w*R"([^(]*)\(([\s\S]*)\)\1"$/, '$2');
  return text
    .replace(/^\w*['"]|['"]$/g, '')
    .replace(/\\\r?\n/g, '')
    .replace(/\\(x[0-9a-fA-F]+|[0-7]{1,3}|.)/g, (_, e: string) => {
      const simple: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b' };
      if (e[0] === 'x') return String.fromCharCode(Number.parseInt(e.slice(1), 16));
      if (/^[0-7]/.test(e)) return String.fromCharCode(Number.parseInt(e, 8));
      return simple[e] ?? e;
    });
}

// One physical line, values that stand side by side as one.
function tidy(pattern: string): string {
  const line = pattern.split(/\r?\n/)[0] ?? '';
  return line.replace(/(\{\})+/g, '{}');
}
