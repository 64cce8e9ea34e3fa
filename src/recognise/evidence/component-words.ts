import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code, Component } from '../../catalogue/code.ts';
import type { LogOrigin } from '../log-origin.ts';
import { findLists } from './number-lists.ts';

// What the Python and Rust calls of MooncakeDistributedStore are called, and what callers say when they fail.
const storeCall =
  /mooncake[ _-]?(?:distributed)?[ _-]?store|\bmooncake service\b|\bmooncake keys\b|^\s*\S+: error_code=-\d+\s*$|\b(?:batch_?)?(?:put|get|upsert|remove|is_?exist|query|replica)(?:_(?:from|into|tensor|parts|batch|buffer|all|by_regex|with_metadata|from_store|multi_buffers))+\b|\bBatch(?:Put|Get|IsExist|Query|Remove)\b|\bbatch_(?:put|get|remove|is_exist)|\bis_exist\b|\bget_size\b|\bcreate_(?:copy|move)_task\b|\b(?:put|get|upsert|remove) failed\b|(?:un)?register[_ ]buffer|\bfailed to (?:put|get|remove|upsert) keys?\b|initialize mooncake failed|\bOperationFailed\(|mooncake (?:\w+ )?setup/i;
const storeWord =
  /\b(?:put|get|upsert|remove|copy|move|mount|unmount|lease|replicas?|segments?|keys?|object|eviction|master)\b|\bsetup failed|\bstore\b/i;
const engineCall =
  /\b(?:batch_)?(?:un)?register_memory|(?:un)?registerLocalMemory|\bmemory (?:de)?registration|transfer_(?:sync|submit|check)|transfer[ _]?engine|TransferEngine/i;
const engineWord = /\bengine\b|handshake|\bendpoint\b|\brdma\b|\bQP\b|\bRNIC\b|topology/i;

/** Whether the words name a call or an object of Mooncake, so that a number beside them is likely to be its code. */
export function namesMooncake(text: string): boolean {
  return /mooncake/i.test(text) || storeCall.test(text) || engineCall.test(text);
}

/** Whether the words speak of what the Store's API works on, strong or weak. */
export function speaksOfStore(text: string): boolean {
  return storeCall.test(text) || storeWord.test(text);
}

/** The component that a message's words point to, calls before mere nouns; undefined when they settle nothing. */
export function componentFromWords(text: string): Component | undefined {
  const engine = engineCall.test(text);
  const store = storeCall.test(text);
  if (store !== engine) return store ? 'Store' : 'TransferEngine';
  const weakEngine = engineWord.test(text);
  const weakStore = storeWord.test(text);
  if (weakStore !== weakEngine) return weakStore ? 'Store' : 'TransferEngine';
  return undefined;
}

/** Whether the words speak of registering memory with the engine, the one call of it whose small numbers are codes. */
export function registersMemory(text: string): boolean {
  return /register_memory|registerLocalMemory|memory (?:de)?registration/i.test(text);
}

/**
 * The Python calls `transfer_sync_*`, `batch_transfer_sync_*`, `transfer_check_status` and `initialize` return a literal
 * -1 (or -2 for a time-out) that is no code (mooncake-integration/transfer_engine/transfer_engine_py.cpp).
 */
export function isLiteralResult(text: string): boolean {
  return /transfer_(?:sync|check|submit)|\btransfer (?:return|failed)|engine initiali[sz]ation|^registration failed with code/i.test(
    text,
  );
}

/** Success that a line states. */
interface SuccessHit {
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
