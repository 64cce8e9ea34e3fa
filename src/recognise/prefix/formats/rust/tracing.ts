import type { Format } from '../../format.ts';
import { level, source, stamp, sticky, targetName } from '../../pieces.ts';

/** Rust's tracing-subscriber in its full, compact and pretty forms: thread, spans, target and source where they are on. */
export const tracing: readonly Format[] = [
  {
    name: 'tracing',
    shape: 'other',
    pattern: sticky(
      String.raw`\s{0,2}`,
      stamp('iso'),
      String.raw`\s+`,
      level,
      String.raw`\s+(?:(?:[\w-]{1,60} )?ThreadId\((?<tid>\d+)\) |[\w-]{1,60} (?=\w{1,60}::\w[\w:]{0,100}: ))?(?:[\w:.-]{1,80}\{[^{}]{0,300}\}:(?:[\w.-]{1,80}(?:\{[^{}]{0,300}\})?:){0,8} )?`,
      `(?:${targetName}: (?:`,
      source,
      ': )?|',
      source.replaceAll('<file>', '<file2>').replaceAll('<line>', '<line2>'),
      ': )',
    ),
    samples: [
      {
        line: '2026-11-29T07:36:17.899347Z ERROR ThreadId(01) dynamo_llm::http: src/main.rs:3: Failed to put',
        time: '2026-11-29T07:36:17.899',
        severity: 'E',
        source: 'main.rs:3',
        logger: 'dynamo_llm::http',
        tid: 1,
        message: 'Failed to put',
      },
      {
        line: '  2026-11-29T07:36:17.920596Z  WARN request{id=7}:put: store: Failed to put',
        time: '2026-11-29T07:36:17.920',
        severity: 'W',
        logger: 'store',
        message: 'Failed to put',
      },
      {
        line: '2026-11-29T07:36:17.883254Z  INFO main store::put: src/main.rs:3: ok',
        time: '2026-11-29T07:36:17.883',
        severity: 'I',
        source: 'main.rs:3',
        logger: 'store::put',
        message: 'ok',
      },
    ],
    counterexample: '2026-11-29T07:36:17.920596Z ERROR error: -200',
  },
];
