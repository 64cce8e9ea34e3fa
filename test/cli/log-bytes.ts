import fc from 'fast-check';

/** Pieces that log lines are made of, and what may spoil them; each as latin1 text, one character a byte. */
const piece = fc.oneof(
  fc.constantFrom(
    'E20260730 02:14:13.000402 4133 client_service.cpp:1767] ',
    'W0730 02:03:46.420037 90230 rdma_transport.cpp:376] ',
    'E0730 02:05:10.011238 90241 rdma_endpoint.cpp:462] ',
    '(Worker_DP0_TP1 pid=8144) ERROR 07-30 02:14:13 [mooncake_backend.py:85] ',
    'RPC_FAIL',
    'TRANSFER_FAIL (-800)',
    'ERR_DNS',
    'UNKNOWN_ERROR',
    'object_not_found',
    'with error: -800',
    'error code is -101',
    'ret: -1',
    ' rc=-9999 ',
    'res:[0, 0, -800, 0]',
    '"error_code":-704',
    'error_code=OK',
    ': InternalError: queue closed',
  ),
  fc.constantFrom(
    '  <- ',
    ' <-',
    '<- ',
    '  <- Store / Transfer: TRANSFER_FAIL (-800): Transfer operation failed',
    '  <- Ambiguous: ',
    '; ',
    '\x1b[31m',
    '\x1b[0m',
    '\x1b]8;;http://x\x07',
    '\x1b[2J',
    '\0',
    '\r',
    '\t',
    '\xff\xfe',
    '\xe2\x82',
    '\xc3\xa9',
    ' ',
    '',
  ),
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);

const lineText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\r\n', '\n\n');

/** Whatever a log may hold: lines of all ends, and perhaps a last one without. */
export const logBytes = fc
  .tuple(fc.array(fc.tuple(lineText, lineEnd), { minLength: 40, maxLength: 400 }), lineText)
  .map(([lines, last]) => Buffer.from(lines.map(([text, end]) => text + end).join('') + last, 'latin1'));
