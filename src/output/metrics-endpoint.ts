import { createServer, type Server } from 'node:http';

/** Where metrics can be scraped. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Answers scrapes at `/metrics`.
 *
 * @param type the content type of the text
 * @param text what to answer, asked for at each scrape
 * @throws the system's error when the address can not be used
 */
export async function serveMetrics(
  { host, port }: MetricsAddress,
  type: string,
  text: () => string,
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n');
      return;
    }
    response.writeHead(200, { 'content-type': type }).end(text());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // A scrape that nobody ends keeps no process alive.
  server.unref();
  return server;
}
