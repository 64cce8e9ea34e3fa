import type { Window } from '../recognise/candidate.ts';
import { byteSets, nibbleTables } from './byte-buckets.ts';
import { layout } from './kernel-layout.ts';

/**
 * The marking kernel in WebAssembly's text format, generated from the windows. `npm run build:kernel` compiles it.
 *
 * `scan(from, end)` looks at memory from `from`, the start of a line, to `end`, just after a line feed. It writes four
 * numbers for each line that contains a window, the last of them the bits of all windows in it, and returns how many
 * lines. It stops early, after the last line that it has room for; `stopped` then holds where to go on. `lines` is the
 * number of line feeds passed.
 *
 * It takes 16 bytes at a time. The first look is two lookups by half bytes for each of two places and one for the third
 * (`i8x16.swizzle`, see `nibbleTables`); what passes it is looked at again, byte by byte, in the table of windows. At the
 * first window in a line the line's start and end are searched for; a window before that end adds its bit.
 *
 * Two things are done for V8's sake (Node 20): constants are loaded from memory into locals once, as V8 builds a
 * `v128.const` anew in each round; and each vector ends with a branch, as V8 otherwise interleaves the vectors of a round
 * and runs out of registers. `npm run bench:kernel` says what a change of either costs.
 */
export function kernelSource(windows: readonly Window[]): string {
  if (windows.length > 32) throw new Error('the table of windows has room for 32 of them');
  const [before, key, after] = nibbleTables(windows);
  const exact = exactTables(windows);
  const constants = new Constants();

  const splat = (byte: number) => constants.local(Array(16).fill(byte));
  const zero = '(v128.const i64x2 0 0)';
  const byLow = (table: readonly number[]) => `(i8x16.swizzle ${constants.local(table)} (local.get $low))`;
  const byHigh = (table: readonly number[]) => `(i8x16.swizzle ${constants.local(table)} (local.get $high))`;
  /** The vector that ends `distance` bytes before `current` does. */
  const shifted = (previous: string, current: string, distance: number) =>
    `(i8x16.shuffle ${Array.from({ length: 16 }, (_, lane) => lane + 16 - distance).join(' ')}
              (local.get ${previous}) (local.get ${current}))`;
  const lineFeeds = (vector: string) => `(i8x16.eq ${vector} ${splat(10)})`;

  /** Sets $vector, and $hits, whose lanes that are not zero are the last of three bytes that pass. */
  const firstLook = (offset: number) => `
            (local.set $vector (v128.load offset=${offset} (local.get $from)))
            (local.set $low (v128.and (local.get $vector) ${splat(15)}))
            (local.set $high (v128.and (i16x8.shr_u (local.get $vector) (i32.const 4)) ${splat(15)}))
            (local.set $before (v128.and ${byLow(before.low)} ${byHigh(before.high)}))
            (local.set $key (v128.and ${byLow(key.low)} ${byHigh(key.high)}))
            (local.set $hits (v128.and
              (v128.and ${byHigh(after.high)} ${shifted('$previousKey', '$key', 1)})
              ${shifted('$previousBefore', '$before', 2)}))
            (local.set $previousBefore (local.get $before))
            (local.set $previousKey (local.get $key))`;

  const round = [0, 16, 32, 48].map(
    (offset) => `${firstLook(offset)}
            (if (v128.any_true (local.get $hits))
              (then
                (local.set $from (i32.add (local.get $from) (i32.const ${offset})))
                (br $look)))
            (local.set $feeds (i8x16.sub (local.get $feeds) ${lineFeeds('(local.get $vector)')}))`,
  );

  /** All windows whose bytes stand around $position. */
  const windowsThere = exact.offsets
    .map(
      (offset, index) => `(i32.load offset=${layout.windows + index * 1024}
              (i32.shl (i32.load8_u (i32.add (local.get $position) (i32.const ${offset}))) (i32.const 2)))`,
    )
    .reduce((all, one) => `(i32.and ${all}\n              ${one})`);

  /** Leaves the bits of $mask and $feedMask that stand for bytes before $end. */
  const maskBelowEnd = `(if (i32.gt_s (i32.add (local.get $from) (i32.const 16)) (local.get $end))
          (then
            (local.set $limit
              (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $from))) (i32.const 1)))
            (local.set $mask (i32.and (local.get $mask) (local.get $limit)))
            (local.set $feedMask (i32.and (local.get $feedMask) (local.get $limit)))))`;

  const addFeeds = `(local.set $feedSums (i32x4.add (local.get $feedSums)
          (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $feeds)))))`;

  const feedsIn = '(i8x16.eq (v128.load (local.get $position)) (local.get $feed))';

  const scan = `
    (local.set $out (i32.const ${layout.found}))
    ;; At the start of a line: the byte before is a line feed.
    (local.set $previousBefore ${splat(before.low[10]! & before.high[0]!)})
    (local.set $previousKey ${zero})
    (block $done
      (loop $next
        (local.set $feeds ${zero})
        (block $look
          (loop $stretch
            ;; A lane of $feeds holds 255: add them up after 60 rounds of 64 bytes.
            (local.set $limit (i32.sub (local.get $end) (i32.const 64)))
            (if (i32.gt_s (i32.sub (local.get $limit) (local.get $from)) (i32.const ${59 * 64}))
              (then (local.set $limit (i32.add (local.get $from) (i32.const ${59 * 64})))))
            (block $added (loop $round
              (br_if $added (i32.gt_s (local.get $from) (local.get $limit)))${round.join('')}
              (local.set $from (i32.add (local.get $from) (i32.const 64)))
              (br $round)))
            ${addFeeds}
            (local.set $feeds ${zero})
            (br_if $stretch (i32.le_s (i32.add (local.get $from) (i32.const 64)) (local.get $end))))
          (br_if $done (i32.ge_s (local.get $from) (local.get $end)))${firstLook(0)})

        ;; One vector, exactly: something in it passed the first look, or it is one of the last.
        ${addFeeds}
        (local.set $mask (i8x16.bitmask (i8x16.ne (local.get $hits) ${zero})))
        (local.set $feedMask (i8x16.bitmask ${lineFeeds('(local.get $vector)')}))
        ${maskBelowEnd}
        (block $noMore
          (loop $hit
            (br_if $noMore (i32.eqz (local.get $mask)))
            (local.set $position
              (i32.sub (i32.add (local.get $from) (i32.ctz (local.get $mask))) (i32.const 1)))
            (local.set $there ${windowsThere})
            (if (local.get $there)
              (then
                (if (i32.lt_s (local.get $position) (local.get $lineEnd))
                  (then
                    (i32.store (local.get $bits) (i32.or (i32.load (local.get $bits)) (local.get $there))))
                  (else
                    (local.set $lineEnd (call $lineEnd (local.get $position) ${splat(10)}))
                    (i32.store (local.get $out) (call $lineStart (local.get $position) ${splat(10)}))
                    (i32.store offset=4 (local.get $out) (local.get $lineEnd))
                    (i32.store offset=8 (local.get $out)
                      (i32.add
                        (i32.add (local.get $lines) (call $sum (local.get $feedSums)))
                        (i32.popcnt (i32.and (local.get $feedMask)
                          (i32.sub (i32.and (local.get $mask) (i32.sub (i32.const 0) (local.get $mask)))
                            (i32.const 1))))))
                    (local.set $bits (i32.add (local.get $out) (i32.const 12)))
                    (i32.store (local.get $bits) (local.get $there))
                    (local.set $out (i32.add (local.get $out) (i32.const 16)))
                    ;; No room for another line: this call ends with this one.
                    (if (i32.eq (local.get $out) (i32.const ${layout.foundEnd}))
                      (then
                        (local.set $end (i32.add (local.get $lineEnd) (i32.const 1)))
                        ${maskBelowEnd}))))))
            (local.set $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))
            (br $hit)))
        (local.set $lines (i32.add (local.get $lines) (i32.popcnt (local.get $feedMask))))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $next)))
    (global.set $lines (i32.add (local.get $lines) (call $sum (local.get $feedSums))))
    (global.set $stopped (local.get $end))
    (i32.shr_u (i32.sub (local.get $out) (i32.const ${layout.found})) (i32.const 4))`;

  return `(module
  (import "scan" "memory" (memory 1))
  (data (i32.const ${layout.windows}) "${exact.data}")
  (data (i32.const ${layout.constants}) "${constants.data}")
  (global $lines (export "lines") (mut i32) (i32.const 0))
  (global $stopped (export "stopped") (mut i32) (i32.const 0))

  ;; The position after the last line feed before $position.
  (func $lineStart (param $position i32) (param $feed v128) (result i32) (local $mask i32)
    (loop $search
      (local.set $position (i32.sub (local.get $position) (i32.const 16)))
      (local.set $mask (i8x16.bitmask ${feedsIn}))
      (br_if $search (i32.eqz (local.get $mask))))
    (i32.add (local.get $position) (i32.sub (i32.const 32) (i32.clz (local.get $mask)))))

  ;; The position of the first line feed from $position on.
  (func $lineEnd (param $position i32) (param $feed v128) (result i32) (local $mask i32)
    (loop $search
      (local.set $mask (i8x16.bitmask ${feedsIn}))
      (local.set $position (i32.add (local.get $position) (i32.const 16)))
      (br_if $search (i32.eqz (local.get $mask))))
    (i32.add (i32.sub (local.get $position) (i32.const 16)) (i32.ctz (local.get $mask))))

  (func $sum (param $lanes v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $lanes)) (i32x4.extract_lane 1 (local.get $lanes)))
      (i32.add (i32x4.extract_lane 2 (local.get $lanes)) (i32x4.extract_lane 3 (local.get $lanes)))))

  (func (export "scan") (param $from i32) (param $end i32) (result i32)
    (local $out i32) (local $lines i32) (local $mask i32) (local $position i32) (local $there i32)
    (local $bits i32) (local $lineEnd i32) (local $limit i32) (local $feedMask i32)
    (local $vector v128) (local $low v128) (local $high v128) (local $before v128) (local $key v128)
    (local $hits v128) (local $previousBefore v128) (local $previousKey v128)
    (local $feeds v128) (local $feedSums v128)
    ${constants.declarations}
    ${constants.loads}${scan}))
`;
}

