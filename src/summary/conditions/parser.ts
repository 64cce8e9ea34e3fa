import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { NewsFlag, NoticeKind } from '../summary-report.ts';
import type { Comparison, Expression, Measure, Quantity, Selector } from './expression.ts';
import { ExpressionError, selectorOf, suggestion, type Token, tokensOf } from './expression.ts';

const flagWords: readonly string[] = ['new', 'surge', 'gone', 'up', 'down'] satisfies NewsFlag[];
const noticeWords: readonly string[] = ['silent', 'missed', 'repeated', 'duplicated'] satisfies NoticeKind[];
const totals = ['any', 'lines', 'unreadable'] as const;
const comparisons: readonly string[] = ['>', '>=', '<', '<=', '==', '!='] satisfies Comparison[];

/** How strongly operators bind; `!` stands between `&&` and the comparisons, so that `!Store > 5` is `!(Store > 5)`. */
const strength = { or: 1, and: 2, not: 3, compare: 4 } as const;

/** Lines per hour of a rate with this unit. */
const perHour: Readonly<Record<string, number>> = { s: 3600, m: 60, h: 1, d: 1 / 24 };

/**
 * Reads an expression, with names that the catalogue knows.
 *
 *     expression  = condition, joined by && and ||, negated by !, in parentheses
 *     condition   = quantity [> >= < <= == != quantity]     alone: there is any
 *     quantity    = number [/s /m /h /d] | any | lines | unreadable | name | rate(name)
 *                 | silent | missed | repeated | duplicated
 *                 | new | surge | gone | up | down, each alone or as new(name)
 *     name        = component, group, component/group, or code; in quotes if need be
 *
 * Throws `ExpressionError` with the place that is wrong.
 */
export function parseExpression(text: string, catalogue: Catalogue): Expression {
  const parser = new Parser(text, catalogue);
  return parser.whole();
}

/** A part of an expression while it is not known yet whether it is a condition or a quantity. */
type Part = { readonly condition: Expression } | { readonly quantity: Quantity };

class Parser {
  readonly #text: string;
  readonly #catalogue: Catalogue;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string, catalogue: Catalogue) {
    this.#text = text;
    this.#catalogue = catalogue;
    this.#tokens = tokensOf(text);
  }

  whole(): Expression {
    const start = this.#next;
    const part = this.#part(0);
    if (this.#next.kind !== 'end')
      throw this.#error(
        `"${this.#next.text}" was not expected here`,
        'join conditions by && or ||',
        this.#next,
      );
    return this.#condition(part, start);
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #take(): Token {
    const token = this.#next;
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  #part(least: number): Part {
    const start = this.#next;
    let left = this.#first();
    for (;;) {
      const operator = this.#next;
      const kind = operator.kind === 'operator' ? infix(operator.text) : undefined;
      if (kind === undefined || strength[kind] <= least) return left;
      this.#take();
      const start2 = this.#next;
      const right = this.#part(strength[kind]);
      left =
        kind === 'compare'
          ? { condition: this.#comparison(left, operator, right) }
          : {
              condition: {
                kind,
                left: this.#condition(left, start),
                right: this.#condition(right, start2),
              },
            };
    }
  }

  #first(): Part {
    const token = this.#take();
    if (token.kind === 'number')
      return { quantity: { kind: 'number', value: numberOf(token.text), text: token.text } };
    if (token.kind === 'name') return { quantity: this.#measure(token) };
    if (token.text === '!') {
      const start = this.#next;
      return { condition: { kind: 'not', of: this.#condition(this.#part(strength.not), start) } };
    }
    if (token.text === '(') {
      const part = this.#part(0);
      this.#close(token);
      return part;
    }
    const what =
      token.kind === 'end'
        ? 'something is missing at the end'
        : `a name or a number is missing before "${token.text}"`;
    throw this.#error(what, 'for example: Store/Transfer > 100', token);
  }

  #close(open: Token): void {
    if (this.#next.text === ')' && this.#next.kind === 'operator') this.#take();
    else if (this.#next.kind === 'end')
      throw this.#error('this parenthesis is not closed', 'add ) where it ends', open);
    else
      throw this.#error(
        `"${this.#next.text}" was not expected here`,
        'join conditions by && or ||',
        this.#next,
      );
  }

  #measure(token: Token): Measure {
    const word = token.quoted ? '' : token.text.toLowerCase();
    const called = this.#next.text === '(' && this.#next.kind === 'operator';
    if (flagWords.includes(word)) {
      const flag = word as NewsFlag;
      return called ? { kind: 'flag', flag, of: this.#argument() } : { kind: 'flag', flag };
    }
    if (noticeWords.includes(word)) return { kind: 'notice', notice: word as NoticeKind };
    if (word === 'rate' && called) return { kind: 'rate', of: this.#argument() };
    if (word === 'found') return { kind: 'any' };
    const total = totals.find((candidate) => candidate === word);
    return total === undefined ? { kind: 'count', of: this.#selector(token) } : { kind: total };
  }

  #argument(): Selector {
    const open = this.#take();
    const name = this.#take();
    if (name.kind !== 'name')
      throw this.#error('a name is missing in these parentheses', 'for example: rate(Store)', name);
    const selector = this.#selector(name);
    this.#close(open);
    return selector;
  }

  #selector(token: Token): Selector {
    const selector = selectorOf(token.text.replace(/\s+/g, ' '), this.#catalogue);
    if (selector !== undefined) return selector;
    const words = [...flagWords, ...noticeWords, ...totals];
    throw this.#error(
      `"${token.text}" is no component, group or code`,
      suggestion(token.text, this.#catalogue, words) ?? 'run: mooncake-annotate codes',
      token,
    );
  }

  #comparison(left: Part, operator: Token, right: Part): Expression {
    if ('condition' in left || 'condition' in right)
      throw this.#error(
        `"${operator.text}" compares two numbers, not conditions`,
        'join comparisons by && or ||',
        operator,
      );
    const sides = [left.quantity, right.quantity];
    const [one, other] = sides as [Quantity, Quantity];
    if (sides.every(({ kind }) => kind === 'number'))
      throw this.#error('this compares two fixed numbers', 'name what is to be counted', operator);
    const rate = sides.find((side) => side.kind === 'number' && side.text.includes('/'));
    if (rate !== undefined && !sides.some(({ kind }) => kind === 'rate'))
      throw this.#error('this compares a count with a rate', 'write rate(NAME) for lines per hour', operator);
    return { kind: 'compare', left: one, operator: operator.text as Comparison, right: other };
  }

  #condition(part: Part, start: Token): Expression {
    if ('condition' in part) return part.condition;
    const { quantity } = part;
    if (quantity.kind !== 'number') return { kind: 'some', of: quantity };
    throw this.#error('a number alone is no condition', `for example: any > ${quantity.text}`, start);
  }

  #error(reason: string, tip: string, token: Token): ExpressionError {
    return new ExpressionError(reason, tip, this.#text, token.position);
  }
}

function infix(text: string): 'or' | 'and' | 'compare' | undefined {
  if (text === '||') return 'or';
  if (text === '&&') return 'and';
  return comparisons.includes(text) ? 'compare' : undefined;
}

function numberOf(text: string): number {
  const [value, unit] = text.split('/') as [string, string | undefined];
  return Number(value) * (unit === undefined ? 1 : perHour[unit]!);
}
