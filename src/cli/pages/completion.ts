import type { Command, Flag } from '../flags/flag.ts';
import { commonFlags } from '../flags/flags.ts';
import { aboutOf, type ShownFlag, shownFlags } from './flag-words.ts';

/** The shells for which there is a completion. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** The completion script of a shell, made from the tables of commands and flags. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands);
}

function flagsOf({ flags }: Pick<Command, 'flags'>): ShownFlag[] {
  return [...shownFlags({ ...flags, ...commonFlags }).values()].flat();
}

/** All spellings of a flag. */
function spellings({ typed, flag }: ShownFlag): string[] {
  return flag.short === undefined ? [typed] : [`-${flag.short}`, typed];
}

function takesFile({ value }: Flag): boolean {
  return value === 'FILE';
}

function bash(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).filter((name) => name !== 'annotate');
  const values = commands.flatMap((command) =>
    flagsOf(command)
      .filter(({ flag }) => flag.value !== undefined)
      .map((shown) => {
        const pattern = spellings(shown).map((spelling) => `${command.name}:${spelling}`);
        const { choices } = shown.flag;
        const words = choices !== undefined ? `compgen -W '${choices.join(' ')}'` : 'compgen -f';
        const offer = choices !== undefined || takesFile(shown.flag) ? `$(${words} -- "$current")` : '';
        return `    ${pattern.join('|')}) COMPREPLY=(${offer}); return ;;`;
      }),
  );
  const flags = commands.map(
    (command) => `      ${command.name}) words='${flagsOf(command).flatMap(spellings).join(' ')}' ;;`,
  );
  const operands = commands.flatMap(({ name, operands }) =>
    operands.choices === undefined ? [] : [`    ${name}) words='${operands.choices.join(' ')}' ;;`],
  );
  return `# Completion of mooncake-annotate for bash.
_mooncake_annotate() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=annotate words= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join('|')}) command=$word; break ;;
    esac
  done
  case $command:$before in
${values.join('\n')}
  esac
  if [[ $current == -* ]]; then
    case $command in
${flags.join('\n')}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case $command in
    annotate) [[ $COMP_CWORD == 1 ]] && words='${names.join(' ')}' ;;
${operands.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _mooncake_annotate mooncake-annotate
`;
}

function zsh(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const flags = flagsOf(command).map((shown) => `      ${zshFlag(shown)}`);
    const { choices } = command.operands;
    const operand =
      choices === undefined ? "'*:file:_files'" : `'1:word:(${choices.join(' ')})' '*:file:_files'`;
    return `    ${command.name}) _arguments -s ${operand} \\\n${flags.join(' \\\n')} ;;`;
  });
  const described = commands
    .filter(({ name }) => name !== 'annotate')
    .map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`);
  return `#compdef mooncake-annotate
# Completion of mooncake-annotate for zsh.
_mooncake_annotate() {
  local command=annotate
  local -a commands=(
${described.join('\n')}
  )
  if (( CURRENT > 2 )) && [[ -n \${commands[(r)\${words[2]}:*]} ]]; then
    command=\${words[2]}
    shift words
    (( CURRENT-- ))
  elif (( CURRENT == 2 )) && [[ \${words[2]} != -* ]]; then
    _describe command commands
  fi
  case $command in
${cases.join('\n')}
  esac
}
if [[ \${funcstack[1]} == _mooncake_annotate ]]; then _mooncake_annotate "$@"; else compdef _mooncake_annotate mooncake-annotate; fi
`;
}

function zshFlag(shown: ShownFlag): string {
  const { flag } = shown;
  const about = aboutOf(shown).replaceAll(/[[\]:]/g, (sign) => `\\${sign}`);
  const value =
    flag.value === undefined
      ? ''
      : flag.choices !== undefined
        ? `:value:(${flag.choices.join(' ')})`
        : takesFile(flag)
          ? ':file:_files'
          : ':value: ';
  const repeated = flag.many ? '*' : '';
  return spellings(shown)
    .map((spelling) => quoted(`${repeated}${spelling}[${about}]${value}`))
    .join(' ');
}

function fish(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).filter((name) => name !== 'annotate');
  const lines = ['# Completion of mooncake-annotate for fish.'];
  for (const { name, about } of commands)
    if (name !== 'annotate')
      lines.push(`complete -c mooncake-annotate -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`);
  for (const command of commands) {
    const when =
      command.name === 'annotate'
        ? `'not __fish_seen_subcommand_from ${names.join(' ')}'`
        : `'__fish_seen_subcommand_from ${command.name}'`;
    for (const word of command.operands.choices ?? [])
      lines.push(`complete -c mooncake-annotate -n ${when} -a ${word}`);
    for (const shown of flagsOf(command))
      lines.push(`complete -c mooncake-annotate -n ${when} ${fishFlag(shown)}`);
  }
  return `${lines.join('\n')}\n`;
}

function fishFlag(shown: ShownFlag): string {
  const { flag, typed } = shown;
  const short = flag.short === undefined ? '' : `-s ${flag.short} `;
  const value =
    flag.value === undefined
      ? ''
      : flag.choices !== undefined
        ? ` -x -a '${flag.choices.join(' ')}'`
        : takesFile(flag)
          ? ' -r -F'
          : ' -x';
  return `${short}-l ${typed.slice(2)}${value} -d ${quoted(aboutOf(shown))}`;
}

/** A text as one word of any of these shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
