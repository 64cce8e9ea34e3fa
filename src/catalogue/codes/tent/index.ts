import type { Code } from '../../code.ts';
import { errorArgs } from './error-args.ts';
import { handshake } from './handshake.ts';
import { metadata, metadataError } from './metadata.ts';
import { other } from './other.ts';
import { transport } from './transport.ts';

/** Tent's statuses: mooncake-transfer-engine/tent/include/tent/common/status.h. */
export const tentCodes: readonly Code[] = [
  ...errorArgs,
  ...metadata,
  ...transport,
  metadataError,
  ...handshake,
  ...other,
];
