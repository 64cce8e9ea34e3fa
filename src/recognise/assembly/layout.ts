/** Where the last call leaves what it found: numbers of 32 bits, and from the twelfth on two of 64. It stands again in ../line-memory.ts. */
export const found: usize = 0x10000;
