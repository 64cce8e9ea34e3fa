/** Where the last call leaves what it found: 16 numbers of 32 bits, of which the last eight may be four of 64. It stands again in ../line-memory.ts. */
export const found: usize = 0x10000;
