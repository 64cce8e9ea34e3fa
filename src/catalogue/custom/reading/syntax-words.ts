import type { ErrorCode } from 'yaml';

/** What YAML takes a text for that begins with one of these. */
const openers: Readonly<Record<string, string>> = {
  '{': 'a map',
  '[': 'a list',
  "'": 'a quoted text',
  '"': 'a quoted text',
  '!': 'a tag',
  '&': 'an anchor',
  '*': 'an alias',
};

/**
 * What is wrong where YAML cannot be read, and what to do, for the mistakes that are likeliest in a catalogue.
 *
 * @param code as the library has it
 * @param message the library's own words, for all other mistakes
 * @param before what stands in the line before the place
 * @param behind what stands in it from there on
 */
export function syntaxText(code: ErrorCode, message: string, before: string, behind: string): string {
  // `- ` and `key: `, then what the text begins with.
  const opener = /(?:^|[-:]) *([{['"!&*])[^:]*$/.exec(before)?.[1];
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a colon within a text begins a map here; put the text in quotes';
    case 'UNEXPECTED_TOKEN':
      if (opener !== undefined)
        return `the text begins with ${opener}, which YAML takes for ${openers[opener]}; put the whole text in quotes`;
      return `${firstLine(message)}; put the text in quotes, or look at the quotes and brackets before it`;
    case 'BAD_SCALAR_START':
      return 'no text may begin with this character; put the text in quotes';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here (---); put both into one, or into two files';
    case 'TAB_AS_INDENT':
      return 'a tab indents this line; indent with blanks';
    case 'BAD_INDENT':
      return 'this is indented otherwise than what it belongs to; let all entries of a map or list begin in one column';
    case 'DUPLICATE_KEY':
      return `${keyOf(behind)} stands here a second time; put both entries into one`;
    case 'RESOURCE_EXHAUSTION':
      return 'brackets are nested too deep; a catalogue has few levels';
    default:
      return firstLine(message);
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/[.:]?\s*$/, '');
}

/** The key that a line begins with, in quotes. */
function keyOf(line: string): string {
  const key = /^(?:"[^"]*"|'[^']*'|[^:]*?)(?=\s*:)/.exec(line)?.[0] ?? line;
  return /^["']/.test(key) ? key : `"${key}"`;
}
