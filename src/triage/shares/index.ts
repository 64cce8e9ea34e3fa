/** Shares of logs, each looked at by a run of its own, and how they are put together again. */
export { type JoinedShares, joinTriageShares } from './join-shares.ts';
export { readShare, readShares } from './share-documents.ts';
export { shareSchema } from './share-schema.ts';
export { type ShareDocument, shareDocument, shareIn, type TriageShare } from './triage-share.ts';
