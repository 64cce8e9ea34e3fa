declare module 'snappyjs' {
  export function compress(bytes: Buffer): Buffer;
  export function uncompress(bytes: Buffer): Buffer;
}

declare module 'lz4js' {
  export function compress(bytes: Buffer): Uint8Array;
  export function decompress(bytes: Buffer): Uint8Array;
}