/** Vectors that the kernel keeps in locals, loaded from memory when `scan` begins. */
class Constants {
  readonly #indices = new Map<string, number>();

  /** The expression for a vector of these bytes. */
  local(bytes: readonly number[]): string {
    const data = bytes.map(hexEscape).join('');
    const index = this.#indices.get(data) ?? this.#indices.size;
    this.#indices.set(data, index);
    return `(local.get $constant${index})`;
  }

  get data(): string {
    return [...this.#indices.keys()].join('');
  }

  get declarations(): string {
    return [...this.#indices.values()].map((index) => `(local $constant${index} v128)`).join(' ');
  }

  get loads(): string {
    return [...this.#indices.values()]
      .map((i) => `(local.set $constant${i} (v128.load (i32.const ${layout.constants + 16 * i})))`)
      .join('\n    ');
  }
}

/** For each offset from the key that some window constrains: which windows take which byte there. */
function exactTables(windows: readonly Window[]): { offsets: number[]; data: string } {
  const sets = windows.map((window) => ({ key: window.key, bytes: byteSets(window) }));
  const first = Math.min(...sets.map((window) => -window.key));
  const last = Math.max(...sets.map((window) => window.bytes.length - 1 - window.key));
  const offsets = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const words = offsets.flatMap((offset) =>
    Array.from({ length: 256 }, (_, byte) =>
      sets.reduce((bits, window, index) => {
        const set = window.bytes[window.key + offset];
        return set === undefined || set[byte] ? bits | (1 << index) : bits;
      }, 0),
    ),
  );
  if (words.length * 4 > layout.constants) throw new Error('the windows are too long for their table');
  const data = words.flatMap((word) => [0, 8, 16, 24].map((shift) => hexEscape((word >>> shift) & 255)));
  return { offsets, data: data.join('') };
}

function hexEscape(byte: number): string {
  return `\\${byte.toString(16).padStart(2, '0')}`;
}
