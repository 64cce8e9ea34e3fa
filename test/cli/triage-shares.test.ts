import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TriageReport } from '../../src/triage/report/triage-report.ts';
import { dated } from '../incidents/dated.ts';
import { repository, run, temporaryFolder } from './program.ts';

const incidents = path.join(repository, 'fixtures/incidents');
const cases = [
  'one-nic-down',
  'master-killed-one-host-an-hour-off',
  'store-out-of-memory',
  'crashed-client',
  'quiet-restart',
  'etcd-lost-seen-by-clients',
];

async function triage(args: readonly string[], input: string | Buffer, cwd: string): Promise<string> {
  const all = ['triage', '--format', 'json', '--timezone', 'UTC', '-C', '0', ...args];
  const { stdout, stderr, status } = await run(all, input, { cwd });
  expect(status, stderr).toBe(0);
  return stdout.toString();
}

/** A log cut at line ends into so many parts of about the same size; a short one may leave parts empty. */
function cut(log: Buffer, parts: number): Buffer[] {
  const starts = Array.from({ length: parts + 1 }, (_, part) => {
    if (part === 0) return 0;
    const feed = log.indexOf(10, Math.floor((log.length * part) / parts));
    return feed === -1 || part === parts ? log.length : feed + 1;
  });
  return starts.slice(1).map((end, index) => log.subarray(starts[index], end));
}

/** Documents of all shares of all logs of a folder, those of later shares first. */
async function sharesOf(folder: string, logs: readonly string[], parts: number): Promise<string[]> {
  const documents: string[] = [];
  const places = Array.from({ length: parts }, () => temporaryFolder());
  for (const log of logs)
    for (const [index, bytes] of cut(readFileSync(path.join(folder, log)), parts).entries()) {
      mkdirSync(path.dirname(path.join(places[index]!, log)), { recursive: true });
      writeFileSync(path.join(places[index]!, log), bytes);
    }
  for (const [index, place] of places.entries()) {
    dated(place);
    for (const log of logs)
      documents.push(await triage(['--share', `${index + 1}/${parts}`, log], '', place));
  }
  return documents.reverse();
}

function logsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .sort();
}

/** What a report says, but for the order of inputs and for what it says it cannot know. */
function found(text: string): unknown {
  const { limitations: _, inputs, ...report } = JSON.parse(text) as TriageReport;
  return { ...report, inputs: inputs.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

describe('triage --join-shares', () => {
  it.each(cases)('says of shares of %s what one run says of the logs', async (name) => {
    const folder = dated(path.join(incidents, name));
    const logs = logsIn(folder);
    const whole = await triage(logs, '', folder);
    for (const parts of [1, 3]) {
      const shares = await sharesOf(folder, logs, parts);
      const merged = await triage(
        ['--join-shares', '-'],
        shares.map((text) => JSON.stringify(JSON.parse(text))).join('\n'),
        folder,
      );
      expect(found(merged)).toEqual(found(whole));
      const { limitations } = JSON.parse(merged) as TriageReport;
      expect(limitations.some((text) => text.startsWith('Looked at in shares: '))).toBe(parts > 1);
    }
  });
});

describe('what triage --join-shares cannot put together', () => {
  const share = (number: number): Promise<string> =>
    triage(['--name', 'a.log', '--share', `${number}/3`, '-'], line, repository);
  const line = 'E20260730 11:49:18.123456 12345 client.cpp:380] put failed: NO_AVAILABLE_HANDLE\n';
  const merge = (input: string, ...args: string[]): ReturnType<typeof run> =>
    run(['triage', '--join-shares', ...args, '-'], input);

  it('is told where shares are missing', async () => {
    const documents = [await share(1), await share(3)].map((text) => JSON.stringify(JSON.parse(text)));
    const merged = JSON.parse(
      await triage(['--join-shares', '-'], documents.join('\n'), repository),
    ) as TriageReport;
    expect(merged.lines).toBe(2);
    expect(merged.limitations.join('\n')).toContain(
      'a.log is not whole: only 1/3, 3/3 of its shares are here',
    );
  });

  it.each([
    ['twice', (document: object) => [document, document], 'is there twice as share 2/3'],
    [
      'of another cut',
      (document: object) => [
        document,
        { ...document, share: { ...(document as { share: object }).share, number: 1, of: 2 } },
      ],
      'shares 1/2 and 2/3 have lines in common (give the shares of one cut)',
    ],
    ['of no share', ({ share: _, ...document }: Partial<TriageReport>) => [document], 'of whole logs'],
    ['no report', () => [{ schema: 'mooncake-annotate/summary@1' }], 'is no triage document'],
    [
      'damaged',
      (document: object) => [{ ...document, share: { form: 1 } }],
      'is a damaged share: number: is missing',
    ],
    [
      'of another version',
      (document: object) => [{ ...document, share: { form: 2 } }],
      'form: is of another version of this program',
    ],
  ])('is told of a document that is %s', async (_, change, message) => {
    const document = JSON.parse(await share(2)) as TriageReport;
    const documents = change(document).map((one) => JSON.stringify(one));
    const { status, stderr, stdout } = await merge(documents.join('\n'));
    expect(stdout.toString()).toBe('');
    expect(stderr.toString()).toContain(message);
    expect(stderr.toString().trim()).not.toContain('\n');
    expect(status).toBe(2);
  });

  it('is refused with lines to choose, which are known when shares are read', async () => {
    const { status, stderr } = await merge('', '--since', '2h');
    expect(status).toBe(2);
    expect(stderr.toString()).toContain('--join-shares and --since exclude each other');
  });
});
