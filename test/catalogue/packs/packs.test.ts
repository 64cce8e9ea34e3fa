import { STATUS_CODES } from 'node:http';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../../src/catalogue/built-in.ts';
import { Catalogue } from '../../../src/catalogue/catalogue.ts';
import type { Code } from '../../../src/catalogue/code.ts';
import { knownMessages } from '../../../src/catalogue/known-messages/index.ts';
import { allPackCodes } from '../../../src/catalogue/known-messages/pack-codes.ts';
import { loadPacks, type PackName, packNames, withPacks } from '../../../src/catalogue/packs/pack.ts';
import { checkCatalogues } from '../../../src/commands/catalogue-check.ts';
import { compilePacks, packFiles } from '../../../src/dev/packs/compile-packs.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';

const packs = compilePacks();
const withAll = new Recogniser(new Catalogue(withPacks(builtInParts, Object.values(packs))));
const codesOf = (name: PackName): readonly Code[] => packs[name].codes;

describe('the packs', () => {
  it('hold so many codes', () => {
    expect(packNames.map((name) => [name, codesOf(name).length])).toEqual([
      ['verbs', 43],
      ['errno', 54],
      ['nixl', 12],
      ['ucx', 26],
      ['nccl', 8],
      ['cuda', 42],
      ['hccl', 48],
      ['acl', 89],
      ['grpc', 16],
      ['etcd', 24],
      ['http', 19],
    ]);
  });

  it('are found in all of their samples, all together', () => {
    expect(checkCatalogues(packFiles(), { strict: true }).text).toMatch(/: all is well: /);
  });

  it.each(packFiles().map((file) => [file.name, file]))('and %s alone', (_, file) => {
    expect(checkCatalogues([file]).text).toMatch(/: all is well: /);
  });

  it('were merged when the program was built', async () => {
    expect(
      Object.fromEntries((await loadPacks(packNames)).map((pack, index) => [packNames[index], pack])),
    ).toEqual(JSON.parse(JSON.stringify(packs)));
  });

  it('say of each code what it means, why it comes, what to check, and where that is known from', () => {
    const lacking = packNames
      .flatMap(codesOf)
      .filter(
        ({ cause, action, sample, source }) => !cause.length || !action.length || !sample.length || !source,
      );
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('say what follows from what, from devices over UCX to NIXL', () => {
    const links = packNames.flatMap((name) => packs[name].consequences);
    const causesOf = (sign: string) =>
      links.filter(({ effect }) => effect[0] === sign).flatMap(({ cause }) => cause);
    expect(causesOf('UCX/UCS_ERR_ENDPOINT_TIMEOUT')).toContain('Verbs/IBV_WC_RETRY_EXC_ERR');
    expect(causesOf('NIXL/NIXL_ERR_REMOTE_DISCONNECT')).toContain('UCX/UCS_ERR_ENDPOINT_TIMEOUT');
    expect(causesOf('Verbs/IBV_WC_RETRY_EXC_ERR')).toContain('message/rdma-device-event');
  });

  it('add nothing to what Mooncake’s own forms are read with', () => {
    const catalogue = new Catalogue(withPacks(builtInParts, Object.values(packs)));
    expect(catalogue.mooncake.codes).toEqual(builtInParts.codes);
  });
});

describe('values are those of the system that runs the tests, where it has them', () => {
  it('errno', () => {
    const numbers: Readonly<Record<string, number | undefined>> = constants.errno;
    const texts = new Map([...getSystemErrorMap()].map(([value, [name]]) => [name, -value]));
    for (const { name, value } of codesOf('errno')) {
      const known = numbers[name] ?? texts.get(name);
      if (known !== undefined) expect([name, value]).toEqual([name, known]);
    }
  });

  it('http', () => {
    // nginx's own.
    for (const { value } of codesOf('http').filter((code) => code.value !== 499))
      expect(STATUS_CODES[value], String(value)).toBeDefined();
  });
});

it.each(allPackCodes())('what %s prints is a code of a pack, found on a line of the message', (id, names) => {
  const message = knownMessages.find((one) => one.id === id);
  expect(message).toBeDefined();
  for (const name of names) {
    const [pack, code] = name.split('/') as [PackName, string];
    expect(codesOf(pack).map((one) => one.name)).toContain(code);
    const found = message!.samples.flatMap(
      (line) => withAll.recognise(Buffer.from(line).toString('latin1')).findings,
    );
    expect(found.map((finding) => finding.name)).toContain(code);
  }
});
