import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code } from '../../catalogue/code.ts';
import type { Message } from '../../catalogue/message.ts';
import { literalPattern } from '../../catalogue/place-pattern.ts';

/** A text as it stands between XML's tags or in an attribute; characters that XML cannot hold become blanks. */
function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, ' ');
}

/** glog's header up to the source file, as syslog-ng's parsers read it. */
const header = '@ESTRING:.glog.day: @@ESTRING:.glog.time: @@ESTRING:.glog.thread: @';
const exampleHeader = 'E20260730 02:14:10.220114 4133 ';

/**
 * The messages of Mooncake's that imply one code, as a pattern database of syslog-ng's: a message that matches gets the values
 * `mooncake.component`, `mooncake.group`, `mooncake.code` and `mooncake.value`. Each rule has an example that `pdbtool test` tries.
 */
export function patternDatabase(catalogue: Catalogue): string {
  const rules = Object.entries(catalogue.parts.messages).flatMap(([file, messages]) =>
    distinct(messages.flatMap((message) => codedMessage(message, file, catalogue) ?? [])).map(
      ({ pattern, code }, index) => ruleOf(`mooncake-${file}-${index + 1}`, file, pattern, code),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<patterndb version="4" pub_date="2026-08-22">
  <ruleset name="mooncake" id="mooncake">
    <rules>
${rules.join('\n')}
    </rules>
  </ruleset>
</patterndb>
`;
}

/** A message and the code that it implies. */
interface CodedMessage {
  /** Its literal parts, with `{}` for each value between them. */
  readonly pattern: string;
  readonly code: Code;
}

function codedMessage(
  { pattern, code: name, component }: Message,
  file: string,
  catalogue: Catalogue,
): CodedMessage | undefined {
  const components = component === undefined ? catalogue.componentsOf(file) : [component];
  const code = catalogue.codes.find(
    (one) => one.name === name && (components === undefined || components.includes(one.component)),
  );
  return code === undefined ? undefined : { pattern: pattern.replaceAll(/(?:\{\})+/g, '{}'), code };
}

/**
 * The messages of a file that a pattern database tells apart. It decides at the first value where two messages differ, by how they
 * go on, and never comes back: where one is a case of another, it may take the other. Those of one code are then one rule; of
 * others neither gets one.
 */
function distinct(messages: readonly CodedMessage[]): readonly CodedMessage[] {
  return messages.filter((message, index) =>
    messages.every((other, place) => {
      if (other === message) return true;
      if (other.pattern === message.pattern) return place > index && other.code === message.code;
      if (!isMistakable(message.pattern, other.pattern) && !isMistakable(other.pattern, message.pattern))
        return true;
      return other.code === message.code && !isCaseOf(message.pattern, other.pattern);
    }),
  );
}

function isMistakable(special: string, general: string): boolean {
  let same = 0;
  while (same < special.length && special[same] === general[same]) same++;
  return special.slice(0, same).includes('{}') && isCaseOf(special, general);
}

function isCaseOf(special: string, general: string): boolean {
  const parts = general.split('{}').map(literalPattern);
  return new RegExp(`^${parts.join('[^]*')}$`).test(exampleOf(special));
}

function exampleOf(pattern: string): string {
  return pattern.replaceAll('{}', '7');
}

function ruleOf(id: string, file: string, message: string, code: Code): string {
  const pattern = `${header}${doubled(file)}:@NUMBER:.glog.line@] ${patternOf(message)}`;
  const example = `${exampleHeader}${file}:7] ${exampleOf(message)}`;
  const values = [
    ['mooncake.component', code.component],
    ['mooncake.group', code.group],
    ['mooncake.code', code.name],
    ['mooncake.value', String(code.value)],
  ] as const;
  const list = (element: string): string =>
    values.map(([name, value]) => `<${element} name="${name}">${xmlText(value)}</${element}>`).join('');
  return `      <rule provider="mooncake-annotate" id="${id}" class="violation">
        <patterns><pattern>${xmlText(pattern)}</pattern></patterns>
        <description>${xmlText(code.description)}</description>
        <values>${list('value')}</values>
        <examples><example>
          <test_message program="mooncake">${xmlText(example)}</test_message>
          <test_values>${list('test_value')}</test_values>
        </example></examples>
      </rule>`;
}

/** A message's text with a parser for each value that it holds: each ends where the literal part behind it begins. */
function patternOf(message: string): string {
  const [first = '', ...parts] = message.split('{}');
  return (
    doubled(first) +
    parts
      .map((literal, index) => {
        const name = `.mooncake.${index + 1}`;
        if (literal === '') return `@ANYSTRING:${name}@`;
        const [end = ''] = literal.split('@');
        // A value in front of an at sign ends at the character that the parser can name.
        return end === ''
          ? `@STRING:${name}@${doubled(literal)}`
          : `@ESTRING:${name}:${end}@${doubled(literal.slice(end.length))}`;
      })
      .join('')
  );
}

/** An at sign begins a parser unless it is doubled. */
function doubled(text: string): string {
  return text.replaceAll('@', '@@');
}
