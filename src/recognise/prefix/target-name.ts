/** Words before a colon that lead to a code or an operand, and name no logger. */
const operands =
  'error|err|errno|code|ret|rc|res|result|status|reason|key|keys|exception|message|msg|what|value|failed|warning';

/** The name of a logger that stands bare before a colon; a word such as `ret` belongs to the message. */
export const targetName = String.raw`(?<logger>(?!(?:${operands}):)[a-z_](?:[\w.<>-]|::){0,200})(?!:\s*-?\d)`;
