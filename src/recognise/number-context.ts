import type { Line } from './line.ts';
import type { LineReader, WordPlace } from './line-reader.ts';

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

/**
 * What the words of `foreignWord` begin with, as `putBeginnings` takes it: where none of these begins a word, none of those stands.
 */
export const foreignBeginnings: readonly string[] = (
  'acl hccl hixl adxl cann cuda cudn cubl nccl curl errn http mlx nvrm sig exit retu drvr halm ibv_ io_u epol sock prov ' +
  'json mysq sqli subp chil kern ioct mmap munm madv posi cume cuin'
).split(' ');

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
export type Word = 'keyword' | 'foreign' | 'other';

// More words than stand before numbers in one program's log; only garbage could reach it.
const mostWords = 1000;

/** Judges the text before numbers. It remembers which words are keywords, nothing else. */
export class NumberContexts {
  readonly #lines: LineReader;
  readonly #words = new JudgedWords();

  /** @param lines what reads the lines' bytes */
  constructor(lines: LineReader) {
    this.#lines = lines;
  }

  /**
   * Judges the text before the number whose sign stands at `at`; `from` is the start of the message. `trusted` says that
   * the number can hardly be another library's: then only the keyword's own name is asked.
   */
  of(line: Line, from: number, at: number, trusted: boolean): NumberContext {
    const first = Math.max(from, at - reach);
    const word = this.#wordBefore(line, first, at);
    if (word === 'foreign') return 'none';
    if (word === 'keyword' && trusted) return 'keyword';
    const before = line.text.slice(first, at);
    if (word === 'keyword') return foreignWord.test(before) ? 'none' : 'keyword';
    if (called.test(before)) return 'keyword';
    if (before.endsWith(': ')) {
      if (!trusted && foreignWord.test(before)) return 'none';
      return failure.test(before) ? 'keyword' : 'colon';
    }
    if (got.test(before)) return foreignWord.test(before) ? 'none' : 'got';
    return 'none';
  }

  #wordBefore(line: Line, first: number, at: number): Word {
    const place = this.#lines.wordBefore(line, first, at);
    if (place === undefined) return 'other';
    // `return value: -800`, the one keyword of two words.
    if (place.two !== -1) {
      const both = judged(line.text.slice(place.two, place.end));
      if (both !== 'other') return both;
    }
    return this.#words.of(line, place);
  }
}

/** Remembers what words are, by their bytes: few are new, and no other needs a string. */
class JudgedWords {
  readonly #known = new Map<number, { readonly text: string; readonly word: Word }>();

  of(line: Line, { start, end, hash }: WordPlace): Word {
    const known = this.#known.get(hash);
    if (known !== undefined && isAt(known.text, line, start, end)) return known.word;
    const text = line.text.slice(start, end);
    const word = judged(text);
    if (this.#known.size >= mostWords) this.#known.clear();
    this.#known.set(hash, { text, word });
    return word;
  }
}

function isAt(text: string, line: Line, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at++)
    if (text.charCodeAt(at) !== line.bytes[line.start + start + at]) return false;
  return true;
}

/** What a word before a number is, given with its case. */
export function judged(text: string): Word {
  const match = keyword.exec(text);
  if (match === null) return 'other';
  return match[1] !== undefined && foreignOwner.test(match[1]) ? 'foreign' : 'keyword';
}

/** A cheap look at what stands directly before a number: a keyword's last letter, or what separates it from its value. */
export function mayFollow({ bytes, start }: Line, at: number): boolean {
  if (at === 0 || bytes[start + at - 1] !== 32) return true;
  const earlier = at === 1 ? 0 : bytes[start + at - 2]!;
  return (
    earlier === 58 || earlier === 61 || (earlier >= 97 && earlier <= 122) || (earlier >= 65 && earlier <= 90)
  );
}
