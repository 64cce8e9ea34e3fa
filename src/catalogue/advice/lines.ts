import { codes } from '../codes/index.ts';
import { knownMessages } from '../known-messages/index.ts';
import type { MessagesByFile } from '../message.ts';
import messages from '../messages.json' with { type: 'json' };

/** Every line of built-in advice: causes and actions of codes, meanings and checks of known messages, checks of others. */
export function adviceLines(): string[] {
  return [
    ...codes.flatMap(({ cause, action }) => [...cause, ...action]),
    ...knownMessages.flatMap(({ meaning, checks }) => [meaning, ...checks]),
    ...Object.values(messages as MessagesByFile).flatMap((of) => of.flatMap(({ check }) => check ?? [])),
  ];
}
