/** What the live screen shows and which keys it knows, as lines of at most 78 characters. */
export const keysPage: readonly string[] = [
  'Keys',
  '  up, down, Tab    choose an incident (Shift-Tab: backwards)',
  '  Enter            all about it: why it is taken for one, checks, sample lines',
  '  /                show only what holds a text; Escape shows all again',
  '  e                explain a code, a message or a line',
  '  p, blank         keep the screen as it is; the same key goes on',
  '  Ctrl-L           draw the screen anew',
  '  q                close a page; without one, end and print the incidents',
  '',
  'What is shown',
  '  open incidents   what broke first, since when, how sure that is, how many',
  '                   lines there are, where, and what followed from it',
  '  ended incidents  nothing more came for two minutes of their logs',
  '  Group            lines that report a code, by the groups of their codes',
  '  Last lines       lines with a code; others of severity W, E and F where',
  '                   there is room',
];
