/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

export const textSchema: Schema = { type: 'string' };
export const countSchema: Schema = { type: 'integer', minimum: 0 };
export const flag: Schema = { type: 'boolean' };
export const number: Schema = { type: 'number' };
/** A code's value: null where only its name is known. */
export const valueSchema: Schema = { type: ['integer', 'null'] };
/** ISO 8601 with offset; null where nothing has a time. */
export const timeSchema: Schema = {
  type: ['string', 'null'],
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$',
};
export const lineNumber: Schema = { type: ['integer', 'null'], minimum: 1 };

/** An object with these members, and perhaps further ones: later versions may add some. */
export function objectSchema(
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

export function listSchema(items: Schema): Schema {
  return { type: 'array', items };
}

export function oneOf(...values: readonly string[]): Schema {
  return { enum: values };
}

export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** Counts by time: when a bucket begins, and how many lines it has. */
export const buckets: Schema = objectSchema({
  width: countSchema,
  counts: listSchema({ type: 'array', minItems: 2, maxItems: 2, items: [timeSchema, countSchema] }),
});

/** A whole document's schema. */
export function documentSchema(title: string, body: Schema): Schema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...body };
}
