import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { summarise, triage } from '../../src/index.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { recordCode, recordOf } from '../../src/render/lines/record.ts';
import { schemas } from '../../src/render/schemas/schemas.ts';

const ajv = new Ajv({ strict: false });
const logs = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.log'))
  .map((name) => `fixtures/${name}`);
const folder = (name: string): string[] => logs.filter((file) => file.includes(name));

function faults(schema: string, document: unknown): unknown {
  const validate = ajv.compile(schemas[schema]!);
  return validate(document) ? [] : validate.errors;
}

describe('the schema', () => {
  it('of a summary holds of what is summed up', async () => {
    for (const files of [['fixtures/store.log', 'fixtures/callers.log'], ['nosuch.log']]) {
      const { report } = await summarise(files, { since: new Date(0) });
      expect(faults('summary', report)).toEqual([]);
    }
  });

  it('of a triage report holds of every kind of incident', async () => {
    for (const name of ['one-nic-down', 'master-killed', 'quiet-day', '05-master-killed']) {
      const { report } = await triage(folder(name));
      expect(faults('triage', report)).toEqual([]);
    }
  });

  it('of a record holds of each line', () => {
    const recogniser = new Recogniser(builtInCatalogue(), { normal: true });
    const input = 'fixtures/store.log';
    for (const [index, line] of readFileSync(input, 'latin1').split('\n').entries()) {
      const { prefix, findings } = recogniser.recognise(line);
      const codes = findings.map(recordCode);
      const record = recordOf({ text: line, prefix, codes, time: undefined, input, number: index + 1 });
      expect(faults('record', record)).toEqual([]);
    }
  });

  it('does not hold of other documents', () => {
    expect(faults('summary', { schema: 'mooncake-annotate/summary@2' })).not.toEqual([]);
    expect(faults('record', { level: 35, input: 'a', line: 1, msg: '', codes: [] })).not.toEqual([]);
  });
});
