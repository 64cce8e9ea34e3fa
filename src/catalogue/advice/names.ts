/**
 * What advice can name of Mooncake: flags (`--client_ttl`), environment variables (`MC_MTU`), pages of the master
 * (`/role`), metrics (`master_allocated_bytes`) and texts that logs hold.
 */
const kinds: readonly RegExp[] = [
  /(?<![\w-])(--[a-z][a-z0-9]*(?:_[a-z0-9]+)+)/g,
  /(?<![\w$])((?:MC|MOONCAKE|WITH)(?:_[A-Z0-9]+)+)(?![\w(*])/g,
  /(?:\{(?:master|metadata)\}|`)(\/[a-z][a-z0-9_]*(?:\/[a-z0-9_]+)*)(?=[`?"' ])/g,
  /(?<![\w/])(master_[a-z_]+)(?![\w.])/g,
];

/** What a command looks for in a log: the quoted alternatives of a grep. */
const searched = /\bgrep (?:-[A-Za-z]+ (?:\d+ )?)*"([^"]+)" \{(?:log|master-log|peer-log)\}/g;

/** What stands in backticks and is printed by the system or another program, or put together by Mooncake as it runs. */
const others: ReadonlySet<string> = new Set([
  'Connection timed out',
  'No route to host',
  'Address already in use',
  'Cannot assign requested address',
  'Stale file handle',
  'No such file',
  'No NUMA support',
  'Could not connect',
  'Max open files',
  'Link down',
  'Link detected: yes',
  'Link detected: no',
  'Invalid JSON body',
  '404 Not Found',
  'no resources',
  'Bad address',
  'Failed to create QP: Cannot allocate memory',
  // master_service_supervisor.cpp HandleSupervisorError puts the action behind "Failed to ".
  'Failed to acquire leadership',
  'Failed to promote standby for serve',
]);

/** Which names of Mooncake a line of advice holds, each once. */
export function namesIn(line: string): string[] {
  const names = kinds.flatMap((kind) => [...line.matchAll(kind)].map((match) => match[1]!));
  return [...new Set([...names, ...logTextsIn(line)])];
}

/** Which texts a line of advice says to look for in a log. */
export function logTextsIn(line: string): string[] {
  const commands = [...line.matchAll(searched)].flatMap((match) => alternatives(match[1]!));
  // A quoted sentence stands in backticks and begins with a capital: `Failed to mount segment`.
  const quoted = [...line.matchAll(/`([A-Z[][^`]* [^`]*)`/g)].map((match) => match[1]!.trim());
  return [...new Set([...commands, ...quoted.map(literal)])].filter(
    (text) => text !== '' && !others.has(text),
  );
}

function alternatives(pattern: string): string[] {
  return pattern.split(/\|(?![^[]*\])/).map(literal);
}

/** The longest part of a searched text that is no pattern. */
function literal(text: string): string {
  const parts = text.split(/\[\^?[^\]]*\]\*?|\.\*|\\.|[$^*+?(){}]|\.\.\.|<[^>]*>/).map((part) => part.trim());
  return parts.reduce((best, part) => (part.length > best.length ? part : best), '');
}
