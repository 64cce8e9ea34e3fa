import type { Catalogue } from '../../catalogue/catalogue.ts';

/** glog's header, and behind the message what this program added. */
const pattern = String.raw`^(?<level>[IWEF])(?<timestamp>(?:\d{4})?\d{4} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)\s+(?<tid>\d+) (?<src_file>[\w./+-]+):(?<src_line>\d+)\] (?<body>.*?)(?:  <- (?<mooncake>.*))?$`;

/** Mooncake's log lines as a format of lnav's, with samples of its codes that `lnav -C` checks. */
export function lnavFormat({ codes }: Catalogue): string {
  const expression = new RegExp(pattern);
  const levels: Readonly<Record<string, string>> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' };
  const samples = [...new Set(codes.flatMap(({ sample }) => sample))].flatMap((line) => {
    const level = expression.exec(line)?.groups?.level;
    return level === undefined ? [] : [{ line, level: levels[level] }];
  });
  const format = {
    $schema: 'https://lnav.org/schemas/format-v1.schema.json',
    mooncake_glog: {
      title: 'Mooncake',
      description: "Mooncake's Store and Transfer Engine, also with the annotations of mooncake-annotate",
      url: 'https://github.com/kvcache-ai/Mooncake',
      regex: { glog: { pattern } },
      'timestamp-format': ['%Y%m%d %H:%M:%S.%f', '%Y%m%d %H:%M:%S', '%m%d %H:%M:%S.%f', '%m%d %H:%M:%S'],
      'level-field': 'level',
      level: { info: 'I', warning: 'W', error: 'E', fatal: 'F' },
      value: {
        tid: { kind: 'integer', 'foreign-key': true, description: 'Thread' },
        src_file: { kind: 'string', identifier: true, description: 'Source file' },
        src_line: { kind: 'integer', 'foreign-key': true, description: 'Line of the source file' },
        mooncake: { kind: 'string', description: 'What mooncake-annotate added' },
      },
      sample: samples,
    },
  };
  return `${JSON.stringify(format, undefined, 2)}\n`;
}

/** A script for lnav that makes a table of all codes, so that queries can say what they mean. */
export function lnavCodes({ codes }: Catalogue): string {
  const columns = 'component TEXT, "group" TEXT, name TEXT, value INTEGER, description TEXT';
  const rows = codes.map(
    ({ component, group, name, value, numberless, description }) =>
      `;INSERT INTO mooncake_codes VALUES (${[component, group, name].map(sqlText).join(', ')}, ${numberless === true ? 'NULL' : value}, ${sqlText(description)})`,
  );
  return [
    '# lnav -f FILE LOG, then: ;SELECT * FROM mooncake_codes WHERE value = -704',
    ';DROP TABLE IF EXISTS mooncake_codes',
    `;CREATE TABLE mooncake_codes (${columns})`,
    ...rows,
    '',
  ].join('\n');
}

/** A text as SQL writes it, on one line. */
function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll(/\s+/g, ' ')}'`;
}
