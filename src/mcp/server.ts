import manifest from '../../package.json' with { type: 'json' };
import { McpError, RefusedError } from './allowed-files.ts';
import { notice, type ToolInput, type ToolsParts, tools } from './tools.ts';

/** The command that installs what speaks the protocol. */
const installCommand = 'npm install @modelcontextprotocol/sdk@1';

/**
 * Serves the tools to one assistant on standard input and output, until it closes them.
 *
 * @throws McpError where the protocol's package is not installed
 */
export async function serve(parts: ToolsParts): Promise<void> {
  const { Server, StdioServerTransport, types } = await loadSdk();
  const server = new Server(
    { name: 'mooncake-annotate', version: manifest.version },
    {
      capabilities: { tools: {} },
      instructions: `Explains error codes of Mooncake and finds out from its logs what broke. Begin with triage. ${notice}`,
    },
  );
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: tools.map(({ run: _run, ...tool }) => ({
      ...tool,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
    try {
      const { text, document } = await call(params.name, params.arguments ?? {}, parts);
      return {
        content: [{ type: 'text' as const, text }],
        ...(document === undefined ? {} : { structuredContent: document }),
      };
    } catch (error) {
      // What is refused is an answer; anything else is a bug, which the protocol reports as such.
      if (!(error instanceof RefusedError)) throw error;
      return { content: [{ type: 'text' as const, text: error.message }], isError: true };
    }
  });
  const over = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport());
  await over;
  await server.close();
}

async function call(name: string, input: ToolInput, parts: ToolsParts) {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new RefusedError(`there is no tool ${name}`);
  const known = Object.keys(tool.inputSchema.properties);
  const stray = Object.keys(input).find((key) => !known.includes(key));
  if (stray !== undefined) throw new RefusedError(`${name} takes ${known.join(', ')}, not ${stray}`);
  return tool.run(input, parts);
}

async function loadSdk() {
  try {
    const [{ Server }, { StdioServerTransport }, types] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/index.js'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ]);
    return { Server, StdioServerTransport, types };
  } catch (error) {
    throw new McpError('mcp needs a package that is not installed', installCommand, { cause: error });
  }
}
