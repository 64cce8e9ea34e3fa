import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import {
  markdownBlock,
  markdownCode,
  markdownTable,
  markdownText,
} from '../../../src/render/text/markdown-text.ts';

const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...'`|*_~<>&[]()!#+-=\\:;@. ',
        '\n',
        '\r',
        '```',
        '<script>',
        'https://x.y',
        'www.a.bc',
        'a@b.cd',
        '&amp;',
        '&#96;',
        'x',
        '1.',
        '    ',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// What CommonMark itself takes for line ends, blanks or the replacement character is not ours to test.
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('\0', '�');

describe('text in Markdown', () => {
  it('is shown literally, whatever it holds', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(markdown.render(`a ${markdownText(text)} z`)).toBe(`<p>a ${escaped(oneLine(text))} z</p>\n`);
      }),
      { numRuns: 1000 },
    );
  });

  it('is shown literally in a cell of a table', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const html = markdown.render(markdownTable([['head'], [`a${markdownText(text)}z`]]));
        expect(html).toContain(`<td>a${escaped(oneLine(text))}z</td>`);
      }),
      { numRuns: 1000 },
    );
  });

  it('is shown literally as code', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const html = markdown.render(`a ${markdownCode(text)} z`);
        expect(html).toBe(`<p>a <code>${escaped(oneLine(text)) || ' '}</code> z</p>\n`);
      }),
      { numRuns: 1000 },
    );
  });

  it('cannot end a fenced block', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (lines) => {
        const tokens = markdown.parse(`${markdownBlock(lines, 'text')}\n\nafter`, {});
        expect(tokens.map(({ type }) => type)).toEqual([
          'fence',
          'paragraph_open',
          'inline',
          'paragraph_close',
        ]);
        expect(tokens[0]!.content).toBe(
          lines.map((line) => `${line.replaceAll(/[\r\n]+/g, ' ').replaceAll('\0', '�')}\n`).join(''),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
