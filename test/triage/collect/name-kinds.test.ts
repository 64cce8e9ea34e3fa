import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { knownMessages } from '../../../src/catalogue/known-messages/index.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import { readEntities } from '../../../src/triage/collect/entities.ts';
import { nameKindsIn } from '../../../src/triage/collect/name-kinds.ts';

const recogniser = new Recogniser(builtInCatalogue());

/** What a line names, and what of that is found where its shape tells what to look for. */
function named(line: string): { readonly all: readonly string[]; readonly told: readonly string[] } {
  const { prefix } = recogniser.recognise(line);
  const shape = recogniser.shapeTextOf(line);
  const may = nameKindsIn(shape, recogniser.recogniseShape(shape).prefix.message);
  const all: string[] = [];
  const told: string[] = [];
  readEntities(line, prefix, (kind, name) => all.push(`${kind} ${name}`));
  readEntities(line, prefix, (kind, name) => told.push(`${kind} ${name}`), may);
  return { all, told };
}

function logsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('what the shape of a line tells of what it may name', () => {
  it('hides nothing in recorded logs and in the samples of known messages', () => {
    const lines = new Set(knownMessages.flatMap(({ samples }) => samples));
    for (const log of logsBelow('fixtures'))
      for (const line of readFileSync(log, 'latin1').split('\n').slice(0, 1000)) lines.add(line);
    expect(lines.size).toBeGreaterThan(10_000);
    for (const line of lines) {
      const { all, told } = named(line);
      if (told.length !== all.length) expect({ line, told }).toEqual({ line, told: all });
    }
  });

  it('hides nothing whatever the names are and wherever they stand', () => {
    const name = fc.constantFrom(
      '10.0.3.17',
      '10.0.3.17:12345',
      '[fe80::ba:1]:15303',
      'http://kv-a02:8080/metadata',
      'kv-a03:12403@mlx5_1',
      'mlx5_bond_0',
      'mlx4_3',
      'erdma_0',
      'bnxt_re2',
      'bnxt_re_bond0',
      'irdma1',
      'rxe0',
      'rocep1s0f1',
      'rocepfoo',
      'ibp12s0',
      'hns_0',
      'cxi2',
      'efa_1',
      'rdmap0s6',
      'xscale_1',
      'cmpl-1f9c-0',
      'req-70986-chunk-7_k',
      'REQ-12ab req',
      'request_id=4918870832766731220',
      'rid: abcdef12',
      'key=qwen3@tp3@d44fa76b',
      'first_key: default',
      'for key "a b"',
      "keys ['k0']",
      'segment_name=10.44.1.1:14031',
      'Segments: node7',
      'TP3',
      'Worker_TP1_EP2',
      'tp_rank:4',
      'rank 12',
      'local=10.0.0.1:80',
    );
    const between = fc.constantFrom(
      ' ',
      ', ',
      ' (',
      ') ',
      '=',
      ': ',
      '\x1b[31m',
      '[0, -800, 0, 0]',
      'x',
      '_',
      '7',
      "['",
    );
    const front = fc.constantFrom(
      '',
      'E0730 02:14:13.334258 52010 client_service.cpp:380] ',
      '(Worker_DP0_TP1 pid=8144) ERROR 07-30 02:14:13 [mooncake_connector.py:330] ',
    );
    fc.assert(
      fc.property(front, fc.array(fc.tuple(between, name), { maxLength: 5 }), (prefix, parts) => {
        const { all, told } = named(prefix + parts.flat().join(''));
        expect(told).toEqual(all);
      }),
      { seed: 16, numRuns: 3000 },
    );
  });
});
