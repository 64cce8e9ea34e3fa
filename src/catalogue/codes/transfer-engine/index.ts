import type { Code } from '../../code.ts';
import { engineErrorArgs, notSupportedTransport } from './error-args.ts';
import { engineHandshake } from './handshake.ts';
import { engineNormal } from './normal.ts';
import { engineOther } from './other.ts';

/** The classic Transfer Engine's codes: mooncake-transfer-engine/include/error.h and common/base/status.h. */
export const transferEngineCodes: readonly Code[] = [
  ...engineNormal,
  ...engineErrorArgs,
  ...engineHandshake,
  ...engineOther,
  notSupportedTransport,
];
