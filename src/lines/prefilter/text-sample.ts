import { ordinaryText } from './ordinary-text.ts';

/** What each of four bytes is combined with before they are compared, so that both cases of a letter are one. */
const foldedFour = 0x20202020;
const factor = 0x9e3779b1;
const pairFactor = 0x85ebca6b;
const tableBits = 16;

/** How common letters are in English, from the most common on: decides between bytes that the sample lacks. */
const letterCosts = new Float64Array(256);
for (const [index, letter] of [...' etaoinsrhldcumfpgwybvkxjqz'].entries())
  letterCosts[letter.charCodeAt(0)] = 0.01 * (1 - index / 27);

/** Words that lines which report nothing are full of, as names of settings and counters. */
const commonWords =
  ' timeout, connection to peer, retry count, failed: 0, error: 0, errors, request, requests, memory, status ok, code, device, address, connected, message, reset, closed, socket, resource, available, completed,  response: status=success, latency=82us, endpoint_store.cpp:120] evicted, slice_length=2097152, slice_count=1, action=put_start_begin, "GET /metrics HTTP/1.1" 200 OK, "POST /v1/chat/completions HTTP/1.1" 200, default, remote, batch, index, ';

/** How often a few bytes stand in ordinary text. */
export class TextSample {
  /** By four bytes with both cases of a letter as one. */
  readonly #fours = new Uint16Array(1 << tableBits);
  /** By three bytes as they are; the first is the lowest of the key. */
  readonly threes = new Map<number, number>();
  /** By two bytes as they are: before a word that is an escape of JSON may stand letters, too. */
  readonly #twos = new Map<number, number>();

  /** @param vocabulary more text */
  constructor(vocabulary = '') {
    // Lines that show such a severity are looked at anyway.
    const lines = ordinaryText
      .split('\n')
      .filter((line) => !/(?:^|[ |])[EWF]\d{4}|\b(?:ERROR|WARNING)\b/.test(line));
    const text = Buffer.from(`${lines.join('\n')}\n${commonWords.repeat(4)}\n${vocabulary}`, 'latin1');
    let four = 0;
    for (let at = 2; at < text.length; at++) {
      four = (four >>> 8) | ((text[at]! | 0x20) << 24);
      this.#fours[hash(four)]!++;
      const three = text[at - 2]! | (text[at - 1]! << 8) | (text[at]! << 16);
      count(this.threes, three);
      count(this.#twos, three >>> 8);
    }
  }

  /** For each place of a text how often the four bytes from there on stand in the sample, and in any text. */
  costsOfFours(text: string): number[] {
    const costs: number[] = [];
    let four = 0;
    for (let at = 0; at < text.length; at++) {
      four = (four >>> 8) | ((text.charCodeAt(at) | 0x20) << 24);
      if (at >= 3) costs.push(this.#fours[hash(four)]! + letterCost(text, at - 3, 4));
    }
    return costs;
  }

  /** How often two bytes of a text, with what stands before them, stand in the sample, and in any text. */
  costOfTwo(text: string, at: number, anyCase: boolean): number {
    const written = anyCase ? [text.toLowerCase(), text.toUpperCase()] : [text];
    let known = 0;
    for (const form of written) {
      const two = form.charCodeAt(at) | (form.charCodeAt(at + 1) << 8);
      known += (at === 0 ? this.#twos.get(two) : this.threes.get((two << 8) | form.charCodeAt(at - 1))) ?? 0;
    }
    // What begins words in one case shares a bucket with others of the kind (EPERM, ENOMEM).
    return known + (at === 0 && !anyCase ? 0 : letterCost(text, at, 2));
  }
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function letterCost(text: string, from: number, length: number): number {
  let cost = 0;
  for (let at = from; at < from + length; at++) cost += letterCosts[(text.charCodeAt(at) | 0x20) & 0xff]!;
  return cost;
}

function hash(word: number): number {
  return hashWord(word, tableBits);
}

/** A hash of so many bits, as assembly/index.ts makes it. */
export function hashWord(word: number, bits: number): number {
  return Math.imul(word, factor) >>> (32 - bits);
}

/** A hash of four bytes with four others beside them, as assembly/index.ts makes it. */
export function hashPair(word: number, beside: number, bits: number): number {
  return Math.imul(Math.imul(word, factor) ^ beside, pairFactor) >>> (32 - bits);
}

/** Some bytes of a text as a number, with both cases of a letter as one. */
export function wordAt(text: string, at: number, length: number): number {
  let word = 0;
  for (let index = 0; index < length; index++) word |= text.charCodeAt(at + index) << (8 * index);
  return (word | (foldedFour >>> (32 - 8 * length))) >>> 0;
}
