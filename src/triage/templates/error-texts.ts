import { literalPattern } from '../../catalogue/place-pattern.ts';

// The texts in which Linux, RDMA verbs, sockets, CUDA, curl, etcd and RPC libraries report what went wrong. They tell two
// failures apart that one log statement prints, so no template swallows them.
const errnoTexts = [
  'Success',
  'Operation not permitted',
  'No such file or directory',
  'No such process',
  'Interrupted system call',
  'Input/output error',
  'No such device or address',
  'Argument list too long',
  'Bad file descriptor',
  'No child processes',
  'Resource temporarily unavailable',
  'Cannot allocate memory',
  'Permission denied',
  'Bad address',
  'Device or resource busy',
  'File exists',
  'Invalid cross-device link',
  'No such device',
  'Not a directory',
  'Is a directory',
  'Invalid argument',
  'Too many open files in system',
  'Too many open files',
  'Inappropriate ioctl for device',
  'File too large',
  'No space left on device',
  'Illegal seek',
  'Read-only file system',
  'Broken pipe',
  'Numerical result out of range',
  'Resource deadlock avoided',
  'File name too long',
  'Function not implemented',
  'Directory not empty',
  'No data available',
  'Timer expired',
  'Protocol error',
  'Value too large for defined data type',
  'Socket operation on non-socket',
  'Message too long',
  'Protocol not available',
  'Protocol not supported',
  'Operation not supported',
  'Address family not supported by protocol',
  'Address already in use',
  'Cannot assign requested address',
  'Network is down',
  'Network is unreachable',
  'Software caused connection abort',
  'Connection reset by peer',
  'No buffer space available',
  'Transport endpoint is already connected',
  'Transport endpoint is not connected',
  'Connection timed out',
  'Connection refused',
  'Host is down',
  'No route to host',
  'Operation already in progress',
  'Operation now in progress',
  'Stale file handle',
  'Remote I/O error',
  'Disk quota exceeded',
  'Operation canceled',
  'Owner died',
  'State not recoverable',
] as const;

/** What `ibv_wc_status_str` prints (libibverbs), which Mooncake's worker_pool.cpp hands on. */
const workCompletionTexts = [
  'local length error',
  'local QP operation error',
  'local EE context operation error',
  'local protection error',
  'work request flushed error',
  'memory window bind error',
  'memory management operation error',
  'bad response error',
  'local access error',
  'remote invalid request error',
  'remote access error',
  'remote operation error',
  'transport retry counter exceeded',
  'RNR retry counter exceeded',
  'local RDD violation error',
  'remote invalid RD request',
  'aborted error',
  'operation aborted error',
  'invalid EE context number',
  'invalid EE context state',
  'fatal error',
  'response timeout error',
  'general error',
] as const;

const libraryTexts = [
  'context deadline exceeded',
  'context canceled',
  'deadline exceeded',
  'transport is closing',
  'End of file',
  'Operation aborted',
  'connection closed',
  'connection reset',
  'io error',
  'timed out',
  'timeout',
  'out of memory',
  'Host not found',
  'Name or service not known',
  'Temporary failure in name resolution',
  "Couldn't connect to server",
  "Couldn't resolve host name",
  'Timeout was reached',
  'Server returned nothing',
  'Empty reply from server',
  'bad_alloc',
  'illegal memory access',
  'invalid resource handle',
  'initialization error',
  'operation not supported',
  'lease not found',
  'permission denied',
] as const;

/** The texts in which libraries and the system say what went wrong. */
const errorTexts: readonly string[] = [...errnoTexts, ...workCompletionTexts, ...libraryTexts];

const alternation = (all: readonly string[]): string => all.map(literalPattern).join('|');
const anErrnoAtTheEnd = new RegExp(`\\b(?:${alternation(errnoTexts)})$`, 'i');
const anErrorText = new RegExp(`\\b(?:${alternation(errorTexts)})\\b`, 'i');

/** Whether a text ends with the description of an errno, so that a number in brackets behind it is the errno. */
export function endsWithErrnoText(text: string): boolean {
  return anErrnoAtTheEnd.test(text);
}

/** Whether a text holds any of the error texts. */
export function holdsErrorText(text: string): boolean {
  return anErrorText.test(text);
}

// Numbers that a mask left are codes or errnos. Names of codes and of work-completion states hold underscores, QP states
// (RTR, RTS, INIT) are in capitals; a status stands before a colon.
const fixed =
  /(?<![\w<-])-?\b(?:0x[0-9a-f]+|\d+)\b(?![>\w])|\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)*(?=:)/;
const mayBeFixed = /[A-Z\d]/;
// Where in a word an error text may begin (`err=timeout`), and what may follow its last word.
const opening = /[=:("'[]/;
const closing = /[^a-z]+$/;

/** Error texts by their first word, in lower case. */
const texts = new Map<string, (readonly string[])[]>();
for (const text of errorTexts) {
  const [first, ...rest] = text.toLowerCase().split(' ') as [string, ...string[]];
  const others = texts.get(first);
  if (others === undefined) texts.set(first, [rest]);
  else others.push(rest);
}

// A message that has more words is cut.
const mostWords = 48;
// Control characters part words like blanks: none gets into a template.
const blanks = /[^!-~\x80-\uffff]+/;

/** Stands for any number of further words. */
export const furtherWords = '<...>';

/** The words of a masked message; an empty one has an empty word. */
export function wordsOf(form: string): string[] {
  const words = form.split(blanks).filter((word) => word !== '');
  if (words.length === 0) return [''];
  return words.length <= mostWords ? words : [...words.slice(0, mostWords), furtherWords];
}

/**
 * Which words of a masked message tell failures apart, so that no template may leave them open: names of codes, codes,
 * errnos, error texts, work-completion and QP states, statuses. `words` are what `wordsOf` gives.
 */
export function literalWords(words: readonly string[]): boolean[] {
  const isFixed = words.map((word) => mayBeFixed.test(word) && fixed.test(word));
  for (let index = 0; index < words.length; index++) {
    const length = errorTextAt(words, index);
    isFixed.fill(true, index, index + length);
  }
  return isFixed;
}

/** How many words the longest error text has that begins in the word at `index`; 0 if none does. */
function errorTextAt(words: readonly string[], index: number): number {
  const word = words[index]!.toLowerCase();
  let longest = 0;
  for (let start = 0; ; ) {
    const first = word.slice(start);
    for (const rest of texts.get(first.replace(closing, '')) ?? texts.get(first) ?? [])
      if (rest.length >= longest && follow(words, index, rest)) longest = rest.length + 1;
    const next = first.search(opening);
    if (next === -1) return longest;
    start += next + 1;
  }
}

function follow(words: readonly string[], index: number, rest: readonly string[]): boolean {
  return rest.every((expected, at) => {
    const word = words[index + 1 + at]?.toLowerCase();
    return word === expected || (at === rest.length - 1 && word?.replace(closing, '') === expected);
  });
}
