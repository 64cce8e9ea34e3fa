/** What a catalogue file may hold: the schema that checks it, its types, and the same as JSON Schema for editors. */
export {
  type CatalogueFile,
  type CodeEntry,
  type ComponentEntry,
  catalogueFile,
  fields,
  type MessageEntry,
  type NumberEntry,
  type SoughtEntry,
} from './catalogue-file.ts';
export type { FollowsEntry, LinkEntry } from './follows.ts';
