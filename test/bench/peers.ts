import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';

/** Files that the peers' scripts read. */
export interface PeerFiles {
  /** Names of codes, one a line. */
  readonly names: string;
  /** `NAME<tab>what it means`, one a line; numbers that one component alone has are names here too. */
  readonly meanings: string;
  readonly countAwk: string;
  readonly annotateAwk: string;
  readonly countPerl: string;
  readonly annotatePerl: string;
  readonly mtail: string;
  readonly patterns: string;
  /** An extended regular expression of names, numbers and result lists. */
  readonly expression: string;
}

const folder = 'node_modules/.cache/mooncake-annotate/peers';
const keyword = '(error|error_code|err|err_code|rc|ret|code|codes|res|result|status)';

/** Writes the scripts for the peers. */
export function peerFiles(): PeerFiles {
  mkdirSync(folder, { recursive: true });
  const { codes } = builtInCatalogue();
  const names = [...new Set(codes.map(({ name }) => name).filter((name) => name.includes('_')))];
  const meanings = codes.flatMap(({ component, group, name, value, description }) => {
    const meaning = `${component} / ${group}: ${name} (${value}): ${description}`;
    return [`${name}\t${meaning}`, `${value}\t${meaning}`];
  });
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    names: file('names', `${names.join('\n')}\n`),
    meanings: file('meanings', `${meanings.join('\n')}\n`),
    countAwk: file(
      'count.awk',
      awk('count[token]++', '', 'END { for (name in count) print count[name], name }'),
    ),
    annotateAwk: file(
      'annotate.awk',
      awk('out = out (out == "" ? "  <- " : "; ") meaning[token]', 'print $0 out; next', '{ print }'),
    ),
    countPerl: file(
      'count.pl',
      perl('$count{$1 // $2}++ while /$token/g;', 'END { print "$count{$_} $_\\n" for sort keys %count }'),
    ),
    annotatePerl: file(
      'annotate.pl',
      perl(
        'my @all; while (/$token/g) { my $text = $meaning{$1 // $2}; push @all, $text if $text } if (@all) { chomp; print $_, "  <- ", join("; ", @all), "\\n"; next }',
        '',
        'print;',
      ),
    ),
    mtail: file(
      'codes.mtail',
      // It takes no pattern as long as the list of names.
      'counter codes by name\n/\\b(?P<name>[A-Z0-9]+(?:_[A-Z0-9]+)+)\\b/ {\n  codes[$name]++\n}\n',
    ),
    patterns: file('patterns.xml', patternDatabase(names)),
    expression: `${names.join('|')}|${keyword}["']?[=: ]+-[1-9][0-9]*|${keyword}["']?[=:]+[[{][^]}]*-[1-9][0-9]*`,
  };
}

/** A script for awk: a cheap test, then every token of the line, looked up. */
function awk(found: string, afterwards: string, end: string): string {
  return `BEGIN { FS = "\\t"; while ((getline line < meanings) > 0) { split(line, part, "\\t"); meaning[part[1]] = part[2] } }
/[A-Z0-9]_[A-Z]|[ =:[({,"']-[1-9]/ {
  rest = $0; out = ""
  while (match(rest, /[A-Z0-9]+(_[A-Z0-9]+)+|${keyword}["']?[=: ]+-[1-9][0-9]*/)) {
    token = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    if (token ~ /^[a-z]/) sub(/^[^-]*/, "", token)
    if (token in meaning) { ${found} }
  }
  ${afterwards}
}
${end}
`;
}

/** A script for perl with the same test and tokens. */
function perl(body: string, end: string, otherwise = ''): string {
  return `BEGIN { open my $file, "<", shift @ARGV or die; while (<$file>) { chomp; my ($name, $text) = split /\\t/; $meaning{$name} = $text } }
my $token = qr/([A-Z0-9]+(?:_[A-Z0-9]+)+)|\\b(?:error|error_code|err|err_code|rc|ret|code|codes|res|result|status)["']?[=: ]+(-[1-9][0-9]*)/;
while (<>) {
  if (/[A-Z0-9]_[A-Z]/ || /[ =:[({,"']-[1-9]/) { ${body} }
  ${otherwise}
}
${end}
`;
}

function patternDatabase(names: readonly string[]): string {
  const rules = names
    .map(
      (name, index) =>
        `<rule provider="bench" id="${index}" class="code"><patterns><pattern>@ESTRING::${name}@</pattern></patterns></rule>`,
    )
    .join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<patterndb version="4" pub_date="2026-07-30">\n<ruleset name="codes" id="codes"><pattern>logs</pattern><rules>\n${rules}\n</rules></ruleset>\n</patterndb>\n`;
}
