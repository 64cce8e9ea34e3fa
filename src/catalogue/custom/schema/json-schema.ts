import type * as v from 'valibot';
import { catalogueFile } from './catalogue-file.ts';

/** A part of a JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** What the library's schemas hold, as far as it is asked for. */
interface Known {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Known>>;
  readonly item?: Known;
  readonly wrapped?: Known;
  readonly key?: Known;
  readonly value?: Known;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly getter?: (input: unknown) => Known;
  readonly pipe?: readonly (Known & { readonly requirement?: unknown })[];
}

/**
 * The JSON Schema of catalogue files, for editors, made of what checks them. The library that does this knows no part that depends on
 * what is given (a text, or a map with it), of which this is full.
 */
export function catalogueJsonSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A catalogue of mooncake-annotate',
    ...schemaOf(catalogueFile as unknown as Known),
    patternProperties: { '^x-': {} },
  };
}

function schemaOf(schema: Known): Schema {
  const [, ...actions] = schema.pipe ?? [];
  return Object.assign({}, plainSchema(schema), ...actions.map(constraintOf));
}

function plainSchema(schema: Known): Schema {
  switch (schema.type as v.GenericSchema['type']) {
    case 'strict_object':
      return objectSchema(schema.entries!);
    case 'record':
      return {
        type: 'object',
        propertyNames: schemaOf(schema.key!),
        additionalProperties: schemaOf(schema.value!),
      };
    case 'array':
      return { type: 'array', items: schemaOf(schema.item!) };
    case 'optional':
      return schemaOf(schema.wrapped!);
    case 'picklist':
      return { enum: schema.options };
    case 'literal':
      return { const: schema.literal };
    case 'union':
      return { anyOf: (schema.options as readonly Known[]).map(schemaOf) };
    case 'lazy':
      return { anyOf: alternatives(schema.getter!).map(schemaOf) };
    default:
      return { type: schema.type };
  }
}

function objectSchema(entries: Readonly<Record<string, Known>>): Schema {
  const required = Object.keys(entries).filter((name) => entries[name]!.type !== 'optional');
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, schemaOf(entry)])),
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
  };
}

/** The schemas between which the kind of what is given decides. */
function alternatives(getter: (input: unknown) => Known): Known[] {
  return [...new Set(['', 'none', [], {}].map(getter))];
}

/** What else a value must keep to; checks in words of their own are left to `catalogue check`. */
function constraintOf({
  type,
  requirement,
}: {
  readonly type: string;
  readonly requirement?: unknown;
}): Schema {
  switch (type) {
    case 'regex':
      // The pattern of JSON Schema has no flags but u.
      return (requirement as RegExp).flags.includes('i') ? {} : { pattern: (requirement as RegExp).source };
    case 'min_length':
      return { minLength: requirement };
    case 'max_length':
      return { maxLength: requirement };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'integer':
      return { type: 'integer' };
    default:
      return {};
  }
}
