import { Catalogue, type CatalogueParts } from './catalogue.ts';
import { codes } from './codes/index.ts';
import type { MessagesByFile } from './message.ts';
import messages from './messages.json' with { type: 'json' };
import { numberPlaces } from './number-places.ts';
import sourceFiles from './source-files.json' with { type: 'json' };

/** The rows that the program ships with. */
export const builtInParts: CatalogueParts = {
  codes,
  sourceFiles,
  messages: messages as MessagesByFile,
  numberPlaces,
};

/** Makes the catalogue that the program ships with. */
export function builtInCatalogue(): Catalogue {
  return new Catalogue(builtInParts);
}
