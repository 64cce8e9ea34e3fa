import { Catalogue, type CatalogueParts } from './catalogue.ts';
import { codes } from './codes/index.ts';
import type { MessagesByFile } from './message.ts';
import { speaksForItself } from './messages/compiled-message.ts';
import messages from './messages.json' with { type: 'json' };
import { numberPlaces } from './number-places.ts';
import sourceFiles from './source-files.json' with { type: 'json' };

// Texts that only their line tells are left out: lines are not asked for yet.
const spoken = Object.fromEntries(
  Object.entries(messages as MessagesByFile).map(([file, list]) => [
    file,
    list.filter(({ pattern }) => speaksForItself(pattern)),
  ]),
);

/** The rows that the program ships with. */
export const builtInParts: CatalogueParts = {
  codes,
  sourceFiles,
  messages: spoken,
  numberPlaces,
};

/** Makes the catalogue that the program ships with. */
export function builtInCatalogue(): Catalogue {
  return new Catalogue(builtInParts);
}
