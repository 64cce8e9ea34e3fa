import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, run, temporaryFolder } from './program.ts';

/** The one line that wrong usage is answered with. */
async function refusal(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout, stderr, status } = await run(args, '', { env });
  expect(status).toBe(2);
  expect(stdout.toString()).toBe('');
  expect(linesOf(stderr).length).toBe(1);
  return linesOf(stderr)[0]!.replace('mooncake-annotate: ', '');
}

describe('wrong usage is one line that says what to do', () => {
  it.each([
    [
      ['--around', '02:00', 'x.log'],
      '--around belongs to triage, not to annotate (see mooncake-annotate --help)',
    ],
    [
      ['summary', '--only', 'x'],
      '--only belongs to annotate, not to summary (see mooncake-annotate summary --help)',
    ],
    [
      ['codes', '--group', 'x'],
      '--group belongs to annotate, triage, summary and kafka, not to codes (see mooncake-annotate codes --help)',
    ],
    [['--onyl', 'x'], 'unknown option --onyl (did you mean --only?)'],
    [['triage', '--no-skwe'], 'unknown option --no-skwe (see mooncake-annotate triage --help)'],
    [
      ['summary', '--format', 'xml'],
      /^--format is one of table, json, .*, not "xml" \(write --format table\)$/,
    ],
    [['summary', '--jobs', '0', 'x'], '--jobs needs a number of threads, not "0" (from 1 to 256)'],
    [['summary', '--since'], '--since needs a value (see mooncake-annotate --help)'],
    [['summary', '--since', '1h', '--since', '2h', 'x'], '--since may be given once (it was given 2 times)'],
    [
      ['triage', '--around', '02:00', '--since', '1h'],
      /^--(since|around) and --(since|around) exclude each other/,
    ],
    [['--lines', '3', 'x.log'], '--lines is for followed files (add --follow)'],
    [['explain', '-704,-800'], '"-704,-800" is no number (put a blank between two codes: explain -704 -800)'],
    [['diff', 'a.json'], 'diff needs two summaries (for example diff monday.json tuesday.json)'],
    [['diff', 'a', 'b', 'c'], /^diff does not take "c"/],
    [['checkpoint', 'shwo', 'f'], 'checkpoint does not know "shwo" (for example checkpoint show state.json)'],
    [['summry', 'x.log'], 'summry: no such file (did you mean the command summary?)'],
    [['nothing'], 'nothing: no such file or command (see mooncake-annotate --help)'],
  ])('%j', async (args, expected) => {
    const said = await refusal(args);
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
  });

  it('leaves alone what looks like an option and is a value, a code or a file', async () => {
    const line = 'E0730 02:14:13.000402 1 real_client.cpp:1] connect: RPC_FAIL -800\n';
    for (const args of [
      ['--code', '-900,-800'],
      ['--code=-900', '-'],
      ['--', '-'],
    ])
      expect((await run(args, line)).stdout.toString()).toContain('  <- ');
    expect((await run(['explain', '-704', '--', '-800'])).status).toBe(0);
  });

  it('takes options before the command', async () => {
    const { stdout, status } = await run(['--format', 'json', 'codes']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout.toString()).length).toBeGreaterThan(100);
  });
});

describe('options that are not typed', () => {
  function configuration(text: string): string {
    const file = path.join(temporaryFolder(), 'config.yaml');
    writeFileSync(file, text);
    return file;
  }
  const line = 'E20260730 14:00:00.5 1 real_client.cpp:9] connect: RPC_FAIL\n';

  it('come from the configuration, for every command that has them or for one', async () => {
    const env = {
      MOONCAKE_ANNOTATE_CONFIG: configuration('timezone: +08:00\nannotate:\n  format: ndjson\n'),
    };
    const { stdout } = await run([], line, { env });
    expect(JSON.parse(stdout.toString()).time).toBe(Date.UTC(2026, 6, 30, 6, 0, 0, 500));
    expect((await run(['summary'], line, { env })).stdout.toString()).toContain('RPC_FAIL');
  });

  it('come from the environment before the configuration, and are typed over', async () => {
    const env = {
      MOONCAKE_ANNOTATE_CONFIG: configuration('format: ndjson\ntimezone: UTC\n'),
      MOONCAKE_ANNOTATE_TIMEZONE: '+02:00',
    };
    const time = async (...args: string[]) =>
      JSON.parse((await run(args, line, { env })).stdout.toString()).time;
    expect(await time()).toBe(Date.UTC(2026, 6, 30, 12, 0, 0, 500));
    expect(await time('--timezone', '+01:00')).toBe(Date.UTC(2026, 6, 30, 13, 0, 0, 500));
  });

  it('give way to what is typed and excludes them', async () => {
    const env = { MOONCAKE_ANNOTATE_HISTORY: path.join(temporaryFolder(), 'nights') };
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.log'), line);
    const args = ['summary', '--checkpoint', 'state', 'a.log'];
    expect((await run(args, '', { env, cwd: folder })).status).toBe(0);
  });

  it.each([
    ['timezon: UTC\n', /timezon is no option \(did you mean timezone\?\)$/],
    ['format: [\n', /is no YAML: /],
    ['- a\n', /is no table of options/],
    [
      'summary:\n  jobs: many\n',
      /config\.yaml: jobs needs a number of threads, not "many" \(from 1 to 256\)$/,
    ],
  ])('are refused with their place: %s', async (text, expected) => {
    expect(await refusal(['summary'], { MOONCAKE_ANNOTATE_CONFIG: configuration(text) })).toMatch(expected);
  });

  it('are refused in the environment too', async () => {
    expect(await refusal([], { MOONCAKE_ANNOTATE_ONYL: '1' })).toBe(
      'MOONCAKE_ANNOTATE_ONYL is no option (did you mean only?)',
    );
  });
});
