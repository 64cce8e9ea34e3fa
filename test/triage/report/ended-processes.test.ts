import { describe, expect, test } from 'vitest';
import { reportOf } from '../../accuracy/triage-score.ts';

/** The log of a client of 0.3.7 that was set up in some second and prints nothing more. */
function client(name: string, port: number, start: number): { name: string; lines: string[] } {
  return {
    name,
    lines: [
      `I20261130 20:20:${start}.594000  3615 client.cpp:220] client_id=1-${port}`,
      `I20261130 20:20:${start}.594100  3615 transfer_engine.cpp:44] Transfer Engine RPC using P2P handshake, listening on 127.0.0.1:${port}`,
      `I20261130 20:20:${start}.594120  3615 tcp_transport.cpp:299] TcpTransport: listen on port ${port}`,
    ],
  };
}

const failures = ['12', '13', '14', '15', '21'].map(
  (second) =>
    `E20261130 20:20:${second}.251030  3644 tcp_transport.cpp:480] TcpTransport::startTransfer encountered an ASIO exception. Slice details - source_addr: 0x7f914cff3040, length: 16777200, opcode: 0, target_id: 1. Exception: connect: Connection refused`,
);

async function reasonsOf(logs: readonly { readonly name: string; readonly lines: readonly string[] }[]) {
  const { incidents } = await reportOf(
    logs.map(({ name, lines }) => ({ name, toString: () => `${lines.join('\n')}\n` })),
  );
  return incidents.map(({ title, why }) => ({ title, why: why.join(' ') }));
}

describe('a peer that no line names', () => {
  const reader = client('reader.log', 15001, 11);
  const reading = { ...reader, lines: [...reader.lines, ...failures] };

  test('is the one other client there is, whose log ends', async () => {
    const [incident] = await reasonsOf([reading, client('holder.log', 15662, 10)]);
    expect(incident?.title).toMatch(/^No TCP connection to a peer/);
    expect(incident?.why).toContain('holder.log ends at 20:20:10');
  });

  test('is none in particular among several', async () => {
    const others = [client('holder.log', 15662, 10), client('other.log', 15663, 10)];
    const [incident] = await reasonsOf([reading, ...others]);
    expect(incident?.title).toMatch(/^No TCP connection to a peer/);
    expect(incident?.why).not.toContain('ends at');
  });
});

describe('a metadata server', () => {
  const server = (stop: string) => ({
    name: 'metadata.log',
    lines: [
      '2026-11-30 20:20:05,160 - root - INFO - HTTP Metadata Server started on 127.0.0.1:8080',
      `2026-11-30 20:20:${stop},642 - root - INFO - Stopping server loop...`,
      `2026-11-30 20:20:${stop},642 - root - INFO - Server thread stopped`,
    ],
  });
  const asking = {
    name: 'node.log',
    lines: ['12', '13', '14', '15'].map(
      (second) =>
        `E20261130 20:20:${second}.657941  4344 transfer_metadata_plugin.cpp:340] PUT http://127.0.0.1:8080/metadata?key=mooncake%2Frpc_meta%2F127.0.0.1%3A10051 curl: Timeout was reached err: Operation timed out`,
    ),
  };

  test('that was asked to end before others missed it is why they do', async () => {
    const [incident] = await reasonsOf([server('11'), asking]);
    expect(incident?.why).toContain('was asked to end');
  });

  test('that was asked to end only after others had failed is not', async () => {
    const [incident] = await reasonsOf([server('25'), asking]);
    expect(incident?.title).toMatch(/^The metadata server does not answer/);
    expect(incident?.why).not.toContain('was asked to end');
  });
});
