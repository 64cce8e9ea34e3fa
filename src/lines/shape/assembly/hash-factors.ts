/** Odd numbers of 64 bits with about as many ones as zeros, which spread what they multiply over all bits. */
export const K1: u64 = 0x9e3779b97f4a7c15;
export const K2: u64 = 0xd6e8feb86659fd93;
