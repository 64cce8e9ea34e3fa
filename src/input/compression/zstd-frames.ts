/** Part of a compressed frame; `last` when the frame ends with it. */
export interface FramePart {
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

/** What the bytes at hand are: a header that must be seen whole, or a body that only passes. */
type State =
  | 'magic'
  | 'skippableSize'
  | 'skippable'
  | 'descriptor'
  | 'header'
  | 'blockHeader'
  | 'block'
  | 'checksum';

const HEADER_BYTES: Partial<Record<State, number>> = {
  magic: 4,
  skippableSize: 4,
  descriptor: 1,
  blockHeader: 3,
  checksum: 4,
};

const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;

/**
 * Finds where the frames of a zstd file begin and end (RFC 8878, section 3.1), without decompressing them.
 *
 * Needed since node:zlib reads one frame only, and does not say when a frame ends early (Node 22.23). Skippable
 * frames are left out.
 */
export class ZstdFrames {
  #state: State = 'magic';
  /** Bytes of the present header or body that are still to come. */
  #left = 4;
  #header: number[] = [];
  #lastBlock = false;
  #checksum = false;

  /** Whether the file may end here. */
  get atEnd(): boolean {
    return this.#state === 'magic' && this.#header.length === 0;
  }

  /**
   * Takes the file's next bytes.
   *
   * @throws Error when a frame begins with anything but a known magic number
   */
  *push(piece: Uint8Array): Generator<FramePart, void, undefined> {
    let from = 0;
    let at = 0;
    while (at < piece.length) {
      const skipping = this.#state === 'skippable' || this.#state === 'skippableSize';
      const wasMagic = this.#state === 'magic';
      const taken = Math.min(this.#left, piece.length - at);
      if (HEADER_BYTES[this.#state] !== undefined) this.#header.push(...piece.subarray(at, at + taken));
      at += taken;
      this.#left -= taken;
      if (wasMagic || skipping) from = at;
      // A body may have no bytes at all, as an empty block has none.
      while (this.#left === 0) {
        const ended = this.#advance();
        if (this.#state === 'descriptor') yield { bytes: magicBytes(), last: false };
        if (ended) {
          yield { bytes: piece.subarray(from, at), last: true };
          from = at;
        }
      }
    }
    if (from < at) yield { bytes: piece.subarray(from, at), last: false };
  }

  /** The present header or body is complete. Returns whether a frame is. */
  #advance(): boolean {
    const header = this.#header.reduceRight((value, byte) => value * 256 + byte, 0);
    switch (this.#state) {
      case 'magic':
        if (header === MAGIC) this.#expect('descriptor');
        else if (header - (header % 16) === SKIPPABLE_MAGIC) this.#expect('skippableSize');
        else throw new Error('Unknown frame descriptor');
        return false;
      case 'skippableSize':
        this.#expect('skippable', header);
        return false;
      case 'skippable':
        this.#expect('magic');
        return false;
      case 'descriptor':
        this.#checksum = (header & 4) !== 0;
        this.#expect('header', headerBytes(header));
        return false;
      case 'header':
        this.#expect('blockHeader');
        return false;
      case 'blockHeader': {
        const repeated = ((header >> 1) & 3) === 1;
        this.#lastBlock = (header & 1) !== 0;
        this.#expect('block', repeated ? 1 : header >> 3);
        return false;
      }
      case 'block':
        this.#expect(!this.#lastBlock ? 'blockHeader' : this.#checksum ? 'checksum' : 'magic');
        return this.#lastBlock && !this.#checksum;
      case 'checksum':
        this.#expect('magic');
        return true;
    }
  }

  #expect(state: State, bytes = HEADER_BYTES[state] ?? 0): void {
    this.#state = state;
    this.#left = bytes;
    this.#header = [];
  }
}

/** The rest of a frame's header after its descriptor: window, dictionary and content size (section 3.1.1.1). */
function headerBytes(descriptor: number): number {
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const contentSize = [single, 2, 4, 8][descriptor >> 6]!;
  return 1 - single + dictionary + contentSize;
}

function magicBytes(): Uint8Array {
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
}
