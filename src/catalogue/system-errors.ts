import { getSystemErrorMap } from 'node:util';

/** An error number of the operating system. */
interface SystemError {
  readonly name: string;
  readonly value: number;
  readonly description: string;
}

/** The system's error that a name (`ETIMEDOUT`), a number (110), or a text that ends with a number in brackets means. */
export function systemErrorCalled(word: string): SystemError | undefined {
  const number = /^(?:[^[\]]* ?\[)?(\d{1,3})\]?$/.exec(word)?.[1];
  for (const [value, [name, description]] of getSystemErrorMap())
    if (number === undefined ? name === word.toUpperCase() : value === -Number(number))
      return { name, value: -value, description };
  return undefined;
}
