/**
 * What is wrong with an input, for a place where its name stands already: documents hold the whole message, which begins with
 * the name.
 *
 * @example faultText({ name: 'a.log', fault: 'a.log: no such file (check it)' }) // 'no such file (check it)'
 */
export function faultText({ name, fault }: { readonly name: string; readonly fault: string }): string {
  const front = `${name}: `;
  return fault.startsWith(front) ? fault.slice(front.length) : fault;
}
