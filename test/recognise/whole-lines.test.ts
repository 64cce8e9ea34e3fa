import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { windowsOf } from '../../src/recognise/candidate.ts';
import { Line } from '../../src/recognise/line.ts';
import { Recogniser, type RecogniserOptions } from '../../src/recognise/recogniser.ts';

const catalogue = builtInCatalogue();

/** What a line comes to: read in parts, as a line is of which nobody knows the windows; and as a whole where that is possible. */
function bothWays(options?: RecogniserOptions) {
  const inParts = new Recogniser(catalogue, options);
  const whole = new Recogniser(catalogue, options);
  return (line: string) => {
    const log = Buffer.from(`RPC_FAIL -8\n${line}\n-800 RPC_FAIL, key=9\n`, 'latin1');
    const start = log.indexOf(10) + 1;
    return {
      parts: inParts.recognise(line),
      whole: whole.recognise(new Line(log, start, start + line.length), windowsOf(line)),
    };
  };
}

/** Without what only some ways of reading a prefix come by. */
function plain({ prefix, findings, annotatedAt }: ReturnType<Recogniser['recognise']>) {
  return { prefix: { ...prefix, hour: 0, withinHour: 0 }, findings, annotatedAt };
}

const files = [
  ...Object.keys(catalogue.parts.sourceFiles),
  'mooncake_store.py',
  'mooncake_connector.py',
  'mooncake_tool.py',
  'other.py',
  'other.cpp',
];
const names = catalogue.codes.map((code) => code.name);
const values = [
  ...new Set(catalogue.codes.map((code) => code.value)),
  -5,
  -9,
  -10,
  -133,
  -134,
  -2048,
  -99999,
];
const places = catalogue.parts.numberPlaces.flatMap(({ before }) =>
  before.map((text) => text.replace(/^[~^]/, '').replaceAll('{word}', 'w:1').replaceAll('{}', 'x y')),
);
/** What numbers stand behind, of Mooncake's and of others. */
const words =
  'error code: |ret=|rc=|err=|"error_code":|"ret" : |return value: |return value is |returned |status |x=|value |got |gave |ErrorCode(|Failed(|failed: |failure (x): |fail= |Failed to put: |: | |key=|key=K: |object_key=k, |res:[|codes={|failures=[(\'k\', |returned [|[|'.split(
    '|',
  );
const foreign =
  'aclnnX hcclSend hixl_x adxlY cann cudaMalloc cudnnX cublasY ncclZ curl_x errno HTTP/1.1 HTTP mlx5_0 NVRM SIGSEGV signal exit exited returncode drvRetX halMemY ibv_z io_uring_x epoll_y socket sock provider json-rpc jsonrpc mysql sqlite subprocess kernel ioctl mmap munmap madvise posix_memalign cuMemX cuInit'.split(
    ' ',
  );
const engine =
  'register_memory unregister_memory registerLocalMemory transfer_sync transfer_submit transfer_check TransferEngine handshake endpoint rdma QP RNIC topology'.split(
    ' ',
  );

const header = fc
  .tuple(
    fc.constantFrom(...files),
    fc.constantFrom(...'EWIF'),
    fc.constantFrom('0730', '20260730'),
    fc.boolean(),
  )
  .map(([file, severity, date, wrapped]) =>
    file.endsWith('.py')
      ? `${wrapped ? '(W_1 pid=3) ' : ''}${severity === 'I' ? 'INFO' : 'ERROR'} 07-30 22:00:00 [${file}:7] `
      : `${severity}${date} 11:49:18.12 77 ${file}:9] `,
  );
const number = fc
  .tuple(
    fc.constantFrom(...words, ...places),
    fc.constantFrom(...values),
    fc.constantFrom(
      '',
      ', x',
      ') z',
      '; y',
      '/3',
      '-1',
      '%',
      ': x',
      ']',
      ', 0]',
      ', -101]',
      ', -705, 0]',
      "', -300)]",
      ']-1',
    ),
  )
  .map((parts) => parts.join(''));
