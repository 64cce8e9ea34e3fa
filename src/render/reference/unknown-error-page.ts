import { unknownErrorName } from '../../recognise/evidence/names.ts';

/** What is known of the name that Mooncake prints for a code without one. */
export const unknownErrorPage = `${unknownErrorName}  Store / Uncatalogued
  What Mooncake prints by name for a code that its own name table lacks; the number is lost.

  Usual causes
    - At commit 3b5a59413 (2026-08-22) only REPLICA_NOT_IN_LOCAL_MEMORY (-713) is missing in that table
      (mooncake-store/src/types.cpp); in another release it may be any newer code.
    - The value came from a peer of another release, which knows codes that this one does not.

  What to check
    - The same failure in the caller's log, where the number may stand.
    - Whether master and clients run the same release: \`pip list 2>/dev/null | grep -i mooncake\` on each host.
`;
