import type { Catalogue } from '../../catalogue/catalogue.ts';
import { codesCalled, componentNamed, nearest } from '../../catalogue/lookup.ts';
import type { NewsFlag, NoticeKind } from '../summary-report.ts';

/** An expression that cannot be understood, or names what does not exist. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code = 'EXPRESSION';

  /**
   * @param reason what is wrong, in words
   * @param tip what can be done about it
   * @param expression the whole expression
   * @param position the index of the character at which it is wrong; its length, when something is missing at the end
   */
  constructor(
    reason: string,
    readonly tip: string,
    readonly expression: string,
    readonly position: number,
  ) {
    super(`--fail-on: ${reason}`);
  }

  /** The expression, with a caret under the place, to be shown below the message. */
  get excerpt(): string {
    const visible = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
    return `  ${visible(this.expression)}\n  ${' '.repeat([...this.expression.slice(0, this.position)].length)}^`;
  }
}

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

/** A condition on a summary, as `--fail-on` states it. */
export type Expression =
  | { readonly kind: 'or' | 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly left: Quantity;
      readonly operator: Comparison;
      readonly right: Quantity;
    }
  /** Holds when there is any. */
  | { readonly kind: 'some'; readonly of: Measure };

export type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** A number, or something of the summary that is one. */
export type Quantity = Measure | { readonly kind: 'number'; readonly value: number; readonly text: string };

/** Something that a summary tells as a number. */
export type Measure =
  /** Lines with a finding, lines of the range, inputs that could not be read. */
  | { readonly kind: 'any' | 'lines' | 'unreadable' }
  /** Notices of this kind. */
  | { readonly kind: 'notice'; readonly notice: NoticeKind }
  /** Codes with this flag, of all or of those that `of` selects. */
  | { readonly kind: 'flag'; readonly flag: NewsFlag; readonly of?: Selector }
  /** Lines, and lines per hour, of what is selected. */
  | { readonly kind: 'count' | 'rate'; readonly of: Selector };

/** Which codes of a summary are meant; what is undefined is not restricted. */
export interface Selector {
  /** As it is shown in messages. */
  readonly text: string;
  readonly component?: string;
  readonly group?: string;
  /** One of these codes, each of its component. */
  readonly codes?: readonly { readonly component: string; readonly name: string }[];
}

/** Groups that no row of the catalogue has. */
const beyond = ['Uncatalogued', 'Ambiguous'];

/**
 * What a name selects: a component (`te`), a group (`Transfer`, `Store/Transfer`), a code by name or number (`RPC_FAIL`,
 * `te:-101`, `Store/RPC_FAIL`), `Uncatalogued` or `Ambiguous`; in any case. Undefined when it names nothing.
 */
export function selectorOf(name: string, catalogue: Catalogue): Selector | undefined {
  const component = componentNamed(name, catalogue);
  if (component !== undefined) return { text: component, component };
  const slash = name.indexOf('/');
  const scope = slash === -1 ? undefined : componentNamed(name.slice(0, slash).trim(), catalogue);
  const rest = (scope === undefined ? name : name.slice(slash + 1)).trim();
  const within = catalogue.codes.filter((code) => scope === undefined || code.component === scope);
  const groups = [...within.map((code) => code.group), ...beyond];
  const group = groups.find((candidate) => candidate.toLowerCase() === rest.toLowerCase());
  if (group !== undefined)
    return scope === undefined
      ? { text: group, group }
      : { text: `${scope}/${group}`, component: scope, group };
  const codes = codesCalled(rest, catalogue).filter((code) => within.includes(code));
  if (codes.length === 0) return undefined;
  return {
    text: name,
    codes: codes.map(({ component: of, name: called }) => ({ component: of, name: called })),
  };
}

/** What was probably meant by a name that selects nothing; undefined when nothing is near. */
export function suggestion(name: string, catalogue: Catalogue, words: readonly string[]): string | undefined {
  const candidates = catalogue.codes.flatMap((code) => [
    code.name,
    code.group,
    `${code.component}/${code.group}`,
    `${code.component}/${code.name}`,
  ]);
  const known = new Set([...catalogue.components(), ...beyond, ...candidates, ...words]);
  const [near] = nearest(name, [...known], 1);
  return near === undefined ? undefined : `did you mean ${near}?`;
}
