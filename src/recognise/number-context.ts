// Words whose value may be a code, with an optional name in front of them (`mapped_error`, `err_code`), and what may stand
// between them and the number: "=", ": ", " is ", a blank, quotes of JSON. Tested on the few characters before a number.
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
 * Judges the text before a number; `from` is the start of the message, `at` the number's sign. `trusted` says that the
 * number can hardly be another library's: then only the keyword's own name is asked.
 */
export function numberContext(line: string, from: number, at: number, trusted: boolean): NumberContext {
  const before = line.slice(Math.max(from, at - reach), at);
  const match = keyword.exec(before);
  if (match !== null) {
    if (match[1] !== undefined && foreignOwner.test(match[1])) return 'none';
    return !trusted && foreignWord.test(before) ? 'none' : 'keyword';
  }
  if (called.test(before)) return 'keyword';
  if (before.endsWith(': ')) {
    if (!trusted && foreignWord.test(before)) return 'none';
    return failure.test(before) ? 'keyword' : 'colon';
  }
  if (got.test(before)) return foreignWord.test(before) ? 'none' : 'got';
  return 'none';
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
