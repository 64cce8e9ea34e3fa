import type { Writable } from 'node:stream';

/**
 * Writes a text or bytes to a stream and resolves when the stream has taken it. That the reader has gone (`| head`) is no error;
 * rejects with anything else that the stream fails with.
 */
export function print(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on('error', () => {});
    stream.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}
