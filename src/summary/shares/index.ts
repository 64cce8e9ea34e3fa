/** Shares of one input, counted apart: what their summaries say of their ends, so that a merge is what one run counts. */
export { joinShares, type SharesJoined } from './join-shares.ts';
export { type ShareName, shareOf } from './share-ends.ts';
