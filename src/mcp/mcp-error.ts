/** The server cannot start. */
export class McpError extends Error {
  override readonly name = 'McpError';
  readonly code = 'MCP';
  /** What to do. */
  readonly tip: string;

  constructor(message: string, tip: string, options?: ErrorOptions) {
    super(message, options);
    this.tip = tip;
  }
}
