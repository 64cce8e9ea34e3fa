import type { LineRecord, RecordCode } from './record.ts';

/** A value as OTLP's JSON form writes it (opentelemetry-proto 1.3, common.proto). */
type AnyValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } }
  | { readonly kvlistValue: { readonly values: readonly Attribute[] } };

interface Attribute {
  readonly key: string;
  readonly value: AnyValue;
}

/** OpenTelemetry's numbers and names of severities, by pino's levels. */
const severities: Readonly<Record<number, readonly [number: number, text: string]>> = {
  20: [5, 'DEBUG'],
  30: [9, 'INFO'],
  40: [13, 'WARN'],
  50: [17, 'ERROR'],
  60: [21, 'FATAL'],
};

/**
 * A line's record as OpenTelemetry's log data: one object that a Collector's `otlpjsonfile` receiver takes as a line. Names are
 * those of its semantic conventions; codes are the attributes `mooncake.code` (names) and `mooncake.codes` (all about them).
 *
 * @param observed when it was read, in epoch milliseconds
 */
export function otlpOf(record: LineRecord, observed: number, version: string): object {
  const { level, time, hostname, msg } = record;
  const [severityNumber, severityText] = severities[level]!;
  return {
    resourceLogs: [
      {
        resource: { attributes: hostname === undefined ? [] : [text('host.name', hostname)] },
        scopeLogs: [
          {
            scope: { name: 'mooncake-annotate', version },
            logRecords: [
              {
                ...(time === undefined ? {} : { timeUnixNano: nanoseconds(time) }),
                observedTimeUnixNano: nanoseconds(observed),
                severityNumber,
                severityText,
                body: { stringValue: msg },
                attributes: attributesOf(record),
              },
            ],
          },
        ],
      },
    ],
  };
}

function attributesOf({ input, line, source, pid, tid, codes }: LineRecord): Attribute[] {
  const [file, fileLine] = source?.split(':') ?? [];
  return [
    ...(input === '-' ? [] : [text('log.file.path', input)]),
    integer('log.file.line', line),
    ...(file === undefined ? [] : [text('code.file.path', file)]),
    ...(fileLine === undefined ? [] : [integer('code.line.number', Number(fileLine))]),
    ...(pid === undefined ? [] : [integer('process.pid', pid)]),
    ...(tid === undefined ? [] : [integer('thread.id', tid)]),
    ...(codes.length === 0 ? [] : codesOf(codes)),
  ];
}

function codesOf(codes: readonly RecordCode[]): Attribute[] {
  const names = codes.map(({ name }) => ({ stringValue: name }));
  const values = codes.map(({ component, group, name, value, description, evidence }) => ({
    kvlistValue: {
      values: [
        text('component', component),
        text('group', group),
        text('name', name),
        ...(value === null ? [] : [integer('value', value)]),
        text('description', description),
        text('evidence', evidence),
      ],
    },
  }));
  return [
    { key: 'mooncake.code', value: { arrayValue: { values: names } } },
    { key: 'mooncake.codes', value: { arrayValue: { values } } },
  ];
}

function text(key: string, value: string): Attribute {
  return { key, value: { stringValue: value } };
}

/** 64-bit numbers are strings in protobuf's JSON. */
function integer(key: string, value: number): Attribute {
  return { key, value: { intValue: String(value) } };
}

function nanoseconds(milliseconds: number): string {
  return `${BigInt(Math.round(milliseconds)) * 1_000_000n}`;
}
