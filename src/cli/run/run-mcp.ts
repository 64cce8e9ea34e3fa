import { AllowedFiles } from '../../mcp/allowed-files.ts';
import { serve } from '../../mcp/server.ts';
import { zoneReader } from '../../recognise/time/zone.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import { UsageError } from '../usage-error.ts';

/** The arguments of `mcp` as typed. */
interface McpArguments {
  readonly allow?: readonly string[] | undefined;
  readonly catalogue: readonly string[] | undefined;
  readonly pack: readonly string[] | undefined;
  readonly timezone: string;
}

/** Runs `mcp` until the assistant has gone. */
export async function runMcp({ allow = [], catalogue, pack, timezone }: McpArguments): Promise<number> {
  if (allow.length === 0)
    throw new UsageError('mcp needs --allow', 'for example mcp --allow /var/log/mooncake');
  zoneReader(timezone);
  await serve({
    catalogue: await loadCatalogue(catalogue, pack),
    allowed: new AllowedFiles(allow),
    timezone,
  });
  return 0;
}
