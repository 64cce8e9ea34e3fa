/** Every code of Mooncake as data: its row of Mooncake's tables, and its causes, checks and sample lines in our own words. */
import type { Code } from '../code.ts';
import { storeCodes } from './store/index.ts';
import { tentCodes } from './tent/index.ts';
import { transferEngineCodes } from './transfer-engine/index.ts';

/** The classic Transfer Engine's codes, then the Store's, then Tent's statuses. */
export const codes: readonly Code[] = [...transferEngineCodes, ...storeCodes, ...tentCodes];
