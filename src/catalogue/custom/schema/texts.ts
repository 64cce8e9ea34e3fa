import * as v from 'valibot';

const longestText = 1000;

export const listFault = 'must be a list; write each entry on a line of its own behind "- "';
export const map = 'must be a map of fields ("field: value")';

function noText({ input }: v.StringIssue): string {
  return input === null
    ? 'has no value; say something, or leave the field out'
    : 'must be text; put it in quotes';
}

/** Control characters, and what turns the direction of text, or hides: they would act on terminals that show the text. */
const harmful = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text for people; line ends and tabs are blanks. */
export const textField = v.pipe(
  v.string(noText),
  v.transform((value) => value.replaceAll(/[\r\n\t]+/g, ' ').trim()),
  v.check((value) => !harmful.test(value), 'must not hold control characters; leave them out'),
  v.check((value) => value.trim() !== '', 'must not be empty; leave the field out, or say something'),
  v.maxLength(longestText, `must have at most ${longestText} characters`),
);

export const textsField = v.array(textField, listFault);

/** A text as it stands in a log, where blanks count. */
export const exactText = v.pipe(
  v.string(noText),
  v.check((value) => value.trim() !== '', 'must not be empty; leave the field out, or say something'),
  v.check((value) => !harmful.test(value), 'must not hold control characters; leave them out'),
  v.maxLength(longestText, `must have at most ${longestText} characters`),
);

/** A log line: colours may stand in it. */
export const lineField = v.pipe(
  v.string(noText),
  v.check((value) => value.trim() !== '', 'must not be empty; leave the field out, or say something'),
  v.check((value) => !/[\r\n]/.test(value), 'must be one line'),
  v.maxLength(4096, 'must have at most 4096 characters'),
);

const oneLine = v.pipe(
  lineField,
  v.transform((line) => [line]),
);
const lines = v.array(lineField, 'must be a line, or a list of lines');

/** Log lines, of which one may stand alone, as that of a message does. */
export const linesField = v.lazy((value) => (typeof value === 'string' ? oneLine : lines));

/** `TransferEngine`, `Order Service`: what an annotation can begin with. */
export const componentName = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z][\w.-]*(?: [\w.-]+)*$/,
    'is no name for a component; begin with a letter and use letters, digits, blanks, _, . and -',
  ),
  v.maxLength(40, 'is too long for a component; use at most 40 characters'),
  v.check(
    (value) => !/^(?:ambiguous|uncatalogued|message)$/i.test(value),
    'is what undecided findings are called; choose another name for the component',
  ),
);

export const group = v.pipe(
  textField,
  v.regex(/^[^:;,/<>\p{Cc}]+$/u, 'must not hold : ; , / < or >, since annotations set groups off by these'),
  v.maxLength(60, 'must have at most 60 characters'),
  v.check((value) => !/^(?:ambiguous|uncatalogued)$/i.test(value), 'is reserved; choose another group'),
  v.check(
    (value) => value === 'Normal' || value.toLowerCase() !== 'normal',
    'is not the group of success; did you mean Normal?',
  ),
);

export const codeNameField = v.pipe(
  v.string('must be the name of a code; put it in quotes'),
  v.regex(
    /^[A-Za-z](?:[\w.:-]*\w)?$/,
    'is no name of a code; use one word of letters, digits, _, ., : and - that begins with a letter (QUEUE_FULL, E-1042)',
  ),
  v.maxLength(80, 'must have at most 80 characters'),
  v.check((value) => value !== 'none', 'means no code in messages; choose another name'),
);

/** A text that is looked for in lines; each of its fixed parts is found by what it begins with. */
const soughtText = v.pipe(
  exactText,
  v.check((value) => value.trim() === value, 'must not begin or end with blanks'),
  v.check(
    (value) => !/^\{\}|\{\}$/.test(value),
    'must begin and end with fixed text, with {} only in between',
  ),
  v.regex(/^[\p{L}\p{N}]/u, 'must begin with a letter or digit'),
  v.check(
    (value) => value.split('{}', 1)[0]!.length >= 3 || /^\P{ASCII}{2}/u.test(value),
    'must have at least 3 characters (before any {}), or it would be found everywhere',
  ),
  v.check((value) => value.split('{}').length <= 10, 'must hold {} at most 9 times'),
);

export const fileField = v.pipe(
  v.string('must be the name of a source file'),
  v.regex(
    /^[\w.+-]+\.\w+$/,
    'must be the base name of a source file as lines print it (order_service.cpp), without folders or line number',
  ),
);

export const logger = v.pipe(
  v.string('must be the name of a logger'),
  v.regex(/^[\w-]+(?:\.[\w<>-]+)*$/, 'must be the name of a logger as lines print it (orders.api)'),
);

const letters = 'DIWEF';
const words: Readonly<Record<string, string>> = {
  debug: 'D',
  info: 'I',
  warn: 'W',
  warning: 'W',
  error: 'E',
  fatal: 'F',
};

/** `W+`, `E`, `[W, E]`, `any`; becomes glog's letters (`WEF`), or `any`. */
export const severities = v.pipe(
  v.union([v.string(), v.array(v.string())], 'must be a severity (W+, E, [W, E]), or any'),
  v.transform((value): string => {
    const named = (Array.isArray(value) ? value : [value]).map((word) => {
      if (/^any$/i.test(word)) return 'any';
      const match = /^(\w+)(\+?)$/.exec(word);
      const letter = match === null ? undefined : (words[match[1]!.toLowerCase()] ?? match[1]!.toUpperCase());
      if (letter === undefined || letter.length !== 1 || !letters.includes(letter)) return '?';
      return match![2] === '+' ? letters.slice(letters.indexOf(letter)) : letter;
    });
    if (named.includes('?') || named.length === 0) return '?';
    if (named.includes('any')) return 'any';
    return [...letters].filter((letter) => named.some((part) => part.includes(letter))).join('');
  }),
  v.check((value) => value !== '?', 'must be a severity: D, I, W, E, F, W+ (W and worse), or any'),
);

const anyCase = v.picklist(['any', 'exact'], 'must be any or exact');
const anyBlanks = v.picklist(['any', 'exact'], 'must be any or exact');

/** Where something holds. */
export const scope = {
  severity: v.optional(severities),
  files: v.optional(v.array(fileField, listFault)),
  loggers: v.optional(v.array(logger, listFault)),
};

/** How a text is compared. */
export const comparison = { case: v.optional(anyCase), blanks: v.optional(anyBlanks) };

const soughtMap = v.strictObject(
  {
    text: soughtText,
    ...comparison,
    clause: v.optional(v.boolean('must be true or false')),
    ...scope,
    known: v.optional(v.boolean('must be true or false')),
  },
  map,
);

/** A text alone, or with where it holds and how it is compared. */
export const sought = v.lazy((value) =>
  typeof value === 'object' && value !== null ? soughtMap : soughtText,
);
