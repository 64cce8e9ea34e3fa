/**
 * Counts lines that can be read as a whole, in the memory in which they stand. In AssemblyScript as what reads them
 * (src/recognise/assembly), so that JavaScript is called for few lines only: what it takes for one is as long as all the rest,
 * and many times as long until V8 has compiled it.
 */
export { countLines, lastStamp } from './lines';
