import { expect, it } from 'vitest';
import * as layout from '../../src/recognise/memory-layout.ts';

/** Where each part lies that is put or read byte by byte, with its length, in the order of their places. */
const parts: readonly (readonly [name: string, from: number, length: number])[] = [
  ['found', layout.found, 64],
  ['places', layout.places, 64],
  ['unknown text', layout.unknownText, 8],
  ['rules', layout.rules, 16],
  ['hits', layout.hits, 12 * 16],
  ['listed', layout.listed, 4 * 100],
  ['name places', layout.namePlaces, 12 * 4],
  ['kinds', layout.kinds, 4 * layout.mostKinds],
  ['name kinds', layout.nameKinds, 2 * layout.mostNames],
  ['common names', layout.nameIsCommon, layout.mostNames],
  ['value kinds', layout.valueKinds, 3 * 2 * layout.mostValues],
  ['value readings', layout.valueReadings, layout.mostValues],
  ['names', layout.names, 8 * layout.nameEntries],
  ['sources', layout.sources, 8 * layout.sourceEntries],
  ['words', layout.words, 8 * layout.wordEntries],
  ['source records', layout.sourceRecords, 16 * layout.mostSources],
  ['foreign words', layout.foreignWords, 4 * layout.beginningEntries],
  ['engine words', layout.engineWords, 4 * layout.beginningEntries],
  ['files', layout.files, layout.filesEnd - layout.files],
  ['totals', layout.counterTotals, 44],
  ['hours', layout.counterHours, 16 * layout.mostHours],
  ['firsts', layout.counterFirsts, 8 * layout.mostEntries],
  ['lasts', layout.counterLasts, 8 * layout.mostEntries],
  ['groups', layout.counterGroups, 4 * layout.mostEntries],
  ['minutes', layout.counterMinutes, 4 * 60 * layout.mostEntries * layout.mostHours],
  ['source counts', layout.counterSources, 8 * layout.counterSourceEntries],
  ['sources used', layout.counterSourcesUsed, 4],
  ['annotator state', layout.annotatorState, 16],
  ['annotation texts', layout.annotationTexts, 8 * layout.mostKinds],
  ['annotation counts', layout.annotationCounts, 4 * layout.mostKinds],
  ['annotations', layout.annotations, layout.annotationsEnd - layout.annotations],
];

it('nothing in the memory of lines lies where something else lies', () => {
  let end: number = layout.reader;
  for (const [name, from, length] of parts) {
    expect(from, name).toBeGreaterThanOrEqual(end);
    end = from + length;
  }
  expect(layout.lines).toBeGreaterThanOrEqual(end);
});

it.each([
  ['hours', layout.counterHours],
  ['firsts', layout.counterFirsts],
  ['lasts', layout.counterLasts],
  ['totals', layout.counterTotals],
  ['found', layout.found],
])('numbers of 64 bits can be read among the %s', (_, place) => {
  expect(place % 8).toBe(0);
});
