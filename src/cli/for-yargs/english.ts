import { format } from 'node:util';

/**
 * Takes the place of the package y18n in the program (see build-bundle.ts), which searches folders for translations at each
 * start: the program's own texts are English, and so are those of yargs.
 */
export default function english() {
  return {
    __: format,
    __n: (one: string, other: string, count: number, ...values: unknown[]) => {
      const text = count === 1 ? one : other;
      return text.includes('%d') ? format(text, count, ...values) : format(text, ...values);
    },
    setLocale: () => {},
    getLocale: () => 'en',
    updateLocale: () => {},
  };
}
