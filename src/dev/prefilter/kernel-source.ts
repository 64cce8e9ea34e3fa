import { layout } from '../../lines/prefilter/kernel-layout.ts';
import { contextFactor } from '../../lines/prefilter/word-contexts.ts';
import type { PrefilterPattern } from '../../recognise/prefilter.ts';
import { byteSets, type NibbleTable, nibbleTables } from './byte-buckets.ts';

/**
 * The kernel in two forms. `portable` runs everywhere. `relaxed` takes `i8x16.relaxed_swizzle` to ignore the high half of
 * an index below 128 and to give 0 from there on, as x86 does, which saves six of 23 vector operations; it exports
 * `swizzled` so that its user can find out whether that is so, and needs a memory in which the portable one was before.
 */
export type KernelForm = 'portable' | 'relaxed';

/**
 * The marking kernel in WebAssembly's text format, generated from the windows. `npm run build:kernel` compiles it.
 *
 * `scan(from, end)` looks at memory from `from`, the start of a line, to `end`, just after a line feed. It writes four
 * numbers for each line that contains a window, the last of them the bits of all windows in it, and returns how many
 * lines. It stops early, after the last line that it has room for; `stopped` then holds where to go on. `lines` is the
 * number of line feeds passed.
 *
 * It takes 16 bytes at a time. The first look is two lookups by half bytes for each of two places and one for the third
 * (`i8x16.swizzle`, see `nibbleTables`), the second look is one more for the third; what passes both is looked at again,
 * byte by byte, in the table of windows. At the first window in a line the line's start and end are searched for; a window
 * before that end adds its bit. The tables by low halves say what a byte is not, so that a byte from 128 on, for which the
 * relaxed form finds 0, is left to the high half.
 *
 * What limits it is the number of vector operations, of which x86 does three at a time. Two things are done for V8's sake
 * (Node 20): constants are loaded from memory into locals once, as V8 builds a `v128.const` anew in each round; and each
 * vector ends with a branch, as V8 otherwise interleaves the vectors of a round and runs out of registers.
 *
 * Tried and lost: one branch for two vectors (registers again), rounds of 128 bytes and adding up line feeds less often
 * (no difference), fewer lookups (8 % of the vectors and more pass instead of 2 %, and one that does costs as much as ten
 * others), the second look's lookup in the first one, and keeping V8's baseline compiler off (its code takes twice the time,
 * but for 2 ms only). `npm run bench:kernel` says what a change costs.
 */
