import * as v from 'valibot';

const longestText = 1000;

const list = 'must be a list; write each entry on a line of its own behind "- "';
const map = 'must be a map of fields ("field: value")';

/** One line of text for people. */
const text = v.pipe(
  v.string('must be text; put it in quotes'),
  v.check((value) => value.trim() !== '', 'must not be empty; leave the field out, or say something'),
  v.maxLength(longestText, `must have at most ${longestText} characters`),
);

const texts = v.array(text, list);

/** `TransferEngine`, `Order Service`: what an annotation can begin with. */
const componentName = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z][\w.-]*(?: [\w.-]+)*$/,
    'is no name for a component; begin with a letter and use letters, digits, blanks, _, . and -',
  ),
  v.maxLength(40, 'is too long for a component; use at most 40 characters'),
  v.check(
    (value) => !/^(?:ambiguous|uncatalogued)$/i.test(value),
    'is what undecided findings are called; choose another name for the component',
  ),
);

const group = v.pipe(
  text,
  v.regex(/^[^:;,/<>\p{Cc}]+$/u, 'must not hold : ; , / < or >, since annotations set groups off by these'),
  v.maxLength(60, 'must have at most 60 characters'),
  v.check((value) => !/^(?:ambiguous|uncatalogued)$/i.test(value), 'is reserved; choose another group'),
);

const codeName = v.pipe(
  v.string('must be the name of a code; put it in quotes'),
  v.regex(
    /^[A-Za-z](?:[\w.:-]*\w)?$/,
    'is no name of a code; use one word of letters, digits, _, ., : and - that begins with a letter (QUEUE_FULL, E-1042)',
  ),
  v.maxLength(80, 'must have at most 80 characters'),
  v.check((value) => value !== 'none', 'means no code in messages; choose another name'),
);

const alias = v.pipe(
  text,
  v.regex(/^[A-Za-z0-9]/, 'must begin with a letter or digit'),
  v.minLength(3, 'must have at least 3 characters, or it would be found everywhere'),
);

const file = v.pipe(
  v.string('must be the name of a source file'),
  v.regex(
    /^[\w.+-]+\.\w+$/,
    'must be the base name of a source file as lines print it (order_service.cpp), without folders or line number',
  ),
);

const logger = v.pipe(
  v.string('must be the name of a logger'),
  v.regex(/^[\w-]+(?:\.[\w<>-]+)*$/, 'must be the name of a logger as lines print it (orders.api)'),
);

const before = v.pipe(
  text,
  v.check(
    (value) => !/^(?:\s|\{\})|\{\}\s*$/.test(value),
    'must begin and end with fixed text, with {} only in between',
  ),
  v.check(
    (value) => /[\p{L}\p{N}]/u.test(value),
    'must hold a letter or digit; punctuation alone would match everywhere',
  ),
);

const number = v.strictObject(
  {
    after: v.optional(v.array(before, list)),
    files: v.optional(v.array(file, list)),
    loggers: v.optional(v.array(logger, list)),
  },
  map,
);

const code = v.strictObject(
  {
    name: codeName,
    value: v.optional(
      v.pipe(
        v.number('must be a whole number without quotes'),
        v.integer('must be a whole number'),
        v.minValue(-(2 ** 32), 'must have at most 32 bits'),
        v.maxValue(2 ** 32, 'must have at most 32 bits'),
      ),
    ),
    group: v.optional(group),
    description: v.optional(text),
    aliases: v.optional(v.array(alias, list)),
    cause: v.optional(texts),
    action: v.optional(texts),
    sample: v.optional(texts),
    related: v.optional(v.array(codeName, list)),
  },
  map,
);

const component = v.strictObject(
  {
    files: v.optional(v.array(file, list)),
    loggers: v.optional(v.array(logger, list)),
    names: v.optional(v.picklist(['anywhere', 'own', 'never'], 'must be anywhere, own or never')),
    numbers: v.optional(v.array(number, list)),
    codes: v.optional(v.array(code, list)),
  },
  map,
);

const message = v.strictObject(
  {
    file: v.optional(file),
    logger: v.optional(logger),
    severity: v.picklist(
      ['E', 'W', 'F'],
      'must be E, W or F; only warnings, errors and fatal lines imply codes',
    ),
    pattern: v.pipe(
      text,
      v.check((value) => value.trim() === value, 'must not begin or end with blanks'),
      v.check(
        (value) => value.replaceAll('{}', '').replaceAll(/\W/g, '').length >= 3,
        'must hold at least 3 letters besides {}, or it would match nearly every line',
      ),
      v.check(
        (value) => value.split('{}').length <= 20,
        'must hold {} at most 19 times; leave out the end and put one {} there',
      ),
    ),
    component: v.optional(v.string('must be the name of a component')),
    code: v.optional(v.union([v.literal('none'), codeName], 'must be the name of a code, or none')),
    oneOf: v.optional(
      v.pipe(v.array(codeName, list), v.minLength(2, 'must name at least two codes; use code for one')),
    ),
    note: v.optional(text),
    check: v.optional(texts),
    sample: v.optional(text),
  },
  map,
);

/** The whole file. */
export const catalogueFile = v.strictObject(
  {
    components: v.optional(v.record(componentName, component, map)),
    messages: v.optional(v.array(message, list)),
  },
  'must be a map with the fields components and messages',
);

/** A catalogue file's data, its shape checked. */
export type CatalogueFile = v.InferOutput<typeof catalogueFile>;
export type ComponentEntry = v.InferOutput<typeof component>;
export type CodeEntry = v.InferOutput<typeof code>;
export type MessageEntry = v.InferOutput<typeof message>;
export type NumberEntry = v.InferOutput<typeof number>;

/** The fields that a map of the schema may have, for suggestions; keyed by the name of the list or map that holds it. */
export const fields: Readonly<
  Record<'file' | 'component' | 'code' | 'number' | 'message', readonly string[]>
> = {
  file: Object.keys(catalogueFile.entries),
  component: Object.keys(component.entries),
  code: Object.keys(code.entries),
  number: Object.keys(number.entries),
  message: Object.keys(message.entries),
};
