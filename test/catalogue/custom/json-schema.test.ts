import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogueJsonSchema } from '../../../src/catalogue/custom/schema/json-schema.ts';

const validate = new Ajv({ strict: false }).compile(catalogueJsonSchema());
const packs = 'src/catalogue/packs';
const files = [
  'fixtures/catalogue.example.yaml',
  ...readdirSync(packs)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${packs}/${name}`),
];
const documented = [...readFileSync('docs/catalogue.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text]) => text!,
);

describe('the JSON Schema of catalogues', () => {
  it.each(files)('takes %s', (file) => {
    validate(parse(readFileSync(file, 'utf8')));
    expect(validate.errors).toBeNull();
  });

  it('takes what the docs show', () => {
    expect(documented.length).toBeGreaterThan(2);
    for (const text of documented) {
      validate(parse(text));
      expect(validate.errors).toBeNull();
    }
  });

  it.each([
    ['an unknown field', '{components: {A: {codes: [{nme: A_X}]}}}'],
    ['a fraction', '{components: {A: {codes: [{name: A_X, value: 1.5}]}}}'],
    ['text for a list', '{components: {A: {codes: [{name: A_X, aliases: x}]}}}'],
    ['an alias without a text', '{components: {A: {codes: [{name: A_X, aliases: [{case: any}]}]}}}'],
    ['a component with a slash', '{components: {a/b: {}}}'],
  ])('refuses %s', (_, text) => {
    expect(validate(parse(text))).toBe(false);
  });
});
