/**
 * Writes lines with their annotations from the scanner's memory into blocks of output in the same memory. In AssemblyScript as
 * what reads the lines (src/recognise/assembly): in JavaScript each line with a code took several microseconds until V8 had
 * compiled all that it goes through, which is most of what a night's log has.
 */
export { annotateLines } from './lines';
