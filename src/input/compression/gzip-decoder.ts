import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { type ContentStart, type Decoder, DecodingError, type Decompressor } from './decoder.ts';

/** Bytes that are unpacked at once. */
const partBytes = 64 * 1024;

/**
 * Reads gzip data by node:zlib, all members of it. Zeros behind the last member are padding, as `gzip -t` takes them
 * (tapes, and files that were made longer before they were written).
 */
function decoder(): Decoder {
  // Each part is a turn of a thread, which costs as much as unpacking the 16 KiB that are usual.
  const stream = createGunzip({ chunkSize: partBytes });
  let ready: Buffer[] = [];
  let failure: Error | undefined;
  /** Node ends the stream at the padding, and leaves the write of it without an answer. */
  let ended = false;
  let wake = () => {};
  // Flowing mode: a destroyed stream would throw away what it still buffered for a reader.
  stream.on('data', (chunk: Buffer) => ready.push(chunk));
  stream.on('error', (error) => {
    failure = error;
    wake();
  });
  stream.on('end', () => {
    ended = true;
    wake();
  });

  function* take() {
    const taken = ready;
    ready = [];
    yield* taken;
  }
  async function* step(start: (done: () => void) => void) {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (failure || ended) resolve();
      else start(resolve);
    });
    yield* take();
    if (failure === undefined) return;
    const isEarly = /unexpected end of file/i.test(failure.message);
    throw new DecodingError(isEarly ? 'early' : 'damaged', failure.message, { cause: failure });
  }
  return {
    async *push(piece) {
      if (ended && piece.some((byte) => byte !== 0))
        throw new DecodingError('damaged', 'something else follows behind its end');
      yield* step((done) => stream.write(piece, () => done()));
    },
    end: () => step(() => stream.end()),
    rest: take,
    close: () => stream.destroy(),
  };
}

/** What a small file may grow to at once. */
const mostAtOnce = 4 * 1024 ** 2;

function atOnce(packed: Uint8Array): Buffer | undefined {
  try {
    const options = { maxOutputLength: mostAtOnce, info: true };
    const { buffer, engine } = gunzipSync(packed, options) as unknown as WithEngine;
    // What follows behind its end is looked at by whoever knows padding from damage.
    return engine.bytesWritten === packed.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

/** What node:zlib returns when it is asked for `info`. */
interface WithEngine {
  readonly buffer: Buffer;
  /** Says how many bytes it took. */
  readonly engine: { readonly bytesWritten: number };
}

function start(bytes: Buffer): ContentStart {
  try {
    return { content: gunzipSync(bytes), endsEarly: false };
  } catch (error) {
    const endsEarly = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    try {
      return { content: gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }), endsEarly };
    } catch {
      // A start that cannot be read has no content to compare; the reader of the whole file reports the fault.
      return { content: Buffer.alloc(0), endsEarly };
    }
  }
}

/** Reads gzip. */
export const gzip: Decompressor = { decoder, start, atOnce };
