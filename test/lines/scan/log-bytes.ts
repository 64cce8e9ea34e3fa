import fc from 'fast-check';
import type { LineEnd } from '../../../src/lines/scan/line-sink.ts';

/** Bytes that stand in or beside windows of the candidate rule. */
const telling = [...'\n\r\t "\'(,/:=<[{|}]-_.@%019mnorsfWEFIAZaz\0\x1b\xff'];

const pieces = [
  '\r\n',
  '\n',
  'RPC_FAIL',
  'error=-704',
  'E0730 11:49:18.123456 12345 client_service.cpp:380] ',
  'I20260730 11:49:18.123456 12345 master_service.cpp:913] ',
  '\x1b[31mE0730',
  '(Worker_TP2 pid=345945) ',
  'reason=object_not_found',
  'RuntimeError: NotImplemented: x',
  'ValueError: ',
  ': MetadataError: ',
  'codes={',
  '-04}',
  'segment_not_found ',
  'key=',
  '  <- Store / Transfer: TRANSFER_FAIL (-800): x',
  '8:MetadataError',
  '2026-07-30',
  'mlx5_0',
  'an ordinary piece of text that is longer than one vector of the kernel, ',
];

/** Text as latin1 that looks like logs, like windows, or like nothing at all. */
export const logText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...telling) },
      { weight: 3, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 150 }).map((length) => 'x'.repeat(length)) },
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));

/** The lines of a text and their ends. */
export function linesOf(text: string): { line: string; end: LineEnd }[] {
  const lines = text.split('\n');
  const last = lines.pop()!;
  const ended = lines.map((line) =>
    line.endsWith('\r') ? { line: line.slice(0, -1), end: '\r\n' as const } : { line, end: '\n' as const },
  );
  return last === '' ? ended : [...ended, { line: last, end: '' }];
}
