/** What every code means: component, group, name, value, description, cause, what to check; and which of Mooncake's own messages imply which code. */
export { builtInCatalogue } from './built-in.ts';
export { Catalogue, type CatalogueParts } from './catalogue.ts';
export type { Code, Component, Origin } from './code.ts';
export { isNormal } from './code.ts';
export {
  type KnownConsequence,
  knownConsequences,
  routineSigns,
  type SharedPlace,
  type Sign,
} from './consequences/index.ts';
export { type KnownMessage, knownMessages } from './known-messages/index.ts';
export { KnownMessageMatcher } from './known-messages/matcher.ts';
export { codesCalled, componentNamed } from './lookup.ts';
export type { Message, MessagesByFile } from './message.ts';
export { MessageTable } from './messages/message-table.ts';
export type { NumberPlace } from './number-places.ts';
