import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReportFileError, reportFile, writeReport } from '../../src/output/report-file.ts';
import { summaryFormats } from '../../src/render/summary/summary-formats.ts';
import { temporaryFolder } from '../cli/program.ts';

describe('a file for a report', () => {
  it.each([
    ['night.txt', 'table'],
    ['night.json', 'json'],
    ['night.csv', 'csv'],
    ['night.md', 'markdown'],
    ['night.prom', 'openmetrics'],
    ['night.metrics', 'openmetrics'],
    ['NIGHT.JSON', 'json'],
    ['a.csv.json', 'json'],
  ])('has its format from its suffix: %s is %s', (name, format) => {
    const folder = temporaryFolder();
    expect(reportFile(path.join(folder, name), summaryFormats).format).toBe(format);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['night', 'its suffix names no format of a report (end the name in .txt, .json, '],
    ['night.pdf', 'its suffix names no format of a report'],
    ['a.json', 'a directory has this name (name a file in it)'],
    ['no/such/night.json', 'its folder does not exist (make the folder first)'],
    ['file/night.json', 'its folder is a file (check the name)'],
    ['log.txt', 'this run needs the file otherwise (name another file for the report)'],
    ['link.txt', 'this run needs the file otherwise'],
    ['state.json', 'this run needs the file otherwise'],
    ['device.txt', 'is not a plain file'],
  ])('is refused before any work: %s %s', (name, reason) => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'a.json'));
    for (const file of ['file', 'log.txt']) writeFileSync(path.join(folder, file), '');
    symlinkSync('log.txt', path.join(folder, 'link.txt'));
    symlinkSync('/dev/full', path.join(folder, 'device.txt'));
    const report = path.join(folder, name);
    const refused = () =>
      reportFile(report, summaryFormats, [
        path.join(folder, 'log.txt'),
        '-',
        path.join(folder, 'state.json'),
      ]);
    expect(refused).toThrow(ReportFileError);
    expect(refused).toThrow(`${report}: ${reason}`);
  });
});

describe('writing a report', () => {
  it('replaces the old file whole, keeps its permissions, and leaves nothing beside it', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'night.json');
    writeFileSync(file, 'a longer text that was there before');
    chmodSync(file, 0o640);
    const before = statSync(file).ino;
    writeReport(reportFile(file, summaryFormats), 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(statSync(file).ino).not.toBe(before);
    expect(readdirSync(folder)).toEqual(['night.json']);
  });

  it('replaces a link and leaves alone what it points to', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'night.json');
    writeFileSync(path.join(folder, 'other'), 'precious');
    symlinkSync('other', file);
    writeReport(reportFile(file, summaryFormats), 'new');
    expect(lstatSync(file).isSymbolicLink()).toBe(false);
    expect(readFileSync(path.join(folder, 'other'), 'utf8')).toBe('precious');
  });

  it('says what is wrong when the folder has gone meanwhile, and leaves nothing', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'night.json');
    const report = reportFile(file, summaryFormats);
    mkdirSync(file);
    expect(() => writeReport(report, 'new')).toThrow(ReportFileError);
    expect(readdirSync(folder)).toEqual(['night.json']);
  });

  it('takes a name as long as the file system allows', () => {
    const file = path.join(temporaryFolder(), `${'n'.repeat(250)}.json`);
    writeReport(reportFile(file, summaryFormats), 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });
});
