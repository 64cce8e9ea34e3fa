/** What every code means: component, group, name, value, description, cause, what to check; and which of Mooncake's own messages imply which code. */
export type { Code, Component, Origin } from './code.ts';
export { isNormal } from './code.ts';
export type { Message, MessagesByFile } from './message.ts';
