import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LineReader } from '../../../src/library/annotate.ts';
import { otlpOf } from '../../../src/render/lines/otlp-record.ts';
import type { LineRecord } from '../../../src/render/lines/record.ts';

const levels = { D: 20, I: 30, W: 40, E: 50, F: 60 } as const;

describe('a record for OpenTelemetry', () => {
  it('has the members that the protocol names', () => {
    const record: LineRecord = {
      level: 50,
      time: 1785377650220,
      pid: 4133,
      hostname: 'gpu-07',
      source: 'real_client.cpp:2176',
      input: 'store.log',
      line: 7,
      msg: 'Put failed: NO_AVAILABLE_HANDLE',
      codes: [
        {
          component: 'Store',
          group: 'Handle Selection',
          name: 'NO_AVAILABLE_HANDLE',
          value: -200,
          description: 'Memory allocation failed.',
          evidence: 'name',
        },
      ],
    };
    const { resourceLogs } = otlpOf(record, 1785377651000, '1.2.3') as { resourceLogs: unknown };
    const string = (key: string, stringValue: string) => ({ key, value: { stringValue } });
    const int = (key: string, intValue: string) => ({ key, value: { intValue } });
    expect(resourceLogs).toEqual([
      {
        resource: { attributes: [string('host.name', 'gpu-07')] },
        scopeLogs: [
          {
            scope: { name: 'mooncake-annotate', version: '1.2.3' },
            logRecords: [
              {
                timeUnixNano: '1785377650220000000',
                observedTimeUnixNano: '1785377651000000000',
                severityNumber: 17,
                severityText: 'ERROR',
                body: { stringValue: 'Put failed: NO_AVAILABLE_HANDLE' },
                attributes: [
                  string('log.file.path', 'store.log'),
                  int('log.file.line', '7'),
                  string('code.file.path', 'real_client.cpp'),
                  int('code.line.number', '2176'),
                  int('process.pid', '4133'),
                  {
                    key: 'mooncake.code',
                    value: { arrayValue: { values: [{ stringValue: 'NO_AVAILABLE_HANDLE' }] } },
                  },
                  {
                    key: 'mooncake.codes',
                    value: {
                      arrayValue: {
                        values: [
                          {
                            kvlistValue: {
                              values: [
                                string('component', 'Store'),
                                string('group', 'Handle Selection'),
                                string('name', 'NO_AVAILABLE_HANDLE'),
                                int('value', '-200'),
                                string('description', 'Memory allocation failed.'),
                                string('evidence', 'name'),
                              ],
                            },
                          },
                        ],
                      },
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('says what its line said when it is read again', () => {
    const reader = new LineReader({ timezone: 'UTC' });
    const lines = readFileSync(new URL('../../../fixtures/store.log', import.meta.url), 'utf8').split('\n');
    let read = 0;
    for (const line of lines) {
      const { findings, severity, time, source } = reader.read(line);
      if (time === undefined || severity === undefined || source === undefined) continue;
      const record = { input: 'a.log', line: 1, msg: line, codes: findings, source };
      const again = reader.read(
        JSON.stringify(otlpOf({ ...record, level: levels[severity], time: time.getTime() }, 1e12, '1')),
      );
      expect({ ...again, findings: again.findings.map(({ name }) => name) }).toMatchObject({
        severity,
        time,
        source,
        findings: findings.map(({ name }) => name),
      });
      read++;
    }
    expect(read).toBeGreaterThan(20);
  });
});
