/** A transport of pino's: `pino({ transport: { target: 'mooncake-annotate/pino' } })`. docs/library.md shows how it is used. */
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { builtInCatalogue } from './catalogue/built-in.ts';
import { createCatalogue } from './library/documents.ts';
import { ArgumentError } from './library/log-stream.ts';
import { RecordAnnotator } from './library/record-annotator.ts';

/** What the transport is told. */
export interface PinoTransportOptions {
  /** Where records go: a file, which is appended to, or a descriptor; 1, standard output, by default. */
  readonly destination?: string | number;
  /** Make the folder of the file. */
  readonly mkdir?: boolean;
  /** Hand records on to the next target of a `pipeline` instead. */
  readonly pipe?: boolean;
  /** Members that hold return codes of Mooncake's, `error.code` for one within another; `ret`, `error_code`, `errorCode` by default. */
  readonly fields?: readonly string[];
  /** Settles numbers that components share: `Store`, `TransferEngine` or `Tent`. */
  readonly component?: string;
  /** A YAML or JSON file with codes of your own. */
  readonly catalogue?: string;
}

const usualFields = ['ret', 'error_code', 'errorCode'];

/**
 * Makes the stream that pino's worker writes records to. Each record whose message reports a code, or one of whose fields holds one,
 * gets a member `mooncake` with its meaning.
 *
 * @throws ArgumentError for fields that are no list of names
 */
export default function transport(options: PinoTransportOptions = {}): Writable {
  const { fields = usualFields, component, catalogue: file, pipe = false } = options;
  if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string'))
    throw new ArgumentError('fields are a list of names');
  const catalogue =
    file === undefined ? builtInCatalogue() : createCatalogue({ file, text: readFileSync(file, 'utf8') });
  const annotator = new RecordAnnotator(catalogue, fields, component);
  return pipe ? new PipedRecords(annotator) : new WrittenRecords(annotator, options);
}

/** Hands records on. */
class PipedRecords extends Transform {
  readonly #annotator: RecordAnnotator;

  constructor(annotator: RecordAnnotator) {
    super();
    this.#annotator = annotator;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.push(this.#annotator.push(chunk));
    done();
  }

  override _flush(done: () => void): void {
    this.push(this.#annotator.end());
    done();
  }
}

/** Writes records at once, so that none is lost when the process ends. */
class WrittenRecords extends Writable {
  readonly #annotator: RecordAnnotator;
  readonly #descriptor: number;
  readonly #isOwn: boolean;

  constructor(annotator: RecordAnnotator, { destination = 1, mkdir = false }: PinoTransportOptions) {
    super();
    this.#annotator = annotator;
    this.#isOwn = typeof destination === 'string';
    if (typeof destination === 'string' && mkdir) mkdirSync(dirname(destination), { recursive: true });
    this.#descriptor = typeof destination === 'string' ? openSync(destination, 'a') : destination;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#put(this.#annotator.push(chunk), done);
  }

  override _final(done: (error?: Error) => void): void {
    this.#put(this.#annotator.end(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.#isOwn) closeSync(this.#descriptor);
    done(error);
  }

  #put(bytes: Buffer, done: (error?: Error) => void): void {
    try {
      for (let at = 0; at < bytes.length; ) at += this.#writeSome(bytes, at);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  }

  /** A pipe that is full takes nothing for a while; this thread has nothing else to do. */
  #writeSome(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.#descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      return 0;
    }
  }
}
