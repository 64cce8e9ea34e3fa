import { describe, expect, it } from 'vitest';
import { breakableName, logText, nameText, proseHtml } from '../../../src/render/html/components/log-text.ts';
import { compact, percentText, sizeText } from '../../../src/render/html/figures.ts';
import { html } from '../../../src/render/html/markup.ts';
import { safeText } from '../../../src/render/text/safe-text.ts';

describe('a template', () => {
  it.each([
    [
      'text is escaped',
      html`<b title="${'"\'&'}">${'<i>&amp;'}</b>`,
      '<b title="&quot;&#39;&amp;">&lt;i&gt;&amp;amp;</b>',
    ],
    ['markup stays', html`<b>${html`<i>${'<'}</i>`}</b>`, '<b><i>&lt;</i></b>'],
    ['several parts are joined', html`${['<', html`<br>`, 3]}`, '&lt;<br>3'],
    ['nothing is nothing', html`a${null}${undefined}${false}b`, 'ab'],
  ])('%s', (_, raw, text) => {
    expect(raw.text).toBe(text);
  });
});

it.each([
  ['plain\ttext\nof two lines', 'plain\ttext\nof two lines'],
  ['\0\x1b\r\x7f\x85', '␀␛␍␡\\u{85}'],
  ['\u202eabc\u2069\ufeff\u2028', '\\u{202E}abc\\u{2069}\\u{FEFF}\\u{2028}'],
  ['\ud800 \ud83d\ude00 \udc00', '\\u{D800} 😀 \\u{DC00}'],
])('%j is made visible', (text, shown) => {
  expect(safeText(text, 'html')).toBe(shown);
});

it.each([
  [
    'a long text is cut',
    logText('abcdef', 4),
    '<bdi>abcd</bdi><span class="soft">… (2 more characters)</span>',
  ],
  [
    'no character is cut in half',
    logText('abc😀', 4),
    '<bdi>abc</bdi><span class="soft">… (2 more characters)</span>',
  ],
  ['a long name keeps its end', nameText('/var/log/mooncake/node7.log', 15), '<bdi>/var/…node7.log</bdi>'],
  ['a name may break after underscores', breakableName('RPC_FAIL'), 'RPC_<wbr>FAIL'],
  ['backticks mark code', proseHtml('run `a < b` now'), 'run <code>a &lt; b</code> now'],
])('%s', (_, raw, text) => {
  expect(raw.text).toBe(text);
});

it.each([
  [compact(999), '999'],
  [compact(1004), '1k'],
  [compact(1250), '1.3k'],
  [compact(999_900), '1M'],
  [sizeText(640), '640 B'],
  [sizeText(10_348_404_855), '10.3 GB'],
  [percentText(0), '0.0%'],
  [percentText(0.00001), '<0.1%'],
  [percentText(0.4339), '43.4%'],
  [percentText(1), '100.0%'],
])('numbers are short: %s', (text, wanted) => {
  expect(text).toBe(wanted);
});