export function kernelSource(windows: readonly PrefilterPattern[], form: KernelForm = 'portable'): string {
  if (windows.length > 32) throw new Error('the table of windows has room for 32 of them');
  const [before, key, after] = nibbleTables(windows);
  const exact = exactTables(windows);
  const constants = new Constants();

  const splat = (byte: number) => constants.local(Array(16).fill(byte));
  const zero = '(v128.const i64x2 0 0)';
  const swizzle = form === 'relaxed' ? 'i8x16.relaxed_swizzle' : 'i8x16.swizzle';
  const low = form === 'relaxed' ? '$vector' : '$low';
  const setLow = form === 'relaxed' ? '' : `(local.set $low (v128.and (local.get $vector) ${splat(15)}))`;
  const byHigh = (table: readonly number[]) => `(${swizzle} ${constants.local(table)} (local.get $high))`;
  /** Takes the buckets out of `lanes` that do not take the low half of the byte. */
  const withoutLow = (lanes: string, table: readonly number[]) =>
    `(v128.andnot ${lanes} (${swizzle} ${constants.local(table.map((bits) => ~bits & 255))} (local.get ${low})))`;
  const byBoth = (table: NibbleTable) => withoutLow(byHigh(table.high), table.low);
  /** The vector that ends `distance` bytes before `current` does. */
  const shifted = (previous: string, current: string, distance: number) =>
    `(i8x16.shuffle ${Array.from({ length: 16 }, (_, lane) => lane + 16 - distance).join(' ')}
              (local.get ${previous}) (local.get ${current}))`;
  const lineFeeds = (vector: string) => `(i8x16.eq ${vector} ${splat(10)})`;

  /** Sets $vector, and $hits, whose lanes that are not zero are the last of three bytes that pass. */
  const firstLook = (offset: number) => `
            (local.set $vector (v128.load offset=${offset} (local.get $from)))
            ${setLow}
            (local.set $high (v128.and (i16x8.shr_u (local.get $vector) (i32.const 4)) ${splat(15)}))
            (local.set $before ${byBoth(before)})
            (local.set $key ${byBoth(key)})
            (local.set $hits (v128.and
              (v128.and ${byHigh(after.high)} ${shifted('$previousKey', '$key', 1)})
              ${shifted('$previousBefore', '$before', 2)}))
            (local.set $previousBefore (local.get $before))
            (local.set $previousKey (local.get $key))`;

  const round = [0, 16, 32, 48].map(
    (offset) => `
            (block $pass${firstLook(offset)}
            (br_if $pass (i32.eqz (v128.any_true (local.get $hits))))
            (local.set $hits ${withoutLow('(local.get $hits)', after.low)})
            (if (v128.any_true (local.get $hits))
              (then
                (local.set $from (i32.add (local.get $from) (i32.const ${offset})))
                (br $look))))
            (local.set $feeds (i8x16.sub (local.get $feeds) ${lineFeeds('(local.get $vector)')}))`,
  );

  /** All windows whose bytes stand around $position. */
  const windowsThere = exact.offsets
    .map(
      (offset, index) => `(i32.load offset=${layout.windows + index * 1024}
              (i32.shl (i32.load8_u (i32.add (local.get $position) (i32.const ${offset}))) (i32.const 2)))`,
    )
    .reduce((all, one) => `(i32.and ${all}\n              ${one})`);

  const name = (1 << windows.findIndex((window) => window.name === 'name')) | 0;
  /** Around the position, four bytes and a fifth; the third is the underscore. */
  const hash = `(i32.shr_u (i32.mul
              (i32.xor
                (i32.load (i32.sub (local.get $position) (i32.const 2)))
                (i32.shl (i32.load8_u offset=2 (local.get $position)) (i32.const 16)))
              (i32.const ${contextFactor | 0})) (i32.const 17))`;
  /** Takes the window of names back where no word has these bytes around its underscore. */
  const withoutOtherWords = `(if (i32.and (local.get $there) (i32.const ${name}))
              (then
                (local.set $hash ${hash})
                (if (i32.eqz (i32.and (i32.const 1) (i32.shr_u
                      (i32.load8_u offset=${layout.contexts} (i32.shr_u (local.get $hash) (i32.const 3)))
                      (i32.and (local.get $hash) (i32.const 7)))))
                  (then (local.set $there (i32.and (local.get $there) (i32.const ${~name})))))))`;

  /** Leaves the bits of $mask and $feedMask that stand for bytes before $end. */
  const maskBelowEnd = `(if (i32.gt_s (i32.add (local.get $from) (i32.const 16)) (local.get $end))
          (then
            (local.set $limit
              (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $from))) (i32.const 1)))
            (local.set $mask (i32.and (local.get $mask) (local.get $limit)))
            (local.set $feedMask (i32.and (local.get $feedMask) (local.get $limit)))))`;

  const addFeeds = `(local.set $feedSums (i32x4.add (local.get $feedSums)
          (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $feeds)))))`;

  const lane = (index: number) => `(i32x4.extract_lane ${index} (local.get $feedSums))`;
  const sum = `(i32.add (i32.add ${lane(0)} ${lane(1)}) (i32.add ${lane(2)} ${lane(3)}))`;

  const searched = lineFeeds('(v128.load (local.get $search))');
  const findLineStart = `
                    (local.set $search (local.get $position))
                    (loop $back
                      (local.set $search (i32.sub (local.get $search) (i32.const 16)))
                      (local.set $found (i8x16.bitmask ${searched}))
                      (br_if $back (i32.eqz (local.get $found))))
                    (local.set $lineStart (i32.add (local.get $search)
                      (i32.sub (i32.const 32) (i32.clz (local.get $found)))))`;
  const findLineEnd = `
                    (local.set $search (local.get $position))
                    (loop $on
                      (local.set $found (i8x16.bitmask ${searched}))
                      (local.set $search (i32.add (local.get $search) (i32.const 16)))
                      (br_if $on (i32.eqz (local.get $found))))
                    (local.set $lineEnd (i32.add (local.get $search)
                      (i32.sub (i32.ctz (local.get $found)) (i32.const 16))))`;

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
            ${withoutOtherWords}
            (if (local.get $there)
              (then
                (if (i32.lt_s (local.get $position) (local.get $lineEnd))
                  (then
                    (i32.store (local.get $bits) (i32.or (i32.load (local.get $bits)) (local.get $there))))
                  (else
${findLineStart}${findLineEnd}
                    (i32.store (local.get $out) (local.get $lineStart))
                    (i32.store offset=4 (local.get $out) (local.get $lineEnd))
                    (i32.store offset=8 (local.get $out)
                      (i32.add
                        (i32.add (local.get $lines) ${sum})
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
    (global.set $lines (i32.add (local.get $lines) ${sum}))
    (global.set $stopped (local.get $end))
    (i32.shr_u (i32.sub (local.get $out) (i32.const ${layout.found})) (i32.const 4))`;

  return `(module
  (import "scan" "memory" (memory 1))
  ${form === 'relaxed' ? relaxedStart : portableStart(exact.data, constants.data)}
  (global $lines (export "lines") (mut i32) (i32.const 0))
  (global $stopped (export "stopped") (mut i32) (i32.const 0))

  (func (export "scan") (param $from i32) (param $end i32) (result i32)
    (local $out i32) (local $lines i32) (local $mask i32) (local $position i32) (local $there i32)
    (local $bits i32) (local $hash i32) (local $lineStart i32) (local $lineEnd i32) (local $search i32) (local $found i32) (local $limit i32) (local $feedMask i32)
    (local $vector v128) (local $low v128) (local $high v128) (local $before v128) (local $key v128)
    (local $hits v128) (local $previousBefore v128) (local $previousKey v128)
    (local $feeds v128) (local $feedSums v128)
    ${constants.declarations}
    ${constants.loads}${scan}))
`;
}

/** The tables, which the relaxed kernel finds in memory. */
function portableStart(windows: string, constants: string): string {
  return `(data (i32.const ${layout.windows}) "${windows}")
  (data (i32.const ${layout.constants}) "${constants}")`;
}

const relaxedStart = `;; What a table of its own indices holds for an index.
  (func (export "swizzled") (param $index i32) (result i32)
    (i8x16.extract_lane_u 0 (i8x16.relaxed_swizzle
      (v128.const i8x16 ${Array.from({ length: 16 }, (_, lane) => lane).join(' ')})
      (i8x16.splat (local.get $index)))))`;

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
function exactTables(windows: readonly PrefilterPattern[]): { offsets: number[]; data: string } {
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
