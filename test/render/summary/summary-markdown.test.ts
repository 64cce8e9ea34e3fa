import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { summaryMarkdown } from '../../../src/render/summary/summary-markdown.ts';
import { anyReport, anyText, codeNews, reportCode, summaryReport } from './summary-documents.ts';

const catalogue = builtInCatalogue();
const reader = new MarkdownIt({ html: true, linkify: true });

describe('a summary as Markdown', () => {
  it('tells totals, groups, and of each code what to check, with a line of the log', () => {
    const markdown = summaryMarkdown(summaryReport(), catalogue);
    expect(markdown).toMatch(/^# Mooncake errors, 2026-07-30 02:00:00 to 2026-07-30 06:00:00\n/);
    const html = reader.render(markdown);
    expect(html).toContain('1,000 lines of 1 input');
    expect(html).toContain('<td>Transfer</td>\n<td style="text-align:right">30</td>');
    expect(html).toContain('<h3>Store / Transfer: <code>TRANSFER_FAIL</code> (-800)</h3>');
    expect(html).toContain('<code>nc -vz -w 3 {peer-host} {peer-port}</code>');
    expect(html).toContain(
      '<pre><code class="language-text">E20260730 02:00:10.000000 7 client_service.cpp:1126] Transfer failed: TRANSFER_FAIL\n</code></pre>',
    );
  });

  it('puts what is news before what is only frequent, and describes ten codes', () => {
    const codes = Array.from({ length: 30 }, (_, index) =>
      reportCode({ name: `CODE_${index}`, value: null, lines: 30 - index }),
    );
    const markdown = summaryMarkdown(
      summaryReport({
        groups: [{ component: 'Own', group: 'One', lines: 30, codes }],
        news: {
          baseline: { summaries: 14, hours: 8 },
          rule: 'a rule',
          codes: [codeNews({ component: 'Own', group: 'One', name: 'CODE_29', value: null, flag: 'new' })],
        },
      }),
      catalogue,
    );
    const described = [...markdown.matchAll(/^### .*`(.*)`/gm)].map((match) => match[1]);
    expect(described).toEqual(['CODE_29', ...Array.from({ length: 9 }, (_, index) => `CODE_${index}`)]);
    expect(markdown).toContain('| 1 new |');
  });

  it('is only totals when nothing was found', () => {
    const html = reader.render(summaryMarkdown(summaryReport({ groups: [], found: 0 }), catalogue));
    expect(html).toContain('<li>');
    expect(html).not.toMatch(/<table>|<h2>/);
  });

  it('shows a sample literally, whatever backticks it holds', () => {
    fc.assert(
      fc.property(anyText, (line) => {
        const oneLine = `x${line}`.replaceAll(/[\r\n]+/g, ' ');
        const sample = { line: `x${line}`, input: 'store.log', time: null };
        const group = { component: 'Store', group: 'Transfer', lines: 1, codes: [reportCode({ sample })] };
        const fences = reader
          .parse(summaryMarkdown(summaryReport({ groups: [group] }), catalogue), {})
          .filter(({ type }) => type === 'fence');
        // CommonMark itself replaces NUL.
        expect(fences.map(({ content }) => content)).toEqual([`${oneLine.replaceAll('\0', '\uFFFD')}\n`]);
      }),
    );
  });

  it('holds no markup, link or image of a log, whatever its texts are', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const tokens = reader.parse(summaryMarkdown(report, catalogue), {});
        const inline = tokens.flatMap(({ children }) => children ?? []);
        const types = new Set([...tokens, ...inline].map(({ type }) => type));
        for (const type of [
          'html_block',
          'html_inline',
          'link_open',
          'image',
          'em_open',
          'strong_open',
          'hr',
        ])
          expect(types).not.toContain(type);
        const rows = tokens.filter(({ type }) => type === 'tr_open').length;
        const cells = tokens.filter(({ type }) => type === 'td_open' || type === 'th_open').length;
        expect(cells).toBe(rows * 5);
      }),
    );
  });
});
