import { builtInParts } from '../../../src/catalogue/built-in.ts';
import { catalogueFaultText } from '../../../src/catalogue/custom/fault.ts';
import { mergeCatalogues } from '../../../src/catalogue/custom/merge-catalogues.ts';
import { Recogniser, type RecogniserOptions } from '../../../src/recognise/recogniser.ts';

/** Merges catalogues into the built-in one. */
export function merged(...texts: string[]) {
  return mergeCatalogues(
    builtInParts,
    texts.map((text, index) => ({ file: texts.length === 1 ? 'own.yaml' : `own${index + 1}.yaml`, text })),
  );
}

/** What is wrong with a catalogue, one line a fault. */
export function faultsOf(...texts: string[]): string[] {
  return merged(...texts).faults.map(catalogueFaultText);
}

/** Finds what lines report with a catalogue that must be sound, each as `Component:NAME/evidence`. */
export function finderWith(text: string, options?: RecogniserOptions): (line: string) => string[] {
  const { catalogue, faults } = merged(text);
  if (faults.length > 0) throw new Error(faults.map(catalogueFaultText).join('\n'));
  const recogniser = new Recogniser(catalogue, options);
  return (line) =>
    recogniser
      .recognise(Buffer.from(line, 'utf8').toString('latin1'))
      .findings.map(({ component, name, evidence }) => `${component}:${name}/${evidence}`);
}
