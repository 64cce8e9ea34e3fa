/**
 * What becomes of a line in WebAssembly, besides that it has so many findings. Both sides read this file, as memory-layout.ts.
 */

/** What becomes of a line, or of a part of it: it was read, */
export const done = 0;
/** or it may hold what others must look at, */
export const left = -1;
/** or the text at `unknownText` must be made known first: a word, */
export const unknownWord = -2;
/** or the source of the header that was found. */
export const unknownSource = -3;
/** What counts lines adds: the hour is not known, */
export const unknownHour = -4;
/** or the line is among the earliest that report a code, which are kept as samples, */
export const earliest = -5;
/** or there is no room to count it. */
export const noRoom = -6;
/** What puts annotations behind lines adds: the annotation of the kind of finding is not known, */
export const unknownKind = -7;
/** or there is no room for what comes up to the line's end and its annotation. */
export const full = -8;
