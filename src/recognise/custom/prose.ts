const reach = 120;
/** What a number counts; `errors` and `responses` are not here, as `HTTP 500 errors` are errors of 500. */
const counted =
  /^ (?:of \d|(?:times|tries|retries|attempts|requests|bytes|seconds|secs|minutes|hours|ms)\b(?! ?[=:(]| \d))/i;
const denied = /(?:^|[^\w-])(?:no|not|without) $/i;
const none = /^["'`)\]]? (?:counts?|counter|total|times) ?[=:] ?0(?![\w.])/i;
const questionBefore = /(?:^|[^\w-])(?:what|why|how|when|which)\b[^.!?;]*["'`]$/i;
const questionBehind = /^["'`][^.!?;]*\?/;

/**
 * Whether a number that ends at an offset counts something, or is one of several.
 *
 * @example isCounted('HTTP 500 requests per second', 8, 28) // true
 * @example isCounted('status code 14 of 16', 14, 20) // true
 * @example isCounted('HTTP 500 retries=3', 8, 18) // false
 */
export function isCounted(line: string, end: number, to: number): boolean {
  return line[end] === ' ' && counted.test(line.slice(end, Math.min(to, end + reach)));
}

/**
 * Whether the line denies what begins at an offset: the word before it is `no`, `not` or `without`.
 *
 * @example isDenied('no errno=110 is reported', 0, 3) // true
 */
export function isDenied(line: string, from: number, start: number): boolean {
  return line[start - 1] === ' ' && denied.test(line.slice(Math.max(from, start - 10), start));
}

/**
 * Whether what stands between two offsets names a counter that is zero.
 *
 * @example isCountOfNone('Connection refused count=0', 18, 26) // true
 */
export function isCountOfNone(line: string, end: number, to: number): boolean {
  return none.test(line.slice(end, Math.min(to, end + reach)));
}

/**
 * Whether a question quotes what stands between two offsets.
 *
 * @example isAskedFor('what does "File exists" mean?', 11, 22, 0, 29) // true
 */
export function isAskedFor(line: string, start: number, end: number, from: number, to: number): boolean {
  return (
    questionBehind.test(line.slice(end, Math.min(to, end + reach))) &&
    questionBefore.test(line.slice(Math.max(from, start - reach), start))
  );
}
