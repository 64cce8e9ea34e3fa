/**
 * Takes the place of the package string-width in the program (see build-bundle.ts): yargs measures
 * only its help with it, which is ASCII, and the package's Intl.Segmenter takes 25 ms to make, at each start.
 */
export default function textWidth(text: string): number {
  return text.length;
}
