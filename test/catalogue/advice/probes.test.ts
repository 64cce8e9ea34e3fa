import { describe, expect, test } from 'vitest';
import { adviceLines, readAction } from '../../../src/catalogue/advice/placeholders.ts';
import { answerLine, badAnswer, goodAnswer } from '../../../src/catalogue/advice/probe.ts';
import { probes } from '../../../src/catalogue/advice/probes/index.ts';

const commands = new Set(probes.map(({ command }) => command));

describe('the commands of advice', () => {
  test('have ids of their own, and stand in the table once', () => {
    const ids = probes.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(commands.size).toBe(probes.length);
  });

  test('are all in the table, with what their answers mean', () => {
    const typed = adviceLines().flatMap((one) => readAction(one).command ?? []);
    expect(typed.length).toBeGreaterThan(100);
    expect([...new Set(typed)].filter((command) => !commands.has(command))).toEqual([]);
  });

  test('have the same answers wherever they are given', () => {
    const wrong = adviceLines().filter((one) => {
      const probe = probes.find(({ command }) => command === readAction(one).command);
      return probe !== undefined && !one.endsWith(answerLine(probe, '').slice(probe.command.length + 4));
    });
    expect(wrong).toEqual([]);
  });

  test('are all given by some advice', () => {
    const typed = new Set(adviceLines().flatMap((one) => readAction(one).command ?? []));
    expect(probes.filter(({ command }) => !typed.has(command)).map(({ id }) => id)).toEqual([]);
  });

  test('read the variables of the process, never those of the shell in which they are typed', () => {
    const wrong = probes.filter(({ command }) => /\$\{?(?:MC|MOONCAKE)_|(?:^|[|;] *)env\b/.test(command));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('quote addresses with a question mark, which shells would expand', () => {
    const wrong = probes.filter(({ command }) => / http[^"' ]*\?/.test(command));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('name the endpoints of etcd, which is not on every host', () => {
    const wrong = probes.filter(({ command }) => /etcdctl (?!--endpoints=\{etcd\})/.test(command));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('send a body with what is put or posted, unless all is in the address', () => {
    const wrong = probes.filter(({ command }) => /-X (?:PUT|POST)/.test(command) && !/ -d |\?/.test(command));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('a command as a line of advice', () => {
  const probe = {
    id: 'p',
    command: 'nc -vz a 1',
    about: 'here',
    answers: [goodAnswer('`yes`', 'it does'), badAnswer('nothing', 'it does not')],
  };

  test('stands first, with what it is looked at for and what the answers mean behind it', () => {
    expect(answerLine(probe)).toBe('`nc -vz a 1`: here: good `yes` = it does; bad nothing = it does not');
    expect(answerLine(probe, 'there')).toBe(
      '`nc -vz a 1`: there: good `yes` = it does; bad nothing = it does not',
    );
  });
});
