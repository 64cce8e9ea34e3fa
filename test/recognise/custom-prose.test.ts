import { describe, expect, it } from 'vitest';
import { finderWith } from '../catalogue/custom/merged.ts';

const find = finderWith(`
components:
  Sys:
    codes:
      - {name: SYS_REFUSED, value: 111, description: Refused., aliases: [{text: connection refused, case: any}]}
    numbers: [{after: [sysret, 'sys status code']}]
`);
const number = ['Sys:SYS_REFUSED/number'];
const name = ['Sys:SYS_REFUSED/name'];

describe('a number that counts something is no code', () => {
  it.each([
    ['sysret 111 times retried', []],
    ['sysret 111 Requests per second were dropped', []],
    ['sys status code 111 of 116 known', []],
    ['sysret 111 seconds', []],
    ['sysret=111 retries=3', number],
    ['sysret=111 retries 3', number],
    ['sysret 111 errors', number],
    ['sysret 111 of the peer', number],
    ['sysret 111', number],
  ])('%s', (line, found) => expect(find(line)).toEqual(found));
});

describe('a code that is denied is not reported', () => {
  it.each([
    ['no sysret=111 will be reported', []],
    ['it goes on without SYS_REFUSED', []],
    ['Not SYS_REFUSED', []],
    ['key no. SYS_REFUSED', name],
    ['no: SYS_REFUSED', name],
    ['casino SYS_REFUSED', name],
    ['no reply, sysret=111', number],
  ])('%s', (line, found) => expect(find(line)).toEqual(found));
});

describe('a counter that is zero reports nothing', () => {
  it.each([
    ['Connection refused count=0', []],
    ['"Connection refused" count: 0', []],
    ['sysret 111 total=0', []],
    ['Connection refused count=3', name],
    ['Connection refused count=0x3', name],
    ['Connection refused, count=0', name],
  ])('%s', (line, found) => expect(find(line)).toEqual(found));
});

describe('a question that quotes a text reports nothing', () => {
  it.each([
    ['user asked: what does "Connection refused" mean?', []],
    ["Why do I see 'connection refused' here?", []],
    ['connect: "Connection refused": is the server up?', name],
    ['what is up: Connection refused', name],
    ['what a day. "Connection refused" again?', name],
  ])('%s', (line, found) => expect(find(line)).toEqual(found));
});
