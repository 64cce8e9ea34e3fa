import { ExpressionError } from './expression-error.ts';

/** A piece of an expression, and the index at which it stands. */
export interface Token {
  readonly kind: 'operator' | 'number' | 'name' | 'end';
  /** An operator or number as typed; a name without its quotes. */
  readonly text: string;
  readonly position: number;
  readonly quoted?: boolean;
}

const operator = /\|\||&&|[<>=!]=|[<>!()]/y;
const number = /\d+(?:\.\d+)?(?:\/[smhd]\b)?/y;
// Names of groups hold blanks, so words with nothing but blanks between them are one name; numbers of codes are negative.
const name = /-\d+|[\p{L}_][\p{L}\p{N}_./:-]*(?:\s+[\p{L}\p{N}_][\p{L}\p{N}_./:-]*)*/uy;
const quoted = /"([^"]*)"|'([^']*)'/y;

/** Takes an expression apart; the last token is its end. Throws `ExpressionError` at what is no part of one. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    return pattern.exec(expression);
  };
  for (;;) {
    position = /\S|$/g.exec(expression.slice(position))!.index + position;
    if (position === expression.length) return [...tokens, { kind: 'end', text: '', position }];
    const found =
      token('operator', match(operator)) ?? token('number', match(number)) ?? token('name', match(name));
    const text = match(quoted);
    if (found !== undefined) tokens.push(found);
    else if (text !== null) tokens.push({ kind: 'name', text: text[1] ?? text[2]!, position, quoted: true });
    else throw unexpected(expression, position);
    position += (found?.text ?? text![0]).length;
  }

  function token(kind: Token['kind'], found: RegExpExecArray | null): Token | undefined {
    return found === null ? undefined : { kind, text: found[0], position };
  }
}

function unexpected(expression: string, position: number): ExpressionError {
  const character = String.fromCodePoint(expression.codePointAt(position)!);
  const said = { '"': 'this quote is not closed', "'": 'this quote is not closed' }[character];
  const meant = { '&': '&&', '|': '||', '=': '==' }[character];
  return new ExpressionError(
    said ?? `"${character}" means nothing here`,
    said !== undefined
      ? 'end the name with the same quote'
      : meant === undefined
        ? 'put a name with other characters than letters, digits and _ . / : - into quotes'
        : `did you mean ${meant}?`,
    expression,
    position,
  );
}
