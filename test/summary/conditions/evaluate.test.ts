import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { asksForNews, evaluateCondition } from '../../../src/summary/conditions/evaluate.ts';
import { parseExpression } from '../../../src/summary/conditions/parser.ts';
import { newsOf } from '../../../src/summary/news/news.ts';
import { reportOf } from '../hand-made-report.ts';

const catalogue = builtInCatalogue();
const plain = reportOf(
  {
    'Store/Transfer/TRANSFER_FAIL': 120,
    'Store/RPC/RPC_FAIL': 10,
    'TransferEngine/Handshake/ERR_DNS': 3,
    'Store/Uncatalogued/-9999': 2,
    'Ambiguous/Ambiguous/A or B': 1,
  },
  {
    day: 9,
    hours: 10,
    inputs: [
      { name: 'a.log', lines: 1136, bytes: 1, found: 136, unstamped: 0 },
      { name: 'b.log', lines: 0, bytes: 0, found: 0, unstamped: 0, fault: 'no such file' },
    ],
  },
);
const earlier = [1, 2, 3].map((day) => reportOf({ 'Store/Transfer/TRANSFER_FAIL': 12 }, { day, hours: 10 }));
const notices = [
  { kind: 'silent' as const, name: 'b.log', text: 'b.log: no line, about 140 lines usual' },
  { kind: 'missed' as const, name: null, text: 'no summary was kept of Monday' },
];
const report = { ...plain, news: newsOf(plain, earlier), notices };

const crossed = (text: string) => evaluateCondition(parseExpression(text, catalogue), report);

describe('a condition on a summary', () => {
  it.each([
    ['Store/Transfer > 100', 'Store/Transfer (120 lines) > 100'],
    ['Store > 131', 'Store (132 lines) > 131'],
    ['RPC_FAIL >= 10', 'RPC_FAIL (10 lines) >= 10'],
    ['Uncatalogued > 0', 'Uncatalogued (2 lines) > 0'],
    ['Ambiguous == 1', 'Ambiguous (1 lines) == 1'],
    ['any > 0', 'any (136 lines with a code) > 0'],
    ['lines < 2000', 'lines (1136) < 2000'],
    ['unreadable', 'unreadable (1 inputs)'],
    ['silent', 'silent (b.log: no line, about 140 lines usual)'],
    ['repeated || missed', 'missed (no summary was kept of Monday)'],
    ['silent == 1 && !duplicated', 'silent (b.log: no line, about 140 lines usual) == 1; duplicated (none)'],
    ['rate(Store/Transfer) >= 12/h', 'rate(Store/Transfer) (12 lines per hour) >= 12/h'],
    ['rate(Store/Transfer) <= 0.3/m', 'rate(Store/Transfer) (12 lines per hour) <= 0.3/m'],
    ['te != 0 && !gone', 'TransferEngine (3 lines) != 0; gone (none)'],
    ['Store > 5000 || RPC_FAIL', 'RPC_FAIL (10 lines)'],
    ['!(Store > 5000)', 'not Store (132 lines) > 5000'],
    ['new', 'new (Store/RPC RPC_FAIL: 10 lines, 0 expected)'],
    ['new(Store) == 1', 'new(Store) (Store/RPC RPC_FAIL: 10 lines, 0 expected) == 1'],
    ['Store/Transfer > RPC_FAIL', 'Store/Transfer (120 lines) > RPC_FAIL (10 lines)'],
  ])('that holds says why: %s', (text, because) => {
    expect(crossed(text)).toBe(because);
  });

  it.each([
    'Store/Transfer > 120',
    'gone',
    'new(te)',
    'new && Store > 5000',
    '!any',
    'RPC_TIMEOUT',
    '!(new || gone)',
  ])('does not hold: %s', (text) => {
    expect(crossed(text)).toBeUndefined();
  });

  it('asks for news where it has a flag anywhere', () => {
    const asks = (text: string) => asksForNews(parseExpression(text, catalogue));
    for (const text of ['new', '!(Store > 5 && gone)', '3 < surge(Store)']) expect(asks(text)).toBe(true);
    for (const text of ['Store', '!(Store > 5 && lines < 3)']) expect(asks(text)).toBe(false);
  });

  it('names a few codes and counts the others', () => {
    const many = reportOf(
      Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`Store/RPC/C${n}`, 50 - n])),
      { day: 9 },
    );
    const said = evaluateCondition(parseExpression('new', catalogue), {
      ...many,
      news: newsOf(many, earlier),
    });
    expect(said).toMatch(/^new \(Store\/RPC C0: 50 lines, 0 expected, .*C4.*, 4 more\)$/);
  });
});
