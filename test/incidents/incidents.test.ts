import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { incidents } from './incidents.ts';

describe('the written incidents', () => {
  test.each(incidents())('$name stands in the fixtures as it is written', ({ name, logs, expected }) => {
    const read = (file: string) =>
      readFileSync(new URL(`../../fixtures/incidents/${name}/${file}`, import.meta.url), 'utf8');
    for (const log of logs) expect(read(log.name), log.name).toBe(log.toString());
    expect(JSON.parse(read('expected.json'))).toEqual(expected);
  });
});
