/**
 * Takes the place of the package escalade in the program (see build-bundle.ts): yargs searches the folders above for a
 * package.json with a version, and is told the version anyway.
 */
export default function noFolderAbove(): undefined {}
