/** Formats of programs in Rust. */
import type { Format } from '../../format.ts';
import { envLogger } from './env-logger.ts';
import { tracing } from './tracing.ts';

export const rustFormats: readonly Format[] = [...tracing, ...envLogger];
