import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAnnotated } from './annotated-line.ts';
import { logBytes } from './log-bytes.ts';
import { repository, run } from './program.ts';

const fixtures = path.join(repository, 'fixtures');
const logs = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.log'))
  .map((name) => readFileSync(path.join(fixtures, name)));
const everything = Buffer.concat(logs);

describe.each([[[]], [['--normal']], [['--no-implied']]])('annotate %j', (flags) => {
  it('puts annotations behind the lines of the fixtures and changes nothing else', async () => {
    const { stdout, status } = await run([...flags, '--no-summary'], everything);
    expect(status).toBe(0);
    expectAnnotated(everything, stdout);
    expect(stdout.length).toBeGreaterThan(everything.length);
  });

  it('changes nothing when its own output of the fixtures is annotated again', async () => {
    const once = await run(flags, everything);
    const twice = await run(flags, once.stdout);
    expect(twice.stdout.equals(once.stdout)).toBe(true);
    expect(twice.stderr).toBe(once.stderr);
  });

  it('keeps any bytes and annotates them once', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(logBytes, async (bytes) => {
        const once = await run(flags, bytes);
        expectAnnotated(bytes, once.stdout);
        const twice = await run(flags, once.stdout);
        expect(twice.stdout.toString('latin1')).toBe(once.stdout.toString('latin1'));
        expect(twice.stderr).toBe(once.stderr);
      }),
      // Each run takes two processes and some hundred lines.
      { numRuns: 8, interruptAfterTimeLimit: 100_000 },
    );
  });
});

it('annotates once also where the annotations are coloured', async () => {
  const once = await run(['--color', 'always'], everything);
  expect(once.stdout.toString()).toContain('\x1b[31m');
  const twice = await run(['--color', 'never'], once.stdout);
  expect(twice.stdout.equals(once.stdout)).toBe(true);
});
