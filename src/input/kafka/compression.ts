import zlib from 'node:zlib';
import { loadZstd } from '../compression/zstd-decoder.ts';
import { KafkaError } from './kafka-error.ts';

/** How batches of messages are compressed. */
export const compressions = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type Compression = (typeof compressions)[number];

/** Compresses what a client wrote, and takes apart what others did. */
interface Codec {
  readonly compress: (encoder: { readonly buffer: Buffer }) => Promise<Buffer>;
  readonly decompress: (bytes: Buffer) => Promise<Buffer>;
}

/** Node knows zstd from 22.15 on; reading does without. */
const native = zlib as { readonly zstdCompressSync?: (bytes: Buffer) => Buffer };

/** Whether batches can be written so. */
export function canWrite(compression: Compression): boolean {
  return compression !== 'zstd' || native.zstdCompressSync !== undefined;
}

export const zstd: Codec = {
  compress: async ({ buffer }) => {
    if (native.zstdCompressSync === undefined)
      throw new KafkaError('compression', 'this Node cannot write zstd', 'use Node 22.15 or newer, or lz4');
    return native.zstdCompressSync(buffer);
  },
  decompress: async (bytes) => {
    const decoder = (await loadZstd()).decoder();
    try {
      const parts: Buffer[] = [];
      for await (const part of decoder.push(bytes)) parts.push(part);
      for await (const part of decoder.end()) parts.push(part);
      return Buffer.concat(parts);
    } finally {
      decoder.close();
    }
  },
};

/** What frames of Java's snappy begin with; each block behind the header says how long it is. */
const javaHeader = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const javaHeaderBytes = 16;

export const snappy: Codec = {
  compress: async ({ buffer }) => (await optional(() => import('snappyjs'), 'snappyjs')).compress(buffer),
  decompress: async (bytes) => {
    const { uncompress } = await optional(() => import('snappyjs'), 'snappyjs');
    if (!bytes.subarray(0, javaHeader.length).equals(javaHeader)) return uncompress(bytes);
    const blocks: Buffer[] = [];
    for (let at = javaHeaderBytes; at < bytes.length; ) {
      const length = bytes.readInt32BE(at);
      blocks.push(uncompress(bytes.subarray(at + 4, at + 4 + length)));
      at += 4 + length;
    }
    return Buffer.concat(blocks);
  },
};

/**
 * What a frame of independent blocks of up to 4 MiB begins with, checksum included (lz4_Frame_format.md 1.6.1). Brokers take
 * no other frames, and lz4js says nothing of its blocks, of which a batch is one.
 */
const independentBlocks = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73]);

export const lz4: Codec = {
  compress: async ({ buffer }) => {
    const { compress } = await optional(() => import('lz4js'), 'lz4js');
    const frame = Buffer.from(compress(buffer));
    independentBlocks.copy(frame);
    return frame;
  },
  decompress: async (bytes) => {
    const lz4js = await optional(() => import('lz4js'), 'lz4js');
    return Buffer.from(lz4js.decompress(bytes));
  },
};

async function optional<Module extends object>(
  load: () => Promise<Module & { readonly default?: Module }>,
  name: string,
): Promise<Module> {
  try {
    const module = await load();
    return module.default ?? module;
  } catch (error) {
    throw new KafkaError('no client', `a batch is compressed with ${name}`, `npm install ${name}`, {
      cause: error,
    });
  }
}
