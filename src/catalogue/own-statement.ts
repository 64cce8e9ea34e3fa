import type { Catalogue } from './catalogue.ts';
import type { Code } from './code.ts';
import type { NumberForm, OwnScope, OwnSpelling } from './own-forms.ts';

/** How lines state a code of an operator's catalogue, one line a form; none for a code of Mooncake's that no catalogue changes. */
export function ownStatements(code: Code, catalogue: Catalogue): string[] {
  const forms = catalogue.own.filter(({ component }) => component === code.component);
  const spellings = forms.flatMap(({ names, files, loggers, spellings: all }) =>
    names === 'never'
      ? []
      : all
          .filter((spelling) => spelling.code === code.name)
          .map(
            (spelling) =>
              `${spelling.text}${conditions(spelling, names === 'own' ? [...files, ...loggers] : [])}`,
          ),
  );
  const numbers = forms.flatMap((form) => [
    ...form.numbers.map((one) => numberText(code, one)),
    ...(form.added && form.files.length + form.loggers.length > 0
      ? [numberText(code, { ...form, after: [] })]
      : []),
  ]);
  return [...spellings, ...numbers];
}

function numberText({ value, lastValue }: Code, form: NumberForm): string {
  const { after, fields = [], hex } = form;
  const written = lastValue === undefined ? String(value) : `${value} to ${lastValue}`;
  const places = [
    ...(after.length > 0 ? [`after ${after.map(quoted).join(', ')}`] : []),
    ...(fields.length > 0 ? [`in the field ${fields.join(', ')}`] : []),
    ...(after.length + fields.length === 0 ? ['after error, ret, code, status and the like'] : []),
  ];
  return `${written}${hex === true ? ', also as 0x...,' : ''} ${places.join(', or ')}${conditions(form, [])}`;
}

/** Where a form holds, in words: `, in orders.cpp, at W, E and F`. */
function conditions(
  { files, loggers, severities, ...text }: OwnScope & Partial<OwnSpelling>,
  of: readonly string[],
): string {
  const sources = [...files, ...loggers, ...of];
  return [
    ...(text.anyCase === true ? ['in any case'] : []),
    ...(sources.length > 0 ? [`on lines of ${sources.join(', ')}`] : []),
    ...(severities === undefined ? [] : [`at severity ${[...severities].join(', ')}`]),
  ]
    .map((condition) => `, ${condition}`)
    .join('');
}

function quoted(text: string): string {
  return `"${text}"`;
}
