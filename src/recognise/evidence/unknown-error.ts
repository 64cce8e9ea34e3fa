/**
 * What Mooncake's toString() prints for a value that its own name table lacks (mooncake-store/src/types.cpp). The numbers are
 * lost; which codes a release's table lacks was read from each.
 */
export const unknownErrorName = 'UNKNOWN_ERROR';

/** What is said about it. */
export const unknownErrorText =
  'Mooncake printed a code that its own name table lacks; the number is lost (missing are REPLICA_NOT_IN_LOCAL_MEMORY, -713, since v0.3.10, TASK_NOT_FOUND and TASK_PENDING_LIMIT_EXCEEDED before v0.3.10.post2, OBJECT_HAS_LEASE in v0.3.2, RPC_FAIL and four more in v0.3.0-beta; `explain UNKNOWN_ERROR` names all)';
