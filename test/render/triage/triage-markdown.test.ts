import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { triageMarkdown } from '../../../src/render/triage/triage-markdown.ts';
import { incident, report } from './report.ts';

const markdown = new MarkdownIt({ html: true, linkify: true });

describe('the triage report for a ticket', () => {
  it('holds what was found, under headings', () => {
    const html = markdown.render(triageMarkdown(report));
    const headings = [...html.matchAll(/<h(\d)>(.*?)<\/h\d>/g)].map(([, level, text]) => `${level} ${text}`);
    expect(headings).toEqual([
      '1 Incident triage',
      '2 1. The queue pair did not get ready to receive',
      '3 What followed',
      '3 Where',
      '3 What to check',
      '3 Lines',
      '2 Codes that belong to no incident',
      '2 Messages of severity W, E and F',
      '2 What this report cannot know',
    ]);
    expect(html).toContain('<td>02:11:04 to 02:25:31</td>');
    expect(html).toContain('<code class="language-sh">show_gids mlx5_3\n</code>');
    expect(html).toContain('<td>slow request &lt;*&gt; took &lt;*&gt; ms</td>');
    expect(html).toContain('Not read: <code>node8/store.log</code>: permission denied');
  });

  it('lets no text of a log become markup', () => {
    const text = '``` </code> | <script>alert(1)</script> [x](https://evil.example) **b**';
    const html = markdown.render(
      triageMarkdown({
        ...report,
        incidents: [
          {
            ...incident,
            cause: { ...incident.cause, text, input: text },
            samples: [{ ...incident.samples[0]!, text, input: text, before: ['```', '~~~'] }],
            places: { ...incident.places, keys: [{ name: text, lines: 1, share: 0.1, only: false }] },
          },
        ],
        patterns: [{ ...report.patterns[0]!, template: text, source: text }],
      }),
    );
    const markup = html.replaceAll(/<code[^>]*>[^<]*<\/code>/g, '');
    expect(markup).not.toMatch(/<(?:script|a|strong|em|img)\b/);
    expect(html.match(/alert\(1\)/g)).toHaveLength(7);
  });
});
