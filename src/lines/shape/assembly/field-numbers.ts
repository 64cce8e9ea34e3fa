import { byteAt } from './bytes';

/**
 * Whether a number tells a severity or the line of a source file: `"level":50`, `lineno=212`, `<27>`.
 *
 * @param first where the line starts, and `last` where it ends
 */
@inline export function isFieldNumber(at: usize, size: usize, first: usize, last: usize): bool {
  if (size > 6 || at <= first) return false;
  if (byteAt(at - 1) === 60)
    return size <= 3 && at + size < last && byteAt(at + size) === 62 && (at - 1 === first || byteAt(at - 2) === 32);
  let end = at;
  if (byteAt(end - 1) === 34) end--;
  if (end > first && byteAt(end - 1) === 61) end--;
  else {
    if (end > first && byteAt(end - 1) === 32) end--;
    if (end <= first || byteAt(end - 1) !== 58) return false;
    end--;
    if (end > first && byteAt(end - 1) === 32) end--;
    if (end <= first || byteAt(end - 1) !== 34) return false;
    end--;
  }
  // The shortest name, and a quote before it.
  if (end < first + 5) return false;
  const name = load<u32>(end - 4) | 0x20202020;
  switch (name) {
    case 0x6c657665: // evel
    case 0x79746972: // rity
    case 0x6f6e6c65: // elno
      return size <= 2;
    case 0x6f6e656e: // neno
      return true;
    case 0x656e696c: { // line
      const before = byteAt(end - 5);
      return before === 34 || before === 95 || before === 46;
    }
    case 0x7265626d: { // mber
      if (end < first + 8 || (byteAt(end - 5) | 32) !== 117 || (byteAt(end - 6) | 32) !== 110) return false;
      let before = byteAt(end - 7);
      if ((before | 32) === 121) return size <= 2;
      if (end < first + 9) return false;
      before = before === 95 ? byteAt(end - 8) | 32 : 0;
      return before === 101 || (before === 121 && size <= 2);
    }
    default:
      return false;
  }
}
