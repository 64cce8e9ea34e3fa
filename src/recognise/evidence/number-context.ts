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
