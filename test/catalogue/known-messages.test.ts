import { describe, expect, test } from 'vitest';
import { readAction } from '../../src/catalogue/advice/placeholders.ts';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { knownConsequences, routineEvents } from '../../src/catalogue/consequences/index.ts';
import { knownMessages } from '../../src/catalogue/known-messages/index.ts';
import { KnownMessageMatcher } from '../../src/catalogue/known-messages/matcher.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue);
const matcher = new KnownMessageMatcher();
const codes = new Set(catalogue.codes.map((code) => `${code.component}/${code.name}`));
const samples = knownMessages.flatMap((message) => message.samples.map((sample) => ({ message, sample })));

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function isSign(sign: string): boolean {
  const [kind, id] = sign.split('/');
  return kind === 'message' ? knownMessages.some((message) => message.id === id) : codes.has(sign);
}

describe('the known messages', () => {
  test('have ids of their own', () => {
    const ids = knownMessages.map((message) => message.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test.each(samples)('$message.id is found in its sample: $sample', ({ message, sample }) => {
    const { severity } = recogniser.recognise(latin1(sample)).prefix;
    expect(matcher.match(latin1(sample), severity)?.id).toBe(message.id);
  });

  test('show a sample for each of their patterns', () => {
    const unseen = knownMessages.flatMap((message) =>
      message.patterns
        .filter((pattern) => {
          const alone = new KnownMessageMatcher([{ ...message, patterns: [pattern] }]);
          return !message.samples.some((sample) => alone.match(latin1(sample)));
        })
        .map((pattern) => `${message.id}: ${pattern}`),
    );
    expect(unseen).toEqual([]);
  });

  test('name codes of the catalogue', () => {
    const wrong = knownMessages.filter((m) => m.code !== undefined && !codes.has(`${m.component}/${m.code}`));
    expect(wrong.map((m) => m.id)).toEqual([]);
  });

  test.each(samples.filter(({ message }) => message.code !== undefined))(
    '$message.id agrees with the recogniser on the code that follows: $sample',
    ({ message, sample }) => {
      // Where the recogniser leaves the code open, or the line states another one too, nothing is to be compared.
      const implied = recogniser
        .recognise(latin1(sample))
        .findings.filter(
          (f) => f.kind === 'code' && f.evidence === 'message' && f.component === message.component,
        );
      const names = implied.map((f) => f.name);
      expect(names.length === 0 || names.includes(message.code ?? '')).toBe(true);
    },
  );

  test('say what to check, with commands, and where they are known from', () => {
    const empty = knownMessages.filter(
      (m) =>
        m.meaning === '' ||
        m.source === '' ||
        (!m.isEvidence &&
          (m.checks.length === 0 || m.checks.every((line) => readAction(line).command === undefined))) ||
        m.checks.some((line) => readAction(line).text === ''),
    );
    expect(empty.map((m) => m.id)).toEqual([]);
  });

  test('are not found in lines of ordinary work', () => {
    const ordinary = [
      'I1123 13:08:02.845501  4721 client_service.cpp:747] Transfer engine auto discovery is disabled for protocol: tcp',
      'W1123 13:08:02.858877  4720 segment.cpp:166] segment_name=127.0.0.1:13011, warn=segment_already_exists',
      'E1123 13:08:02.845522  4721 transfer_metadata.cpp:991] Local segment descriptor not found',
      'INFO 07-30 02:00:03 [factory.py:73] Creating v1 connector with name: MooncakeStoreConnector',
    ];
    const told = ordinary.flatMap((line) => matcher.match(line) ?? []);
    expect(told.filter(({ routine }) => routine !== 'always')).toEqual([]);
  });
});

describe('the known consequences', () => {
  test('have ids of their own', () => {
    const ids = knownConsequences.map((row) => row.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('name only codes of the catalogue and known messages', () => {
    const signs = [...knownConsequences.flatMap((row) => [...row.cause, ...row.effect]), ...routineEvents];
    expect(signs.filter((sign) => !isSign(sign))).toEqual([]);
  });

  test('take no sign for its own consequence, and last a while', () => {
    const odd = knownConsequences.filter(
      (row) => row.withinSeconds <= 0 || row.because === '' || row.source === '',
    );
    expect(odd.map((row) => row.id)).toEqual([]);
  });

  test('let no routine sign cause anything but routine ones', () => {
    const routine = new Set(routineEvents);
    const odd = knownConsequences.filter((row) => row.cause.every((sign) => routine.has(sign)));
    expect(odd.map((row) => row.id)).toEqual([]);
  });
});
