import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../src/catalogue/built-in.ts';
import { Catalogue } from '../../src/catalogue/catalogue.ts';
import { loadPacks, packNames, withPacks } from '../../src/catalogue/packs/pack.ts';
import { LineScanner } from '../../src/lines/scan/line-scanner.ts';
import { prefilterMarks } from '../../src/recognise/prefilter.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const header = 'I0730 11:49:18.123456 12345 client_service.cpp:1533] ';
const fronts = [
  '',
  header,
  'I20260730 11:49:18.123456 12345 client.h:9] ',
  'I0730 11:49:18.123456 7 a.cc:1] ',
  'W0730 11:49:18.123456 12345 client_service.cpp:1533] ',
  '(EngineCore_DP0 pid=19) I0730 11:49:18.123456 12345 client_service.cpp:1533] ',
  '[Snapshot:Child] [ERROR] ',
  `${header}[Snapshot:Child] [ERROR] `,
  `${header}{"level":"warn","msg":"`,
  `${header}level=warn msg="`,
  `${header}50 %\r`,
  `50 %\r${header}`,
  `{"log":"${header}`,
  `{"level":"error","msg":"${header}`,
  '2026-07-30T11:49:18.123456Z stderr F ',
  'I0730 11:49:18 ',
  'I0730 11:49:18.123456 client.cpp:1] ',
  'I0730 11:49:18.123456 12345 client:1] ',
  'I0730 11:49:18.123456 12345 client.cpp] ',
  'I0730 ',
];

describe('texts of codes that count at some severities only', async () => {
  const packs = await loadPacks(packNames);
  const catalogue = new Catalogue(withPacks(builtInParts, packs));
  const recogniser = new Recogniser(catalogue);
  const samples = packs
    .flatMap(({ codes }) => codes.flatMap(({ sample }) => sample))
    .filter((_, index) => index % 3 === 0);

  /** The lines that report something, of those that are looked at. */
  const reported = (input: Buffer, everyLine: boolean): { found: string[]; looked: number } => {
    const found: string[] = [];
    let looked = 0;
    const scanner = new LineScanner({ ...prefilterMarks(catalogue), everyLine });
    const sink = {
      skipped: () => {},
      line: (buffer: Buffer, start: number, end: number) => {
        looked++;
        const line = buffer.toString('latin1', start, end);
        if (recogniser.recognise(line).findings.length > 0) found.push(line);
      },
      longLine: () => {},
      longLineEnd: () => {},
    };
    // Until there is enough input every line is looked at.
    scanner.push(Buffer.from(`${header}all is well\n`.repeat(10_000)), sink);
    looked = 0;
    scanner.push(input, sink);
    scanner.end(sink);
    return { found, looked };
  };

  it('hide no line that reports something, whatever stands before them', () => {
    let state = 11;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const changed = (front: string): string => {
      const at = random(front.length + 1);
      return random(4) === 0 ? front.slice(0, at) + ' {:]0x\r'[random(7)]! + front.slice(at + 1) : front;
    };
    const lines = samples.flatMap((sample) =>
      fronts.map(
        (front) =>
          `${changed(front)}${random(3) === 0 ? `${front}${sample}` : sample}${random(2) === 0 ? '"}' : ''}`,
      ),
    );
    const input = Buffer.from(`${lines.join('\n')}\n`, 'latin1');
    expect(reported(input, false).found).toEqual(reported(input, true).found);
  });

  it('do not let lines be looked at that are sure to have another', () => {
    const quiet = ['Connection refused', 'CUDA error: out of memory', 'transport retry counter exceeded'];
    const input = Buffer.from(
      quiet
        .map((text) => `${header}${text}\n`)
        .join('')
        .repeat(100),
    );
    expect(reported(input, false)).toEqual({ found: [], looked: 0 });
  });
});
