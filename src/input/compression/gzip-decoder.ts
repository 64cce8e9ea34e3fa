import { createGunzip } from 'node:zlib';
import { type Decoder, DecodingError } from './decoder.ts';

/** Bytes that are unpacked at once. */
const partBytes = 64 * 1024;

/**
 * Reads gzip data by node:zlib, all members of it. Zeros behind the last member are padding, as `gzip -t` takes them
 * (tapes, and files that were made longer before they were written).
 */
export function gzipDecoder(): Decoder {
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
