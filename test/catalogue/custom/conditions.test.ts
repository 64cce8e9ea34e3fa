import { describe, expect, it } from 'vitest';
import { faultsOf, finderWith } from './merged.ts';

const glog = (severity: string, message: string, file = 'a.cpp') =>
  `${severity}0730 11:49:18.123456 12345 ${file}:9] ${message}`;

describe('a code of an operator’s catalogue counts', () => {
  const find = finderWith(`
components:
  Net:
    severity: W+
    numbers: [{after: [netret], severity: any}, {after: [strict]}]
    codes:
      - {name: NET_DOWN, value: 5, description: Down., aliases: [link is gone, {text: link flaps, severity: any}]}
      - {name: NET_SLOW, value: 6, description: Slow., severity: E}
  Go:
    codes:
      - name: GO_REFUSED
        value: 1
        description: Nobody listens.
        aliases:
          - {text: connection refused, case: any, blanks: any}
          - {text: refused by peer, files: [peer.cpp]}
      - {name: GO_RESET, value: 2, description: Reset., case: any, aliases: [reset by peer]}
      - {name: GO_DIAL, value: 3, description: Dial., aliases: ['dial {} failed', 'UCX ERROR {} : Input/output error', 'sock{} broke']}
      - {name: GO_WIDE, value: 4, description: Wide., aliases: [连接超时, 错误]}
`);
  it.each([
    ['at a severity that is asked for', glog('W', 'NET_DOWN'), ['Net:NET_DOWN/name']],
    ['where no severity is known', 'NET_DOWN', ['Net:NET_DOWN/name']],
    ['by an alias that asks for none', glog('I', 'link flaps'), ['Net:NET_DOWN/name']],
    ['after a text that asks for none', glog('I', 'netret=5'), ['Net:NET_DOWN/number']],
    ['at its own severity', glog('E', 'NET_SLOW'), ['Net:NET_SLOW/name']],
    ['in any case and with any blanks', 'dial: Connection  \tREFUSED', ['Go:GO_REFUSED/name']],
    ['in a file that an alias asks for', glog('E', 'refused by peer', 'peer.cpp'), ['Go:GO_REFUSED/name']],
    ['by its name in any case', 'go_reset', ['Go:GO_RESET/name']],
    ['by an alias with {}', 'dial tcp 10.0.0.1:5 failed', ['Go:GO_DIAL/name']],
    ['by an alias with {} and colons', 'UCX ERROR rc_verbs : Input/output error', ['Go:GO_DIAL/name']],
    ['by a word that goes on', 'sockets broke', ['Go:GO_DIAL/name']],
    ['by a text of another script within one', '拨号连接超时了', ['Go:GO_WIDE/name']],
    ['by a short text of another script', '发生错误', ['Go:GO_WIDE/name']],
  ])('%s', (_, line, expected) => expect(find(line)).toEqual(expected));

  it.each([
    ['at another severity', glog('I', 'NET_DOWN')],
    ['by an alias at another severity', glog('I', 'link is gone')],
    ['after a text at another severity', glog('I', 'strict=5')],
    ['below its own severity', glog('W', 'NET_SLOW')],
    ['without the blank', 'connectionrefused'],
    ['in another file than an alias asks for', glog('E', 'refused by peer')],
    ['where what follows {} is far away', `dial ${'x'.repeat(500)} failed`],
    ['as a part of a longer word', 'redial tcp failed'],
  ])('not %s', (_, line) => expect(find(line)).toEqual([]));
});

