/**
 * Where things lie in the memory that lines are read from, in bytes. TypeScript and the AssemblyScript in assembly/ both read
 * this file, which is why it holds nothing but plain numbers. What is below `shape` is the prefilter's (see scan/kernel-layout.ts).
 */
export const shape = 0x10000;

/** The longest line that gets a shape; of longer ones so few have the same that a table of them does not pay. */
export const longestLine = 4096;

/** For each 64 bytes of the line the bits of its letters and digits, and of its digits alone. */
export const alphanumericMasks = shape;
export const digitMasks = alphanumericMasks + 0x400;

/** Words that stay as they are, and letters behind and before which runs are cut: hash tables of 16 bytes an entry. */
export const words = digitMasks + 0x400;
export const wordEntries = 32768;
export const stems = words + 16 * wordEntries;
export const units = stems + 16 * wordEntries;
/** Numbers that stay as they are behind certain words only, and the ends of these words. */
export const ledNumbers = units + 16 * wordEntries;
/** At most so many words a table, so that searches stay short. */
export const mostWords = 16384;
/** Beginnings that are glued to what follows, 24 bytes each: the text, its mask, its length. */
export const glued = ledNumbers + 16 * wordEntries;

export const mostGlued = 32;
/** Whether a number of this length that begins with this digit may stay as it is: 16 bytes a length. */
export const keptNumbers = glued + 0x400;
/** Whether a word that begins with 0x and is so long may stay as it is: a byte a length. */
export const keptHexadecimals = keptNumbers + 0x100;
/** The end of the word before a number, as its table holds it. */
export const leadEnd = keptNumbers + 0x200;
export const longestLead = 15;
/** How many characters may stand between a word and its number. */
export const mostBeforeNumber = 6;

/** The last runs of the line, 32 bytes each: start, end, then the state of the text before it. */
export const recentRuns = leadEnd + 0x20;
export const mostRecentRuns = 8;
/** What a list of numbers holds so far, 8 bytes each. */
export const listValues = recentRuns + 0x100;
export const mostListValues = 8;

/** The text of the last shape. */
export const text = listValues + 0x100;
/** Room for a text that is longer than its line by as much as specimens can be longer than runs. */
export const textEnd = text + 4 * longestLine + 0x100;
/** Where runs end, 8 bytes each: in the text, and in the line. */
export const edits = textEnd;
/** Clock stamps, 12 bytes each: start in the text, start in the line, length. */
export const stamps = edits + 8 * longestLine;
export const mostStamps = 16;

/** The line without terminal escapes, and where bytes were left out, 8 bytes each: in the plain line, and in the line. */
export const plain = stamps + 0x100;
export const escapes = plain + longestLine + 0x100;

/**
 * What the last line came to, 4 bytes each, which JavaScript reads faster here than as exports: the length of its text, its edits,
 * its stamps, its escapes that were left out, and the shapes in the table.
 */
export const counts = escapes + 4 * longestLine + 0x100;

/** The hash table of shapes, 16 bytes a slot: hash (64 bits), number of the shape from 1 on (32 bits). */
export const slots = counts + 0x40;
export const slotCount = 131072;
/** At most as many shapes are kept at once; no more than half of the slots, so that searches stay short. */
export const mostShapes = 65536;
/** Where each shape's text lies and how long it is, 8 bytes each; then the texts. */
export const shapeTexts = slots + 16 * slotCount;
export const arena = shapeTexts + 8 * mostShapes;
export const arenaEnd = arena + 0xc00000;

/** One record of a line that holds several, as a line by itself. */
export const record = arenaEnd + 0x100;

/** What the texts of operators' catalogues are found by (see prefilter/gram-tables.ts). */
export const gramTables = record + longestLine + 0x100;
/**
 * What is known of four bytes, a byte for each hash of 18 bits at most, and of them with four others beside them; then the first entry
 * of each hash, of 16 bits at most.
 */
export const gramMarks = gramTables;
export const gramPairs = gramMarks + 0x40000;
export const gramHeads = gramPairs + 0x40000;
export const gramShortHeads = gramHeads + 0x40000;
/** Six tables of 16 bytes: the halves of three bytes. */
export const gramBuckets = gramShortHeads + 0x4000;
/** Sets of characters, 32 bytes each, and of numbers. */
export const gramClasses = gramBuckets + 0x100;
export const gramClassCount = 16;
export const gramNumbers = gramClasses + 32 * gramClassCount;
export const gramNumberBytes = 256;
export const gramNumberCount = 96;
/** The texts and the entries that lead to them. */
export const gramPatterns = gramNumbers + gramNumberBytes * gramNumberCount;
export const gramRoom = 0x400000;
export const gramTablesEnd = gramPatterns + gramRoom;
/** Lines that may hold one of them, 8 bytes each: start, line feed. */
export const gramHits = gramTablesEnd;
export const mostGramHits = 2048;

/** Where lines may begin. */
export const lines = gramHits + 8 * mostGramHits + 0x100;
/** Bytes that may be read past the end of a line. */
export const overrun = 128;
