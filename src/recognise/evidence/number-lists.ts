/** A negative number, by its value, sign and end: offsets into the line. */
export interface FreeNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/**
 * A negative number of up to five digits that is neither part of an identifier, a date, a range nor a fraction. `-704.` and
 * `-704: text` end one, `-7313-434`, `-1.5`, `-1/8` and `-1:2` go on.
 */
const freeNumber = /(?<![^\t "'(,:<=[{])-[1-9]\d{0,4}(?![\w%]|[-/@.:]\w)/g;

/**
 * The free negative numbers between two offsets of a line, in their order.
 *
 * @example freeNumbers('error=-704, a-3', 0, 15) // [{ value: -704, start: 6, end: 10 }]
 */
export function freeNumbers(line: string, from: number, to: number): FreeNumber[] {
  const found: FreeNumber[] = [];
  const text = line.slice(0, to);
  freeNumber.lastIndex = from;
  for (let match = freeNumber.exec(text); match !== null; match = freeNumber.exec(text))
    found.push({ value: Number(match[0]), start: match.index, end: freeNumber.lastIndex });
  return found;
}

/**
 * A word whose value may be a code, with an optional name in front of it (`mapped_error`, `err_code`), and what may stand between
 * it and its value: `=` or `:` with a blank on either side, ` is `, ` is: ` or a blank, and quotes of JSON.
 */
const keyword =
  /(?:^|[^A-Za-z0-9_])(?:([A-Za-z0-9]+)_)?(?:error|err|rc|ret|code|status|result|res|errcode|errorcode|retcode|retval|return value|returned)(?:_code|_value)?["']?(?:\s?[:=]\s?["']?|\s(?:is:?\s)?)$/i;
const failure = /fail(?:ed|ure|ures)?\b[^=]*: $/i;
const called = /(?:OperationFailed|ErrorCode|StoreError|MooncakeError)\($/;
const got = /\b(?:got|gave) $/i;

// Where another library's or the system's return value stands.
const foreignOwner =
  /^(?:acl|hccl|hixl|adxl|drv|exit|http|native|sys|curl|cuda|nccl|grpc|vendor|provider|provide|wait|signal|kill|poll|os|io|cu|cufile|cann|npu|ibv|uring|spdk|nvme|redis|sql|json)$/i;
const foreignWord =
  /\b(?:acl\w*|hccl\w*|hixl\w*|adxl\w*|cann|cuda\w*|cudnn\w*|cublas\w*|nccl\w*|curl\w*|errno|HTTP(?:\/\d[\d.]*)?(?= (?:status|error|code|response))|mlx\d\w*|NVRM|SIG[A-Z]{3,}|signal|exit(?:ed)?(?: with)?(?: status| code)?|returncode|drvRet\w*|halMem\w*|ibv_\w+|io_uring\w*|epoll\w*|socket|sock|provider|json-?rpc|mysql|sqlite|subprocess|child process|kernel|ioctl|mmap|munmap|madvise|posix_memalign|cuMem\w*|cuInit)\b/i;

/** How strongly the text before a number says that it is a code. */
export type NumberContext =
  /** A keyword (`error_code=`, `ret: `) or `...failed: ` stands before it. */
  | 'keyword'
  /** Only `: ` stands before it. */
  | 'colon'
  /** `got ` or the like. */
  | 'got'
  /** Nothing that says so, or words of another library. */
  | 'none';

const reach = 64;

/**
 * Judges the text before the number whose sign stands at `at`.
 *
 * @param from where the message begins
 * @param trusted whether the number can hardly be another library's: then only the keyword's own name is asked
 */
export function numberContext(line: string, from: number, at: number, trusted: boolean): NumberContext {
  const before = line.slice(Math.max(from, at - reach), at);
  const word = keyword.exec(before);
  if (word?.[1] !== undefined && foreignOwner.test(word[1])) return 'none';
  if (word !== null) return !trusted && foreignWord.test(before) ? 'none' : 'keyword';
  if (called.test(before)) return 'keyword';
  if (before.endsWith(': ')) {
    if (!trusted && foreignWord.test(before)) return 'none';
    return failure.test(before) ? 'keyword' : 'colon';
  }
  if (got.test(before)) return foreignWord.test(before) ? 'none' : 'got';
  return 'none';
}

// `res:[0, -800, 0]`, `error_codes=[-707]`, `(codes={-200}, ...`, `first_failures=[('key', -704), ...]`, and of Mooncake's
// structured_object_store.py `failed to remove 2 Mooncake keys: [('key', -706), ...]`
const listWord =
  '(?:res|results?|codes?|rets?|rcs?|errs|errors|error_codes?|err_codes?|return_codes|ret_codes|status(?:es)?|(?:first_)?failures|failed)';
const listKeyword = new RegExp(
  String.raw`(?:^|[^A-Za-z0-9_])${listWord}["']?\s?[:=]\s?$|\breturned $|\bmooncake keys: $`,
  'i',
);
/** A bracket that may open a result list. */
const opening = /(?<=[=:d] ?)[[{]/g;

/** What a result list holds. */
interface NumberList {
  readonly negatives: readonly FreeNumber[];
  /** Whether every number in it is 0, which reports success. */
  readonly allZero: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds result lists between `from` and `to`: a keyword, then brackets that hold only numbers, quoted strings and nested
 * brackets. Zeros and positive byte counts are successes; strings (keys) are skipped, whatever they hold. Linear: the
 * search goes on behind what was read.
 */
export function findLists(line: string, from: number, to: number): readonly NumberList[] {
  const lists: NumberList[] = [];
  let end = from;
  for (const { index } of line.slice(from, to).matchAll(opening)) {
    const at = from + index;
    if (at < end || !listKeyword.test(line.slice(Math.max(from, at - 24), at))) continue;
    const list = readList(line, at, to);
    if (list.negatives.length > 0 || list.allZero) lists.push(list);
    end = list.end;
  }
  return lists;
}

function readList(line: string, open: number, to: number): NumberList {
  let negatives: FreeNumber[] | undefined;
  let zeros = 0;
  let others = 0;
  let depth = 0;
  let at = open;
  for (; at < to; at++) {
    const code = line.charCodeAt(at);
    if (code === 91 || code === 123 || code === 40) depth++;
    else if (isClosing(code)) {
      if (--depth === 0) {
        at++;
        break;
      }
    } else if (code === 39 || code === 34) {
      const close = line.indexOf(line[at]!, at + 1);
      if (close === -1 || close >= to) break;
      at = close;
    } else if (code === 45 || isDigit(code)) {
      const start = at;
      let value = code === 45 ? 0 : code - 48;
      for (; at + 1 < to && isDigit(line.charCodeAt(at + 1)); at++)
        value = value * 10 + line.charCodeAt(at + 1) - 48;
      // Nor does a list go on right behind a bracket that closes.
      if (code === 45 && isClosing(line.charCodeAt(start - 1))) break;
      // A number that runs on into other characters is an identifier or a fraction.
      if (!',]}) :'.includes(line[at + 1] ?? ',')) break;
      if (value === 0) {
        // A lone sign is no number.
        if (code !== 45 || at > start) zeros++;
        else others++;
        // No program prints a code with a leading zero.
      } else if (code === 45 && line.charCodeAt(start + 1) !== 48) {
        negatives ??= [];
        negatives.push({ value: -value, start, end: at + 1 });
      } else others++;
    } else if (code !== 44 && code !== 32 && code !== 58) break;
  }
  return {
    negatives: negatives ?? noNumbers,
    allZero: zeros > 0 && others === 0 && negatives === undefined,
    start: open,
    end: at,
  };
}

const noNumbers: readonly FreeNumber[] = [];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isClosing(code: number): boolean {
  return code === 93 || code === 125 || code === 41;
}
