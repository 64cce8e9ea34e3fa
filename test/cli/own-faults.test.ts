import { expect, it } from 'vitest';
import { runProcess } from './program.ts';

const line = 'E20260730 11:49:18.123456 1 a.cpp:1] failed: RPC_FAIL\n';

/** Something that the program needs fails, as a mistake of its own would. */
const broken = `--import=data:text/javascript,${encodeURIComponent(
  'Array.prototype.toSorted = () => { throw new RangeError("a mistake"); }; Array.prototype.sort = Array.prototype.toSorted;',
)}`;

it('a fault of the program ends it with status 2 and a stack: 1 says that --fail-on holds', async () => {
  const { stderr, status } = await runProcess(['summary'], line, { env: { NODE_OPTIONS: broken } });
  expect(stderr).toMatch(
    /^mooncake-annotate: this is a fault of the program, not of your logs \(report it with these lines\)\nRangeError: a mistake\n {4}at /,
  );
  expect(status).toBe(2);
});
