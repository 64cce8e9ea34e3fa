import type { Code } from '../../code.ts';
import { tentErrorArgs } from './error-args.ts';
import { tentHandshake } from './handshake.ts';
import { metadata, metadataError } from './metadata.ts';
import { tentOther } from './other.ts';
import { transport } from './transport.ts';

/** Tent's statuses: mooncake-transfer-engine/tent/include/tent/common/status.h. */
export const tentCodes: readonly Code[] = [
  ...tentErrorArgs,
  ...metadata,
  ...transport,
  metadataError,
  ...tentHandshake,
  ...tentOther,
];
