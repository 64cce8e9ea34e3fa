import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** The commands of which compiled code is kept, each apart, since V8 takes as long to read code as it has functions. */
export const compiledCommands = ['annotate', 'summary', 'triage', 'explain'] as const;

export type CompiledCommand = (typeof compiledCommands)[number];

/** Whose code suits what was typed, as far as its first word tells. */
export function compiledCommand(word: string | undefined): CompiledCommand {
  return compiledCommands.find((command) => command === word) ?? 'annotate';
}

const checksumLength = 4;

/**
 * The code that V8 compiled from a source when the program was built; undefined where there is none for this Node or it is
 * damaged. V8 itself checks no more than versions, flags and lengths, and crashes on what it then misreads.
 */
export function readCompiledCode(
  folder: string,
  command: CompiledCommand,
  source: Buffer,
): Buffer | undefined {
  let content: Buffer;
  try {
    content = readFileSync(fileOf(folder, command));
  } catch {
    return undefined;
  }
  if (content.length <= checksumLength) return undefined;
  const code = content.subarray(0, -checksumLength);
  return content.readUInt32LE(code.length) === checksum(source, code) ? code : undefined;
}

/** Keeps compiled code where `readCompiledCode` finds it. */
export function writeCompiledCode(
  folder: string,
  command: CompiledCommand,
  source: Buffer,
  code: Buffer,
): void {
  const end = Buffer.alloc(checksumLength);
  end.writeUInt32LE(checksum(source, code));
  writeFileSync(fileOf(folder, command), Buffer.concat([code, end]));
}

/** Code compiled by one Node is of no use to another. */
function fileOf(folder: string, command: CompiledCommand): string {
  return path.join(folder, `${command}-${process.version}-${process.arch}.cache`);
}

/** Of both, since code must not run with another build's source. */
function checksum(source: Buffer, code: Buffer): number {
  return crc32(code, crc32(source));
}
