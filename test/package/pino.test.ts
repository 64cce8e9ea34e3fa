import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { repository } from '../cli/program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pino-'));
mkdirSync(path.join(folder, 'node_modules'));
symlinkSync(repository, path.join(folder, 'node_modules/mooncake-annotate'));
symlinkSync(path.join(repository, 'node_modules/pino'), path.join(folder, 'node_modules/pino'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script of a service that logs with pino; returns the records that it printed. */
async function service(script: string): Promise<Record<string, unknown>[]> {
  const file = path.join(folder, 'service.mjs');
  writeFileSync(file, `import { pino } from 'pino';\n${script}`);
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return recordsOf(stdout);
}

function recordsOf(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe("pino's transport", () => {
  it('adds what return codes mean, and leaves other records as they are', async () => {
    const records = await service(`
      const logger = pino({ transport: { target: 'mooncake-annotate/pino', options: { component: 'Store' } } });
      logger.error({ ret: -800, key: 'a"b' }, 'put failed');
      logger.error('put failed: NO_AVAILABLE_HANDLE');
      logger.info({ ret: 4096 }, 'put');
      logger.error({ ret: -800, nested: { ret: -704 } }, 'put failed: TRANSFER_FAIL');
      logger.warn({ ret: 'RPC_FAIL' }, 'ü');`);
    const codes = records.map(({ mooncake }) =>
      (mooncake as { name: string }[] | undefined)?.map(({ name }) => name),
    );
    expect(codes).toEqual([
      ['TRANSFER_FAIL'],
      ['NO_AVAILABLE_HANDLE'],
      undefined,
      ['TRANSFER_FAIL'],
      ['RPC_FAIL'],
    ]);
    expect(records[0]).toMatchObject({
      level: 50,
      key: 'a"b',
      msg: 'put failed',
      mooncake: [{ component: 'Store', group: 'Transfer', value: -800, evidence: 'number' }],
    });
    expect(records[2]).toMatchObject({ ret: 4096, msg: 'put' });
    expect(records[4]).toMatchObject({ msg: 'ü' });
  });

  it('reads members of other names, gives all readings of a shared number, and hands records on in a pipeline', async () => {
    const records = await service(`
      const logger = pino({
        transport: {
          pipeline: [
            { target: 'mooncake-annotate/pino', options: { pipe: true, fields: ['error.code'] } },
            { target: 'pino/file', options: { destination: 1 } },
          ],
        },
      });
      logger.error({ error: { code: -101 } }, 'failed');
      logger.error({ ret: -800 }, 'failed');`);
    expect(records[0]!.mooncake).toHaveLength(1);
    expect(records[0]!.mooncake).toMatchObject([
      {
        component: 'Ambiguous',
        value: -101,
        readings: expect.arrayContaining([
          { component: 'TransferEngine', group: 'Handshake', name: 'ERR_DNS' },
        ]),
      },
    ]);
    expect(records[1]!.mooncake).toBeUndefined();
  });

  it.each(['', 'process.exit(0);'])(
    'loses none of 10,000 records of a second when the process ends (%s)',
    async (end) => {
      const file = path.join(folder, `out-${end.length}.log`);
      await service(`
      const transport = pino.transport({ target: 'mooncake-annotate/pino', options: { destination: ${JSON.stringify(file)} } });
      await new Promise((resolve) => transport.once('ready', resolve));
      const logger = pino(transport);
      let n = 0;
      const timer = setInterval(() => {
        for (let at = 0; at < 100; at++, n++) logger.error({ n, ret: n % 2 ? -800 : 0 }, 'put');
        if (n < 10_000) return;
        clearInterval(timer);
        ${end}
      }, 10);`);
      const records = recordsOf(readFileSync(file, 'utf8'));
      expect(records.map(({ n }) => n)).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
      for (const { n, mooncake } of records) expect(mooncake !== undefined).toBe(Number(n) % 2 === 1);
    },
  );
});
