import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

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

/** Times between attempts, in milliseconds: a night's message is worth a few seconds. */
const pauses: readonly number[] = [1000, 3000];
const patience = 10_000;

/**
 * Posts JSON to an address. The address is a secret: it is in no message, and no answer leads to another one.
 *
 * @returns what went wrong, in words; undefined where it was taken
 */
export async function postJson(address: URL, body: unknown, between = pauses): Promise<string | undefined> {
  let fault = await attempt(address, body);
  for (const pause of between) {
    if (fault === undefined || !fault.mayPass) break;
    await wait(pause);
    fault = await attempt(address, body);
  }
  return fault?.reason;
}

async function attempt(
  address: URL,
  body: unknown,
): Promise<{ readonly reason: string; readonly mayPass: boolean } | undefined> {
  try {
    const { status } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'mooncake-annotate' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    if (status >= 200 && status < 300) return undefined;
    return { reason: `the webhook answered with status ${status}`, mayPass: status >= 500 || status === 429 };
  } catch (error) {
    // The messages of these errors name the host.
    const { name, cause } = error as { readonly name: string; readonly cause?: { readonly code?: string } };
    const reason =
      name === 'TimeoutError'
        ? `the webhook did not answer within ${patience / 1000} s`
        : `the webhook cannot be reached${cause?.code === undefined ? '' : ` (${cause.code})`}`;
    return { reason, mayPass: true };
  }
}
