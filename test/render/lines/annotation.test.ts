import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import type { Code } from '../../../src/catalogue/code.ts';
import { annotationsAt } from '../../../src/recognise/annotated.ts';
import type { Finding } from '../../../src/recognise/finding.ts';
import { annotationOf, annotationsOf } from '../../../src/render/lines/annotation.ts';

const catalogue = builtInCatalogue();

function finding(name: string, more: Partial<Finding> = {}): Finding {
  const code = catalogue.named(name)[0]!;
  return { ...code, kind: 'code', evidence: 'name', code, start: 0, end: 1, ...more };
}

describe('an annotation', () => {
  it.each([
    [finding('TRANSFER_FAIL'), 'Store / Transfer: TRANSFER_FAIL (-800): Transfer operation failed'],
    [
      finding('ERR_MEMORY', { evidence: 'message', note: 'really: no slot' }),
      'TransferEngine / Other: ERR_MEMORY (-302), implied: Out of memory (really: no slot)',
    ],
    [
      finding('RPC_FAIL', { kind: 'ambiguous', value: -101, readings: catalogue.valued(-101) }),
      'Ambiguous: -101 is TransferEngine / Handshake: ERR_DNS (Local server name is not a valid DNS hostname or IP address, preventing other nodes from handshaking with this node) or Store / Segment Selection: SEGMENT_NOT_FOUND (No available segments found)',
    ],
    [
      finding('RPC_FAIL', {
        kind: 'ambiguous',
        value: undefined,
        readings: catalogue.valued(-101).slice(0, 1),
      }),
      'Ambiguous: TransferEngine / Handshake: ERR_DNS (Local server name is not a valid DNS hostname or IP address, preventing other nodes from handshaking with this node)',
    ],
    [
      finding('RPC_FAIL', { kind: 'uncatalogued', name: '-9999', value: -9999, description: 'Not known' }),
      'Uncatalogued: Store -9999: Not known',
    ],
    [
      finding('FILE_OPEN_FAIL', {
        kind: 'group',
        evidence: 'message',
        name: 'FILE_OPEN_FAIL or FILE_READ_FAIL',
        value: undefined,
        description: 'Either',
      }),
      'Store / File: FILE_OPEN_FAIL or FILE_READ_FAIL, implied: Either',
    ],
  ])('%# says what was found', (found, text) => {
    expect(annotationOf(found)).toBe(text);
  });

  it('stands behind the separator, and several are joined', () => {
    expect(annotationsOf([finding('RPC_FAIL'), finding('INTERNAL_ERROR')])).toBe(
      '  <- Store / RPC: RPC_FAIL (-900): RPC operation failed; Store / Internal: INTERNAL_ERROR (-1): Internal error occurred',
    );
  });
});

describe('whatever a catalogue holds', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '  <- ',
          ' <-',
          '<-',
          '   <-  <-',
          ' ',
          '\n',
          '\r\n',
          '\0',
          '\x1b[31m',
          '\x85',
          '\t<-',
          'é',
          '错误',
        ),
        fc.string({ unit: 'binary', maxLength: 5 }),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(''));
  const kind = fc.constantFrom('code', 'ambiguous', 'uncatalogued', 'group');
  const findings = fc.array(
    fc
      .record({
        kind,
        group: text,
        name: text,
        description: text,
        note: text,
        evidence: fc.constantFrom('name', 'number', 'message'),
      })
      .map(
        (row): Finding => ({
          ...row,
          component: 'Store',
          value: -1,
          readings: [{ ...catalogue.codes[0]!, group: row.group, name: row.name } as Code],
          start: 0,
          end: 1,
        }),
      ),
    { minLength: 1, maxLength: 4 },
  );

  it('annotations hold the separator once, at their start, and no control character', () => {
    fc.assert(
      fc.property(findings, (found) => {
        const annotations = annotationsOf(found);
        expect(annotations.startsWith('  <- ')).toBe(true);
        expect(annotations.slice(5)).not.toContain(' <-');
        expect(annotations).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
      }),
      { numRuns: 2000 },
    );
  });
});

it('every code of the catalogue has an annotation that is known again on its line', () => {
  for (const code of catalogue.codes) {
    for (const evidence of ['name', 'message'] as const) {
      const line = 'some line  <- of a log';
      const annotated = line + annotationsOf([{ ...code, kind: 'code', evidence, code, start: 0, end: 1 }]);
      expect(annotationsAt(annotated)).toBe(line.length);
    }
  }
});
