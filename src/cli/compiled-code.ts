import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

const checksumLength = 4;

/**
 * The code that V8 compiled from a source when the program was built; undefined where there is none for this Node or it is
 * damaged. V8 itself checks no more than versions, flags and lengths, and crashes on what it then misreads.
 */
export function readCompiledCode(folder: string, source: Buffer): Buffer | undefined {
  let content: Buffer;
  try {
    content = readFileSync(fileOf(folder));
  } catch {
    return undefined;
  }
  if (content.length <= checksumLength) return undefined;
  const code = content.subarray(0, -checksumLength);
  return content.readUInt32LE(code.length) === checksum(source, code) ? code : undefined;
}

/** Keeps compiled code where `readCompiledCode` finds it. */
export function writeCompiledCode(folder: string, source: Buffer, code: Buffer): void {
  const end = Buffer.alloc(checksumLength);
  end.writeUInt32LE(checksum(source, code));
  writeFileSync(fileOf(folder), Buffer.concat([code, end]));
}

/** Code compiled by one Node is of no use to another. */
function fileOf(folder: string): string {
  return path.join(folder, `program-${process.version}-${process.arch}.cache`);
}

/** Of both, since code must not run with another build's source. */
function checksum(source: Buffer, code: Buffer): number {
  return crc32(code, crc32(source));
}
