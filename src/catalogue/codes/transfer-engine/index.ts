import type { Code } from '../../code.ts';
import { errorArgs, notSupportedTransport } from './error-args.ts';
import { handshake } from './handshake.ts';
import { normal } from './normal.ts';
import { other } from './other.ts';

/** The classic Transfer Engine's codes: mooncake-transfer-engine/include/error.h and common/base/status.h. */
export const transferEngineCodes: readonly Code[] = [
  ...normal,
  ...errorArgs,
  ...handshake,
  ...other,
  notSupportedTransport,
];
