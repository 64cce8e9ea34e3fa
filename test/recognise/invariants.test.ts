import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { withoutEscapes } from '../../src/lines/shape/escapes.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue, { normal: true });

/** Pieces that log lines are made of, so that random lines come near to real ones. */
const piece = fc.oneof(
  fc.constantFrom(
    'RPC_FAIL',
    'ERR_DNS',
    'UNKNOWN_ERROR',
    'A_A_A_',
    'error=',
    'ret: ',
    '-800',
    '-1',
    ' -1 ',
    'res:[',
    '0, ',
    ']',
    "'",
    '"',
    '{"log":"',
    'E0730 11:49:18.1 12 client_service.cpp:9] ',
    'I20260730 11:49:18.1 12 status.cpp:9] ',
    '(Worker pid=1) ',
    '[TP2] ',
    '\x1b[31m',
    '\x1b]8;;x\x07',
    ': InternalError: ',
    'object_not_found',
    '  <- ',
    'Store / Transfer: ',
    '\0',
    '\r',
    '\xff',
  ),
  fc.string({ maxLength: 12 }),
);
const line = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('').replaceAll('\n', ''));

describe('whatever a line holds', () => {
  it('the text of a stated finding really is on the line', () => {
    fc.assert(
      fc.property(line, (text) => {
        for (const finding of recogniser.recognise(text).findings) {
          expect(finding.start).toBeGreaterThanOrEqual(0);
          expect(finding.end).toBeLessThanOrEqual(text.length);
          const slice = text.slice(finding.start, finding.end);
          const evidence = withoutEscapes(slice)?.text ?? slice;
          if (finding.evidence === 'name' && finding.name !== 'OK')
            expect(evidence.toUpperCase()).toBe(finding.name);
          if (finding.evidence === 'number' && finding.value !== 0)
            expect(Number(evidence)).toBe(finding.value);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('no code is found twice', () => {
    fc.assert(
      fc.property(line, (text) => {
        const codes = recogniser.recognise(text).findings.flatMap((finding) => finding.code ?? []);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });

  it('its findings do not depend on the lines before it', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const shared = lines.map((text) => recogniser.recognise(text).findings);
        const alone = lines.map(
          (text) => new Recogniser(catalogue, { normal: true }).recognise(text).findings,
        );
        expect(shared).toEqual(alone);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the catalogue', () => {
  it.each(
    catalogue.codes.flatMap((code) =>
      code.sample.map((sample) => [`${code.component} ${code.name}`, sample, code] as const),
    ),
  )('has samples that the recogniser finds: %s in %s', (_name, sample, code) => {
    const found = recogniser.recognise(Buffer.from(sample, 'utf8').toString('latin1')).findings;
    const codes = found.flatMap((finding) =>
      finding.kind === 'group' ? (finding.readings ?? []) : (finding.code ?? []),
    );
    expect(codes).toContain(code);
  });
});
