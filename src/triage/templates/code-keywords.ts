const words = new Set([
  'error',
  'err',
  'errno',
  'errors',
  'rc',
  'ret',
  'code',
  'codes',
  'status',
  'statuses',
  'errcode',
  'errorcode',
  'retcode',
  'retval',
  'returned',
  'returns',
  'syndrome',
  'errs',
  'http',
]);
const camelEnding = /[a-z](?:Code|Ret|Err|Error|Errno|Status)$/;
const endings = new Set(['error', 'err', 'errno', 'rc', 'ret', 'code', 'codes', 'status', 'errors']);
// A result may be a size as well; only a negative one is a code for certain.
const results = new Set(['res', 'result', 'results', 'rets', 'return', 'value', 'got', 'gave']);

/**
 * How a word speaks of the number behind it: as a code (`code`), as one if it is negative (`result`), as one behind a colon or
 * a bracket (`failure`), or not at all.
 */
export type CodeKeyword = 'code' | 'result' | 'failure' | 'none';

/** What a word such as `err`, `mapped_error_code` or `result` says of the number behind it. */
export function codeKeyword(word: string): CodeKeyword {
  const lower = word.toLowerCase();
  if (words.has(lower)) return 'code';
  if (lower === 'failed' || lower === 'failure') return 'failure';
  if (camelEnding.test(word)) return 'code';
  const last = lower.slice(lower.lastIndexOf('_') + 1);
  if (last !== lower && endings.has(last)) return 'code';
  return results.has(last) ? 'result' : 'none';
}
