import { expect, it } from 'vitest';
import { faultText } from '../../../src/render/text/safe-text.ts';

it('says what is wrong with an input without its name, which stands before it', () => {
  const fault = 'a.log: no such file (check it)';
  expect(faultText({ name: 'a.log', fault })).toBe('no such file (check it)');
  expect(faultText({ name: 'b.log', fault })).toBe(fault);
  expect(faultText({ name: 'a', fault: 'a.log: x' })).toBe('a.log: x');
});
