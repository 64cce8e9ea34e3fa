import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { ExpressionError } from '../../../src/summary/conditions/expression.ts';
import { parseExpression } from '../../../src/summary/conditions/parser.ts';

const catalogue = builtInCatalogue();

function errorOf(text: string): ExpressionError {
  try {
    parseExpression(text, catalogue);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${text} was taken`);
}

describe('a condition', () => {
  it.each([
    ['! binds less than a comparison', '!Store > 5', '!(Store > 5)'],
    ['! binds more than &&', '!new && surge', '(!new) && surge'],
    ['&& binds more than ||', 'new || surge && gone', 'new || (surge && gone)'],
    ['operators of one kind are read from the left', 'new || surge || gone', '(new || surge) || gone'],
    ['names and words in any case', 'store/transfer > 1 && NEW', 'Store/Transfer > 1 && new'],
    ['names in quotes', '"Store/Handle Selection" > 1', 'Store/Handle   Selection>1'],
    ['a component by its spellings', 'te > 5', 'TransferEngine > 5'],
    ['blanks do not matter', 'new||any>0', ' new  ||\n any > 0 '],
    ['found is any', 'found > 0', 'any > 0'],
  ])('%s', (_title, one, other) => {
    expect(parseExpression(one, catalogue)).toEqual(parseExpression(other, catalogue));
  });

  it('takes names of components, groups and codes', () => {
    const selected = (name: string) => {
      const expression = parseExpression(`${name} > 1`, catalogue);
      return expression.kind === 'compare' && expression.left.kind === 'count'
        ? expression.left.of
        : undefined;
    };
    expect(selected('Store')).toEqual({ text: 'Store', component: 'Store' });
    expect(selected('Transfer')).toEqual({ text: 'Transfer', group: 'Transfer' });
    expect(selected('te/Handshake')).toMatchObject({ component: 'TransferEngine', group: 'Handshake' });
    expect(selected('RPC_FAIL')?.codes).toEqual([{ component: 'Store', name: 'RPC_FAIL' }]);
    expect(selected('Store/RPC_FAIL')?.codes).toEqual([{ component: 'Store', name: 'RPC_FAIL' }]);
    expect(selected('te:-101')?.codes).toEqual([{ component: 'TransferEngine', name: 'ERR_DNS' }]);
    expect(selected('-101')?.codes).toHaveLength(2);
    expect(selected('Store/Uncatalogued')).toMatchObject({ component: 'Store', group: 'Uncatalogued' });
    expect(selected('Ambiguous')).toMatchObject({ group: 'Ambiguous' });
  });

  it.each([
    ['Store/Tranfer > 5', 0, '"Store/Tranfer" is no component, group or code', 'Store/Transfer'],
    ['new || serge', 7, '"serge" is no', 'did you mean surge'],
    ['any > 0 && Stroe > 1', 11, '"Stroe" is no', 'Store'],
    ['Store > > 5', 8, 'a name or a number is missing before ">"', 'Store/Transfer > 100'],
    ['Store >', 7, 'something is missing at the end', ''],
    ['', 0, 'something is missing at the end', ''],
    ['(new || surge', 0, 'not closed', ')'],
    ['new) || surge', 3, '")" was not expected', '&&'],
    ['new surge', 0, '"new surge" is no', ''],
    ['Store > 5 any', 10, '"any" was not expected', '||'],
    ['5', 0, 'a number alone', 'any > 5'],
    ['new && 5', 7, 'a number alone', 'any > 5'],
    ['5 > 3', 2, 'two fixed numbers', ''],
    ['1 < Store < 5', 10, 'two numbers, not conditions', '&&'],
    ['(new || gone) > 3', 14, 'two numbers, not conditions', ''],
    ['Store = 5', 6, '"=" means nothing', '=='],
    ['new | surge', 4, '"|" means nothing', '||'],
    ["'Store > 5", 0, 'quote is not closed', ''],
    ['Store > 5%', 9, '"%" means nothing', ''],
    ['Store > 5/h', 6, 'a count with a rate', 'rate(NAME)'],
    ['rate(5) > 1', 5, 'a name is missing', ''],
    ['rate(Store > 5', 11, '">" was not expected', ''],
    ['zzzzzzzzzzzzzz > 1', 0, 'is no component', 'mooncake-annotate codes'],
  ])('that is wrong is refused at its place: %s', (text, position, reason, tip) => {
    const error = errorOf(text);
    expect(error.message).toContain(reason);
    expect(error.tip).toContain(tip);
    expect(error.position).toBe(position);
  });

  it('that is wrong is shown with a caret under the place', () => {
    expect(errorOf('new || serge').excerpt).toBe('  new || serge\n         ^');
    expect(errorOf('"🌙" > 1').excerpt).toBe('  "🌙" > 1\n  ^');
    expect(errorOf('new &&\n\u001b[31m x').excerpt.split('\n')).toHaveLength(2);
  });

  it('is taken or refused at a place within it, whatever it is', () => {
    const parts = [
      'new',
      'surge(',
      'rate(',
      'Store',
      'RPC_FAIL',
      '5',
      '5/h',
      '||',
      '&&',
      '!',
      '(',
      ')',
      '>',
      '==',
      ' ',
      '"',
      'x',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...parts), fc.string())), (chosen) => {
        const text = chosen.join(' ');
        try {
          parseExpression(text, catalogue);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
