/**
 * Text from logs or catalogues as Markdown (CommonMark and GitHub's additions) that shows it literally: nothing in it
 * becomes markup, a link, a mention or the border of a table. It stays one line.
 */
export function markdownText(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Of marks, those that mean nothing where they stand are left as they are: a ticket is also read without being rendered.
      .replaceAll(/[\\`*[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^ ?[-+#=]/g, (mark) =>
        mark.startsWith(' ') ? ` \\${mark[1]}` : `\\${mark}`,
      )
      // Addresses become links by themselves unless what they are known by is written as an entity.
      .replaceAll(/:(?=\/\/)/g, '&#58;')
      .replaceAll(
        /(www|mailto|xmpp)([.:])/gi,
        (_, word: string, mark: string) => `${word}&#${mark.charCodeAt(0)};`,
      )
      .replaceAll('@', '&#64;')
  );
}

/** Text as a code span, whatever backticks it holds. It stays one line. */
export function markdownCode(text: string): string {
  const inside = text.replaceAll(/\s+/g, ' ') || ' ';
  const fence = '`'.repeat(longestRun(inside) + 1);
  // One blank at each side is taken off again, unless there is nothing else; so one more is needed where the text has its own.
  const gap = inside !== ' ' && /^[` ]|[` ]$/.test(inside) ? ' ' : '';
  return `${fence}${gap}${inside}${gap}${fence}`;
}

/** A sentence of the catalogue, in which backticks mark what is to be typed. */
export function markdownProse(sentence: string): string {
  return sentence
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : markdownText(part)))
    .join('');
}

/** Lines as a fenced block that none of them can end. */
export function markdownBlock(lines: readonly string[], language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ')), fence].join('\n');
}

/** Rows as a table; cells are Markdown already. Columns named in `right` are aligned to the right. */
export function markdownTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const [head = [], ...body] = rows;
  const rule = head.map((_, index) => (right.includes(index) ? '--:' : '---'));
  return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
