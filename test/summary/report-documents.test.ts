import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/summary/read-report.ts';
import { temporaryFolder } from '../cli/program.ts';
import { reportOf } from './hand-made-report.ts';

const report = reportOf({ 'Store/RPC/RPC_FAIL': 3 });
const whole = JSON.stringify(report);

function fileOf(content: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), 'night.json');
  writeFileSync(file, content);
  return file;
}

describe('reading a summary', () => {
  it('takes it plain or compressed', async () => {
    expect(await readReport(fileOf(whole))).toEqual(report);
    expect(await readReport(fileOf(gzipSync(whole)))).toEqual(report);
  });

  it.each([
    ['newer', whole.replace('summary@1', 'summary@2'), 'is of the schema mooncake-annotate/summary@2'],
    ['half-written', whole.slice(0, -20), 'may be half-written'],
    ['another document', '{"schema":"mooncake-annotate/triage@1"}', 'is no summary'],
    ['no JSON at all', 'E0730 error=RPC_FAIL', 'is no summary'],
    ['empty', '', 'is no summary'],
    ['damaged', whole.replace('"lines":3', '"lines":"3"'), 'is a damaged summary: groups.0.lines'],
    ['beyond counting', whole.replace('"lines":3', '"lines":1e160'), 'is a damaged summary: groups.0.lines'],
  ])('refuses one that is %s, and names the file', async (_title, content, reason) => {
    const file = fileOf(content);
    await expect(readReport(file)).rejects.toMatchObject({ name: 'InputError', code: 'corrupt' });
    await expect(readReport(file)).rejects.toThrow(reason);
    await expect(readReport(file)).rejects.toThrow(`${file}: `);
  });

  it('names a file that is missing', async () => {
    await expect(readReport('/missing/night.json')).rejects.toThrow('/missing/night.json: no such file');
  });
});