const piece = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom(...words, ...places) },
  { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `${name} `) },
  { weight: 1, arbitrary: fc.constantFrom(...names) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...foreign, ...engine).map((word) => `${word} `),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '  <- ',
      '\x1b[31m',
      'MetadataError: ',
      'error code is Context',
      'UnknownCode: ',
      ' 131',
      'error=object_not_found',
      'E0730 11:49:18.1 12 client_service.cpp:9] ',
      '\0',
      '\xff',
      'RuntimeError: ',
    ),
  },
);
const line = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: header },
      { weight: 1, arbitrary: fc.constantFrom('{"', '{"log":"', '') },
    ),
    fc.array(piece, { minLength: 1, maxLength: 5 }),
  )
  .map(([start, pieces]) => start + pieces.join(''));

/** Lines that messages of the catalogue match, or nearly. */
const message = fc
  .tuple(
    fc.constantFrom(
      ...Object.entries(catalogue.messages.byFile).flatMap(([file, messages]) =>
        messages.map((one) => ({ file, pattern: one.pattern, severity: one.severity as string })),
      ),
    ),
    fc.array(fc.constantFrom('', 'x', '10.0.0.1:12', '-800', 'key, y', 'a b', 'RPC_FAIL', '  '), {
      minLength: 9,
      maxLength: 9,
    }),
    fc.constantFrom('', 'E', 'W', 'I'),
    fc.constantFrom('', ' ', 'x'),
  )
  .map(([{ file, pattern, severity }, fills, other, end]) => {
    let next = 0;
    const text = Buffer.from(pattern, 'utf8').toString('latin1');
    return `${other || severity}0730 11:49:18.1 12 ${file}:5] ${text.replaceAll('{}', () => fills[next++ % 9]!)}${end}`;
  });

describe.each([{}, { implied: false }, { component: 'TransferEngine' as const }])(
  'a line that is read as a whole (%o)',
  (options) => {
    const read = bothWays(options);
    const same = (text: string): void => {
      const { parts, whole } = read(text);
      expect(plain(whole)).toEqual(plain(parts));
    };

    it('comes to the same as one that is read in parts', () => {
      fc.assert(fc.property(line, same), { numRuns: 6000 });
    });

    it.each(foreign)('heeds the word %s of another program', (word) => {
      for (const value of [-10, -101, -133, -800]) {
        for (const text of [
          `${word} error code: ${value}`,
          `x ${word.toUpperCase()}: ${value}`,
          `a-${word} ret=${value}`,
        ]) {
          same(`E0730 11:49:18.12 77 client_service.cpp:9] ${text}`);
          same(`ERROR 07-30 22:00:00 [mooncake_store.py:7] ${text}`);
          same(`{"a":"${text}"}`);
        }
      }
    });

    it.each(engine)('heeds the word %s of the engine', (word) => {
      for (const value of [-101, -102, -103, -200, -300, -202])
        for (const text of [
          `${word} x, error code: ${value}`,
          `error code: ${value}: ${word}`,
          `X${word}y error code: ${value}`,
        ])
          same(`ERROR 07-30 22:00:00 [mooncake_store.py:7] ${text}`);
    });

    it('implies the same, whatever message it holds', () => {
      fc.assert(fc.property(message, same), { numRuns: 4000 });
    });

    it('comes to the same among the samples and fixtures, cut and mended anywhere', () => {
      const fixtures = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.log'))
        .flatMap((name) => readFileSync(`fixtures/${name}`, 'latin1').split(/\r?\n/));
      const samples = catalogue.codes.flatMap((code) =>
        code.sample.map((sample) => Buffer.from(sample, 'utf8').toString('latin1')),
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...fixtures, ...samples),
          fc.nat(300),
          fc.nat(3),
          fc.oneof(fc.constant(''), piece),
          (text, at, left, put) => same(text.slice(0, at) + put + text.slice(at + left)),
        ),
        { numRuns: 4000 },
      );
    });
  },
);
