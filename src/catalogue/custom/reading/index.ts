/** From a catalogue file's text to checked data, with line and column of every fault. */
export { CatalogueDocument, type Path } from './document.ts';
export { readCatalogue } from './read.ts';
