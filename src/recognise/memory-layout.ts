/**
 * Where things lie in a memory that lines are read from, in bytes. What is below `reader` is the scanner's. Both sides read this
 * file: TypeScript, and the AssemblyScript in assembly/, which is why it holds nothing but plain numbers.
 */
export const reader = 0x10000;

/** What a header says: numbers of 32 bits, and from the twelfth on two of 64. */
export const found = reader;
/** Places of the line, and what stands there: numbers of 32 bits. */
export const places = reader + 0x40;
/** Start and end of a text that has to be made known before the line can be read. */
export const unknownText = reader + 0x80;
/** The bits of windows: those of what is left to others, of names, and of numbers; then whether messages imply codes. */
export const rules = reader + 0x90;
/** What a line reports, 12 bytes each: kind of finding, start and end. */
export const hits = reader + 0x100;
/** Where the numbers of result lists stand. */
export const listed = reader + 0x200;

/** What names were found, 12 bytes each: its number, start and end. */
export const namePlaces = reader + 0x3c0;

/** Kinds of findings, 4 bytes each: the entry under which they are counted, group, flags (1: implied, 2: ambiguous). */
export const kinds = reader + 0x400;
export const mostKinds = 2048;
/** As many entries are counted, and as many groups. */
export const mostEntries = 256;
/** The kind of finding of each name, 2 bytes each, and whether other programs print it, too, one byte each. */
export const nameKinds = kinds + 4 * mostKinds;
export const mostNames = 512;
export const nameIsCommon = nameKinds + 2 * mostNames;
/**
 * The kind of finding of each negative value in each of three components; how many codes have the value, and in the upper four bits
 * of which components.
 */
export const valueKinds = nameIsCommon + mostNames;
export const mostValues = 2048;
export const valueReadings = valueKinds + 3 * 2 * mostValues;

/** Hash tables, 8 bytes an entry, and the texts in them. */
export const names = valueReadings + mostValues;
export const nameEntries = 1024;
export const nameTexts = names + 8 * nameEntries;
export const sources = nameTexts + 0x4000;
export const sourceEntries = 2048;
export const sourceTexts = sources + 8 * sourceEntries;
export const words = sourceTexts + 0xc000;
export const wordEntries = 2048;
export const wordTexts = words + 8 * wordEntries;

/** What is known of each source: kind (16 bits), component (16), where its messages lie, how many, where its places lie (32 each). */
export const sourceRecords = wordTexts + 0x4000;
export const mostSources = 1024;
/** The source of a line that names none: a number that no source has, of which nothing is known. */
export const noSource = mostSources - 1;

/** Beginnings of words that speak against a number's being a code, and parts of words that speak of the engine. */
export const foreignWords = sourceRecords + 16 * mostSources;
export const engineWords = foreignWords + 0x800;
/** 4 bytes each. */
export const beginningEntries = 512;

/** The messages and places of files. */
export const files = engineWords + 0x800;
export const filesEnd = files + 0x28000;

/**
 * What counts lines: why it stopped, where the mark of the last line is that was counted, and when that was printed (64 bits);
 * lines with findings, those of them whose findings are all implied, and lines of severity F, E and W (32 bits each).
 */
export const counterTotals = filesEnd;
/** Hours: year, hour (32 bits each), and when it begins in epoch milliseconds (64). */
export const counterHours = counterTotals + 0x40;
export const mostHours = 4;
/** For each entry when it came first and last in epoch milliseconds (64 bits each). */
export const counterFirsts = counterHours + 0x40;
export const counterLasts = counterFirsts + 8 * mostEntries;
/** Lines of each group (32 bits). */
export const counterGroups = counterLasts + 8 * mostEntries;
/** Lines of each minute of each entry of each hour (32 bits). */
export const counterMinutes = counterGroups + 4 * mostEntries;
/** Lines of each entry and source: a hash table of 8 bytes an entry; then how many it has. */
export const counterSources = counterMinutes + 4 * 60 * mostEntries * mostHours;
export const counterSourceEntries = 4096;
export const counterSourcesUsed = counterSources + 8 * counterSourceEntries;

/** What puts annotations behind lines: why it stopped, where its input and its output were then, and a kind (32 bits each). */
export const annotatorState = counterSourcesUsed + 0x40;
/** Of each kind where its annotation lies and how long it is, lines that got it, and the annotations themselves. */
export const annotationTexts = annotatorState + 0x40;
export const annotationCounts = annotationTexts + 8 * mostKinds;
export const annotations = annotationCounts + 4 * mostKinds;
export const annotationsEnd = annotations + 0x10000;

/** Where lines may begin. */
export const lines = 0xd0000;
/** Bytes that may be read past the end of a line. */
export const overrun = 64;

/** The kind of finding that is left to others. */
export const noKind = 0xffff;

/** Shapes of lines that are read as a whole: with a header of glog or Python, or without one. */
export const glogShape = 0;
export const pythonShape = 1;
export const bareShape = 2;