describe('a number', () => {
  const find = finderWith(`
components:
  ACL:
    numbers:
      - {after: [aclret, 'error code {} ('], hex: true}
      - {after: [told], unknown: true}
      - {after: [shared no], loggers: [acl]}
    codes:
      - {name: ACL_AICORE, value: 507018, description: The core failed.}
      - {name: ACL_LINK, values: -59..-40, description: The link failed.}
      - {name: ACL_NEG, value: -3, description: Negative.}
      - {name: ACL_BUSY, value: 503, description: Busy.}
  HTTP:
    numbers: [{after: [shared no]}, {after: [http status], fields: [error.code, status]}, {fields: [code], beside: [method, request.url]}]
    codes:
      - {name: HTTP_5XX, values: 500..599, description: The server failed.}
      - {name: HTTP_BUSY, value: 503, description: Busy.}
`);
  it.each([
    ['as hexadecimal', 'aclret 0x7BC8A', ['ACL:ACL_AICORE/number']],
    ['as hexadecimal in small letters with zeros', 'aclret=0x0007bc8a', ['ACL:ACL_AICORE/number']],
    ['as hexadecimal in capital letters', 'aclret: 0X7BC8A', ['ACL:ACL_AICORE/number']],
    ['as a negative one of 32 bits', 'aclret: 0xfffffffd', ['ACL:ACL_NEG/number']],
    ['behind any text and a bracket', 'error code 0x7f (507018)', ['ACL:ACL_AICORE/number']],
    ['in a range of negative values', 'aclret: -42', ['ACL:ACL_LINK/number']],
    ['in a range', 'http status 502', ['HTTP:HTTP_5XX/number']],
    ['of its own within a range', 'http status 503', ['HTTP:HTTP_BUSY/number']],
    ['that the catalogue lacks', 'told: -77', ['ACL:-77/number']],
    ['that the catalogue lacks and the shape does not tell', 'told: 418', ['ACL:other value/number']],
    ['in a field', '{"level":"error","error":{"code":504},"msg":"x"}', ['HTTP:HTTP_5XX/number']],
    ['in a field in quotes', '{"msg":"x","status":"503"}', ['HTTP:HTTP_BUSY/number']],
    ['in a field beside another', '{"msg":"x","code":503,"method":"GET"}', ['HTTP:HTTP_BUSY/number']],
    ['in a field beside one further in', '{"request":{"url":"/"},"code":503}', ['HTTP:HTTP_BUSY/number']],
    ['in a field without the other', '{"msg":"x","code":503,"url":"/"}', []],
    ['of the component whose logger it is', 'ERROR:acl:shared no 503', ['ACL:ACL_BUSY/number']],
    ['of the component that has no loggers', 'ERROR:other:shared no 503', ['HTTP:HTTP_BUSY/number']],
    ['in JSON within JSON', '{"msg":"{\\"http status\\":503}"}', ['HTTP:HTTP_BUSY/number']],
  ])('is found %s', (_, line, expected) => expect(find(line)).toEqual(expected));

  it.each([
    ['outside of a range', 'http status 600'],
    ['as success among what the catalogue lacks', 'told: 0'],
    ['as hexadecimal without 0x', 'aclret 7BC8A'],
    ['in another field', '{"msg":"x","code":503}'],
    ['as hexadecimal where a form does not say so', 'told: 0x7BC8A'],
  ])('is not found %s', (_, line) => expect(find(line)).toEqual([]));

  it('tells the value that stands in the line', () => {
    expect(faultsOf('components: {A: {codes: [{name: A_X, values: 9..1, description: x}]}}')[0]).toContain(
      'must go from the smaller to the larger value',
    );
  });
});

describe('a text that says that there is no error', () => {
  const find = finderWith(`
components:
  Net:
    noError: ['retried {} times', {text: 'is enabled', case: any}]
    codes: [{name: NET_DOWN, value: 5, description: Down.}]
noError: [all is well again]
`);
  it('of a component silences the codes of that one', () => {
    expect(find(glog('E', 'NET_DOWN, retried 3 times'))).toEqual([]);
    expect(find(glog('E', 'retry on NET_DOWN IS Enabled'))).toEqual([]);
    expect(find(glog('E', 'RPC_FAIL, retried 3 times'))).toEqual(['Store:RPC_FAIL/name']);
    expect(find(glog('E', 'NET_DOWN'))).toEqual(['Net:NET_DOWN/name']);
  });
  it('of the file silences all', () => {
    expect(find(glog('E', 'RPC_FAIL and NET_DOWN: all is well again'))).toEqual([]);
  });
});
