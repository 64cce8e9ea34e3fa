import { unknownErrorName } from '../../recognise/evidence/unknown-error.ts';

/** What is known of the name that Mooncake prints for a code without one. */
export const unknownErrorPage = `${unknownErrorName}  Store / Uncatalogued
  What Mooncake prints by name for a code that its own name table lacks; the number is lost.

  Usual causes
    - Missing in that table (mooncake-store/src/types.cpp) are, since v0.3.10 and until 2026-08-22 at least,
      REPLICA_NOT_IN_LOCAL_MEMORY (-713); TASK_NOT_FOUND and TASK_PENDING_LIMIT_EXCEEDED in v0.3.8.post1 to v0.3.10.post1;
      OPLOG_ENTRY_NOT_FOUND in v0.3.10.post2; BUCKET_NOT_FOUND, BUCKET_ALREADY_EXISTS, KEYS_EXCEED_BUCKET_LIMIT and
      UNABLE_OFFLOAD in v0.3.7.post1 and v0.3.7.post2; OBJECT_HAS_LEASE in v0.3.2 and v0.3.2.post1; INTERNAL_ERROR,
      REPLICA_IS_NOT_READY, OBJECT_NOT_FOUND, OBJECT_ALREADY_EXISTS and RPC_FAIL in v0.3.0-beta.
    - The value came from a peer of another release, which knows codes that this one does not.

  What to check
    - The same failure in the caller's log, where the number may stand.
    - Whether master and clients run the same release: \`pip list 2>/dev/null | grep -i mooncake\` on each host.
`;
