import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests of what ships: they start the built program, mostly several times each. */
const program = ['test/cli/**', 'test/mcp/**', 'test/package/**', 'test/readme/**'];
/** Tests that open pages in Chromium. */
const browser = ['test/**/*-browser.test.ts'];
/** Tests that take minutes: kills at random moments, large inputs. */
const slow = [
  'test/input/checkpoint/kill.test.ts',
  'test/cli/large-inputs.test.ts',
  'test/cli/checkpoint.test.ts',
];

const tests = (folders: readonly string[]) =>
  folders.map((folder) => (folder.endsWith('**') ? `${folder}/*.test.ts` : folder));

/** The kinds of tests, each of which runs alone with `--project NAME`; docs/testing.md says what belongs where. */
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '..'),
    // Only what hangs takes so long, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Files share their worker and what it has loaded: the catalogue and the program alone take a second each time. So a test puts
    // back what it changes of the process (folder, variables), and neither mocks nor resets modules: packages are not loaded anew.
    isolate: false,
    // On two cores the default is one worker, which waits while the program that it started works.
    maxWorkers: '100%',
    // What unit tests run of the sources; tests of the program run what was built of them.
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/assembly/**', 'src/**/*.generated.ts', 'src/render/html/browser/**', 'src/dev/**'],
      reporter: ['text', 'json', 'html'],
    },
    // What ships is tested as it is.
    server: { deps: { external: [/\/dist\/program\.js$/] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...tests(program), ...browser, ...slow],
        },
      },
      { extends: true, test: { name: 'program', include: tests(program), exclude: [...browser, ...slow] } },
      // Each has a browser of its own.
      { extends: true, test: { name: 'browser', include: browser, exclude: [], isolate: true } },
      { extends: true, test: { name: 'slow', include: slow, exclude: [] } },
    ],
  },
});
