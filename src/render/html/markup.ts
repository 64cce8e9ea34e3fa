import { safeText } from '../text/safe-text.ts';

/** Markup that may stand in a page as it is: made by {@link html}, or by hand from trusted parts only. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can be put into a template: markup, text and numbers, nothing at all, or several of these in a row. */
type Part = Raw | string | number | null | undefined | false | readonly Part[];

/**
 * Markup from a template whose parts are escaped unless they are markup themselves. Attributes must be quoted; parts must
 * not stand in tag or attribute names, nor in scripts or styles.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Raw {
  let text = template[0]!;
  for (const [index, part] of parts.entries()) text += written(part) + template[index + 1]!;
  return new Raw(text);
}

function written(part: Part): string {
  if (part instanceof Raw) return part.text;
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if (part === null || part === undefined || part === false) return '';
  return part.map(written).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it must be written between tags and in quoted attributes, with control characters made visible. */
function escaped(text: string): string {
  return safeText(text, 'html').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
