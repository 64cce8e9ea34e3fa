import { describe, expect, test } from 'vitest';
import {
  answerRows,
  fillPlaceholders,
  placeholderLegend,
  placeholders,
  readAction,
} from '../../../src/catalogue/advice/placeholders.ts';
import { codes } from '../../../src/catalogue/codes/index.ts';
import { knownMessages } from '../../../src/catalogue/known-messages/index.ts';

describe('placeholders', () => {
  test('are filled with what is known, and stay where nothing is', () => {
    expect(fillPlaceholders('nc -vz {peer-host} {peer-port}', { 'peer-host': '10.0.0.7' })).toBe(
      'nc -vz 10.0.0.7 {peer-port}',
    );
  });

  test.each(['$(reboot)', '10.0.0.7; reboot', '`id`', '-oProxyCommand=x', "a'b", 'a b', '>x', ''])(
    'never take %j from a log into a command',
    (value) => {
      expect(fillPlaceholders('ping -c 3 {peer-host}', { 'peer-host': value })).toBe('ping -c 3 {peer-host}');
    },
  );

  test('take keys and file names of ordinary characters', () => {
    const key = 'llama@tp2%2F4f1c/9a=1,b+c';
    expect(fillPlaceholders('{key}', { key })).toBe(key);
  });

  test('leave braces alone that are none of theirs', () => {
    expect(fillPlaceholders("awk '{print}' {key}", { key: 'k' })).toBe("awk '{print}' k");
  });

  test('are explained once each', () => {
    expect(placeholderLegend(['nc {peer-host}', 'ping {peer-host}'])).toEqual([
      `{peer-host}: ${placeholders['peer-host']}`,
    ]);
  });

  test('are the only words in braces in advice', () => {
    const lines = [
      ...codes.flatMap(({ action }) => action),
      ...knownMessages.flatMap(({ checks }) => checks),
    ];
    const words = lines.flatMap((line) => [...line.matchAll(/\{([a-z-]+)\}/g)].map((match) => match[1]!));
    expect(words.filter((word) => word !== 'print' && !Object.hasOwn(placeholders, word))).toEqual([]);
  });
});

describe('a line of advice', () => {
  test('is taken apart into the command at its front and what the command shows', () => {
    expect(readAction('`ss -s`: many sockets in TIME-WAIT')).toEqual({
      command: 'ss -s',
      text: 'many sockets in TIME-WAIT',
    });
  });

  test('is text alone where what stands first is an option, a variable or a file', () => {
    for (const line of ['`--enable_ha` is off.', '`MC_MTU` differs.', '`mooncake.json` says so.'])
      expect(readAction(line)).toEqual({ text: line });
  });

  test('gives a row to what a command is looked at for, to each answer, and to the releases that have it', () => {
    expect(
      answerRows('here: good `yes: it` = it does; bad nothing = it does not [/role: v0.3.12 and newer]'),
    ).toEqual([
      'here',
      'good `yes: it` = it does',
      'bad nothing = it does not',
      '[/role: v0.3.12 and newer]',
    ]);
    expect(answerRows('good `a[0]` = fine')).toEqual(['good `a[0]` = fine']);
  });
});
