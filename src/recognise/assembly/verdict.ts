/** What becomes of a line, or of a part of it: it was read, */
export const done = 0;
/** or it may hold what others must look at, */
export const left = -1;
/** or the text at `unknownText` must be made known first: a word, */
export const unknownWord = -2;
/** or the source of the header that was found. */
export const unknownSource = -3;
