import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LineRecord } from '../../src/render/lines/record.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Runs the built program over the lines and returns the record that it writes for each. */
export function recordsOf(lines: readonly string[]): LineRecord[] {
  const folder = mkdtempSync(join(tmpdir(), 'mooncake-annotate-accuracy-'));
  try {
    const input = join(folder, 'lines.log');
    const output = join(folder, 'records.ndjson');
    writeFileSync(input, lines.map((line) => `${line.replaceAll('\n', ' ')}\n`).join(''));
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', '"$0" "$1" --output ndjson --no-summary "$2" > "$3"', process.execPath, program, input, output],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`the program ended with status ${status}: ${stderr}`);
    const records = readFileSync(output, 'utf8').split('\n').slice(0, -1);
    if (records.length !== lines.length)
      throw new Error(`${lines.length} lines gave ${records.length} records`);
    return records.map((text) => JSON.parse(text) as LineRecord);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
