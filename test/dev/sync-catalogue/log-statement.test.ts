import { expect, test } from 'vitest';
import { readStatements } from '../../../src/dev/sync-catalogue/parse/statements.ts';
import { checkout } from './checkout.ts';

async function patterns(body: string, before = ''): Promise<string[]> {
  const text = `${before}\nvoid f(int a, std::string b) { ${body} }`;
  const { statements } = await readStatements(checkout({ 'mooncake-store/src/keeper.cpp': text }));
  return statements.map((s) => `${s.severity} ${s.pattern}`);
}

test.each([
  ['literals side by side are one text', 'LOG(ERROR) << "lost the " "key";', ['E lost the key']],
  ['values are wildcards', 'LOG(WARNING) << "key=" << b << ", size=" << a;', ['W key={}, size={}']],
  ['values side by side are one wildcard', 'LOG(ERROR) << "key=" << a << b;', ['E key={}']],
  ['manipulators print nothing', 'LOG(ERROR) << "at 0x" << std::hex << a << std::endl;', ['E at 0x{}']],
  ['PLOG ends with the error of the system', 'PLOG(ERROR) << "cannot bind";', ['E cannot bind: {}']],
  ['only the first physical line counts', 'LOG(ERROR) << "first\\nsecond " << a;', ['E first']],
  ['escapes are what they stand for', 'LOG(ERROR) << "a\\tb \\"c\\"";', ['E a\tb "c"']],
  ['a choice of two texts is a wildcard', 'LOG(ERROR) << "state " << (a ? "up" : "down");', ['E state {}']],
  [
    'fatal lines and rare ones',
    'LOG_IF(ERROR, a) << "odd " << a; LOG_FIRST_N(WARNING, 3) << "once"; LOG(FATAL) << "end";',
    ['E odd {}', 'W once', 'F end'],
  ],
  ['information is left out', 'LOG(INFO) << "fine"; VLOG(1) << "detail";', []],
  [
    'a text made in a variable is filled in',
    'std::string why = "no path to " + b; LOG(ERROR) << "handshake: " << why;',
    ['E handshake: no path to {}', 'E handshake: {}'],
  ],
])('%s', async (_, body, expected) => {
  expect(await patterns(body)).toEqual(expected);
});

test('a named constant is its text, and a value in case a release changes it', async () => {
  const hint = 'constexpr char kHint[] = ", add segments";';
  expect(await patterns('LOG(ERROR) << "full" << kHint;', hint)).toEqual([
    'E full, add segments',
    'E full{}',
  ]);
});

test('a variable that only starts with a text stays a wildcard', async () => {
  expect(await patterns('LOG(ERROR) << "host " << host_;', 'static std::string host_ = "none";')).toEqual([
    'E host {}',
  ]);
});
