/** Where the last call leaves what it found: eight numbers of 32 bits, then two of 64. It stands again in ../line-memory.ts. */
export const found: usize = 0x10000;
