import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code } from '../../catalogue/code.ts';
import type { LogOrigin } from '../log-origin.ts';
import { componentFromWords, namesMooncake } from './component-words.ts';
import { findLists } from './number-lists.ts';

/** Success that a line states. */
export interface SuccessHit {
  readonly code: Code;
  readonly evidence: 'name' | 'number';
  readonly start: number;
  readonly end: number;
}

const named =
  /\b(?:error|error_code|err|err_code|code|status|result|ret|rc)["']?(?:\s?[:=]\s?["']?|\s(?:is:?\s)?)(OK)\b(?![_.-]\w)/;
const zero =
  /\b(?:error|error_code|err|err_code|return code|code|result|ret|rc)["']?(?:\s?[:=]\s?["']?|\s(?:is:?\s)?)(0)(?![\w.%:/-])/;

/** Finds success stated by name (`error_code=OK`), number (`rc=0`) or an all-zero result list, on lines of Mooncake. */
export function findSuccess(
  line: string,
  from: number,
  to: number,
  logOrigin: LogOrigin,
  catalogue: Catalogue,
): SuccessHit[] {
  const text = line.slice(from, to);
  const component =
    logOrigin.components[0] ??
    (logOrigin.kind === 'foreign' && !namesMooncake(text) ? undefined : componentFromWords(text));
  const code = catalogue.valued(0).find((row) => row.component === component);
  if (code === undefined) return [];
  const byName = named.exec(text);
  if (byName !== null) {
    const start = from + byName.index + byName[0].length - 2;
    return [{ code, evidence: 'name', start, end: start + 2 }];
  }
  const byNumber = zero.exec(text);
  if (byNumber !== null) {
    const start = from + byNumber.index + byNumber[0].length - 1;
    return [{ code, evidence: 'number', start, end: start + 1 }];
  }
  const list = findLists(line, from, to).find((candidate) => candidate.allZero);
  return list === undefined ? [] : [{ code, evidence: 'number', start: list.start, end: list.end }];
}
