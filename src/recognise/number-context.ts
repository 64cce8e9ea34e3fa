import { TextTable } from '../catalogue/text-table.ts';

// Words whose value may be a code, with an optional name in front of them (`mapped_error`, `err_code`).
const keyword =
  /^(?:([a-z0-9]+)_)?(?:error|err|rc|ret|code|status|result|res|errcode|errorcode|retcode|retval|return value|returned)(?:_code|_value)?$/i;
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

/** What a word before a number is. */
type Word = 'keyword' | 'foreign' | 'other';

// More words than stand before numbers in one program's log; only garbage could reach it.
const mostWords = 1000;

/** Judges the text before numbers. It remembers which words are keywords, nothing else. */
export class NumberContexts {
  readonly #words = new TextTable<Word>();

  /**
   * Judges the text before the number whose sign stands at `at`; `from` is the start of the message. `trusted` says that
   * the number can hardly be another library's: then only the keyword's own name is asked.
   */
  of(line: string, from: number, at: number, trusted: boolean): NumberContext {
    const first = Math.max(from, at - reach);
    const word = this.#wordBefore(line, first, at);
    if (word === 'foreign') return 'none';
    if (word === 'keyword') return !trusted && foreignWord.test(line.slice(first, at)) ? 'none' : 'keyword';
    const before = line.slice(first, at);
    if (called.test(before)) return 'keyword';
    if (before.endsWith(': ')) {
      if (!trusted && foreignWord.test(before)) return 'none';
      return failure.test(before) ? 'keyword' : 'colon';
    }
    if (got.test(before)) return foreignWord.test(before) ? 'none' : 'got';
    return 'none';
  }

  #wordBefore(line: string, first: number, at: number): Word {
    const end = wordEnd(line, first, at);
    if (end === -1) return 'other';
    let start = end;
    while (start > first && isWord(line.charCodeAt(start - 1))) start--;
    if (start === end) return 'other';
    // `return value: -800`, the one keyword of two words.
    if (start > first && line.charCodeAt(start - 1) === space && /^value/i.test(line.slice(start, end))) {
      let two = start - 1;
      while (two > first && isWord(line.charCodeAt(two - 1))) two--;
      const both = this.#judge(line, two, end);
      if (both !== 'other') return both;
    }
    return this.#judge(line, start, end);
  }

  #judge(line: string, start: number, end: number): Word {
    const known = this.#words.get(line, start, end);
    if (known !== undefined) return known;
    const text = line.slice(start, end);
    const match = keyword.exec(text);
    const word =
      match === null
        ? 'other'
        : match[1] !== undefined && foreignOwner.test(match[1])
          ? 'foreign'
          : 'keyword';
    if (this.#words.size >= mostWords) this.#words.clear();
    this.#words.add(text, word);
    return word;
  }
}

/**
 * Where the word ends whose value stands at `at`, or -1. Between the two may stand `=` or `:` with a blank on either
 * side, ` is `, ` is: ` or a blank, and quotes of JSON: one behind the word, one before the value.
 */
function wordEnd(line: string, first: number, at: number): number {
  let end = at;
  while (end > first && at - end < 6 && isBetween(line.charCodeAt(end - 1))) end--;
  if (end === at) return -1;
  const last = line.charCodeAt(at - 1);
  if (isBlank(last) && (at - end === 1 || (at - end === 2 && line.charCodeAt(end) === colon))) {
    const word = endBeforeIs(line, first, end);
    if (word !== -1) return word;
  }
  let next = isQuote(line.charCodeAt(end)) ? end + 1 : end;
  const blank = next < at && isBlank(line.charCodeAt(next));
  if (blank) next++;
  if (next === at) return blank ? end : -1;
  const sign = line.charCodeAt(next++);
  if (sign !== colon && sign !== equals) return -1;
  if (next < at && isBlank(line.charCodeAt(next))) next++;
  if (next < at && isQuote(line.charCodeAt(next))) next++;
  return next === at ? end : -1;
}

/** Where the word in front of an `is` that ends at `end` ends, or -1. */
function endBeforeIs(line: string, first: number, end: number): number {
  const word = end - 3;
  if (word < first || !isBlank(line.charCodeAt(word))) return -1;
  if ((line.charCodeAt(end - 2) | 32) !== 105 || (line.charCodeAt(end - 1) | 32) !== 115) return -1;
  return word > first && isQuote(line.charCodeAt(word - 1)) ? word - 1 : word;
}

const space = 32;
const colon = 58;
const equals = 61;

function isBetween(code: number): boolean {
  return code === colon || code === equals || isQuote(code) || isBlank(code);
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

/** What `\s` matches of latin1. */
function isBlank(code: number): boolean {
  return code === space || (code >= 9 && code <= 13) || code === 160;
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** A cheap look at what stands directly before a number: a keyword's last letter, or what separates it from its value. */
export function mayFollow(line: string, at: number): boolean {
  const before = line.charCodeAt(at - 1);
  if (before !== 32) return true;
  const earlier = line.charCodeAt(at - 2);
  return (
    earlier === 58 || earlier === 61 || (earlier >= 97 && earlier <= 122) || (earlier >= 65 && earlier <= 90)
  );
}
