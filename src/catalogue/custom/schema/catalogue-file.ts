import * as v from 'valibot';
import { follows, linkFields } from './follows.ts';
import {
  codeNameField,
  comparison,
  componentName,
  exactText,
  fileField,
  group,
  lineField,
  linesField,
  listFault,
  logger,
  map,
  scope,
  severities,
  sought,
  textField,
  textsField,
} from './texts.ts';

const before = v.pipe(
  exactText,
  v.check(
    (value) => !/^(?:\s|\{\})|\{\}\s*$/.test(value),
    'must begin and end with fixed text, with {} only in between',
  ),
  v.check(
    (value) => /[\p{L}\p{N}]/u.test(value),
    'must hold a letter or digit; punctuation alone would match everywhere',
  ),
);

const jsonPath = v.pipe(
  v.string('must be the path of a field'),
  v.regex(/^[^.\s]+(?:\.[^.\s]+)*$/, 'must be the path of a field, with dots in between (error.code)'),
);

const wholeNumber = v.pipe(
  v.number('must be a whole number without quotes'),
  v.integer('must be a whole number'),
  v.minValue(-(2 ** 31), 'must have at most 32 bits'),
  v.maxValue(2 ** 32 - 1, 'must have at most 32 bits'),
);

const base = v.pipe(wholeNumber, v.minValue(0, 'must not be less than 0'));

const number = v.strictObject(
  {
    after: v.optional(v.array(before, listFault)),
    fields: v.optional(v.array(jsonPath, listFault)),
    beside: v.optional(v.array(jsonPath, listFault)),
    hex: v.optional(v.boolean('must be true or false')),
    unknown: v.optional(v.boolean('must be true or false')),
    bases: v.optional(v.array(base, listFault)),
    negated: v.optional(v.boolean('must be true or false')),
    only: v.optional(v.literal('names', 'must be names')),
    ...scope,
  },
  map,
);

/** More values than this are no range of one code. */
const widest = 1000;

/** `500..599`: the first and the last value. */
const range = v.pipe(
  v.string('must be a range (500..599)'),
  v.regex(/^-?\d{1,10}\.\.-?\d{1,10}$/, 'must be a range: 500..599'),
  v.transform((value): readonly [number, number] => {
    const [first, last] = value.split('..').map(Number) as [number, number];
    return [first, last];
  }),
  v.check(([first, last]) => first < last, 'must go from the smaller to the larger value'),
  v.check(([first, last]) => last - first < widest, `must hold at most ${widest} values`),
);

const address = v.pipe(
  v.string('must be an address'),
  v.regex(/^https?:\/\/\S+$/, 'must be an address that begins with http:// or https://'),
  v.maxLength(500, 'must have at most 500 characters'),
);

const atLeast = v.picklist(['W', 'E', 'F'], 'must be W, E or F');

const code = v.strictObject(
  {
    name: codeNameField,
    value: v.optional(v.lazy((value) => (value === 'none' ? v.literal('none') : wholeNumber))),
    values: v.optional(range),
    group: v.optional(group),
    description: v.optional(textField),
    aliases: v.optional(v.array(sought, listFault)),
    severity: v.optional(severities),
    ...comparison,
    cause: v.optional(textsField),
    addCause: v.optional(textsField),
    action: v.optional(textsField),
    addAction: v.optional(textsField),
    runbook: v.optional(address),
    atLeast: v.optional(atLeast),
    source: v.optional(textField),
    follows: v.optional(follows),
    sample: v.optional(linesField),
    related: v.optional(v.array(codeNameField, listFault)),
  },
  map,
);

const component = v.strictObject(
  {
    ...scope,
    ...comparison,
    names: v.optional(v.picklist(['anywhere', 'own', 'never'], 'must be anywhere, own or never')),
    numbers: v.optional(v.array(number, listFault)),
    noError: v.optional(v.array(sought, listFault)),
    atLeast: v.optional(atLeast),
    source: v.optional(textField),
    follows: v.optional(follows),
    codes: v.optional(v.array(code, listFault)),
  },
  map,
);

const pattern = v.pipe(
  exactText,
  v.check((value) => value.trim() === value, 'must not begin or end with blanks'),
  v.check(
    (value) => (value.replaceAll('{}', '').match(/[\p{L}\p{N}_]/gu) ?? []).length >= 3,
    'must hold at least 3 letters besides {}, or it would match nearly every line',
  ),
  v.check(
    (value) => value.split('{}').length <= 20,
    'must hold {} at most 19 times; leave out the end and put one {} there',
  ),
);

const message = v.strictObject(
  {
    file: v.optional(fileField),
    logger: v.optional(logger),
    severity: v.optional(severities),
    pattern: v.optional(pattern),
    component: v.optional(v.string('must be the name of a component')),
    code: v.optional(v.union([v.literal('none'), codeNameField], 'must be the name of a code, or none')),
    oneOf: v.optional(
      v.pipe(
        v.array(codeNameField, listFault),
        v.minLength(2, 'must name at least two codes; use code for one'),
      ),
    ),
    note: v.optional(textField),
    id: v.optional(
      v.pipe(
        v.string('must be a short name'),
        v.regex(
          /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
          'must be a short name of small letters, digits and - (queue-full)',
        ),
      ),
    ),
    title: v.optional(textField),
    meaning: v.optional(textField),
    cause: v.optional(textsField),
    check: v.optional(textsField),
    runbook: v.optional(address),
    follows: v.optional(follows),
    grave: v.optional(v.boolean('must be true or false')),
    routine: v.optional(v.boolean('must be true or false')),
    sample: v.optional(lineField),
  },
  map,
);

/** The whole file. */
export const catalogueFile = v.strictObject(
  {
    include: v.optional(v.array(v.string('must be the path of a file'), listFault)),
    components: v.optional(v.record(componentName, component, map)),
    messages: v.optional(v.array(message, listFault)),
    noError: v.optional(v.array(sought, listFault)),
  },
  'must be a map with the fields components and messages',
);

/** A catalogue file's data, its shape checked. */
export type CatalogueFile = v.InferOutput<typeof catalogueFile>;
export type ComponentEntry = v.InferOutput<typeof component>;
export type CodeEntry = v.InferOutput<typeof code>;
export type MessageEntry = v.InferOutput<typeof message>;
export type NumberEntry = v.InferOutput<typeof number>;
export type SoughtEntry = v.InferOutput<typeof sought>;

/** The maps of the schema, by what they are. */
type Level = 'file' | 'component' | 'code' | 'number' | 'message' | 'text' | 'follows';

/** The fields that a map of the schema may have, for suggestions; keyed by the name of the list or map that holds it. */
export const fields: Readonly<Record<Level, readonly string[]>> = {
  file: Object.keys(catalogueFile.entries),
  component: Object.keys(component.entries),
  code: Object.keys(code.entries),
  number: Object.keys(number.entries),
  message: Object.keys(message.entries),
  text: ['text', ...Object.keys(comparison), ...Object.keys(scope)],
  follows: linkFields,
};
