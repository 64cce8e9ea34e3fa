const hex = /^[0-9a-f]+$/i;
// Names of codes and settings may hold digits: HTTP2_ERROR; a part that is a number is not part of the name.
const name = /^[A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)+$/;
// Ascend's own error numbers: EE1001, ERR01100, EI0006.
const numberedError = /^E[A-Z]{0,3}\d{3,}$/;
// Terms: H2D, k8s, P2PHANDSHAKE, mlx5dv.
const term = /^(?:[A-Za-z]\d[A-Za-z]|[A-Z]\d[A-Z]+|[A-Za-z]{3,}\d{1,2}[A-Za-z]+)$/;

/**
 * A word (letters, digits and underscores, with at least one digit) with its variable parts masked: `rank3` is `rank<num>`,
 * `7f0b6be9c0` is `<hex>`, `16GB` is `<num>GB`; `H2D`, `EE1001` and names in capitals stay. Returns the word itself where
 * nothing varies.
 */
export function maskWord(word: string): string {
  if (word.startsWith('0x') || word.startsWith('0X')) return hex.test(word.slice(2)) ? '<hex>' : '<id>';
  if (name.test(word) || numberedError.test(word)) return word;
  if (!word.includes('_')) return maskedPart(word);
  return word.split('_').map(maskedPart).join('_');
}

function maskedPart(part: string): string {
  const first = part.search(/\d/);
  if (first === -1) return part;
  if (part.length >= 8 && hex.test(part)) return /^\d+$/.test(part) ? '<num>' : '<hex>';
  if (term.test(part)) return part;
  const rest = part.slice(first).replace(/^\d+/, '');
  if (rest === '') return `${part.slice(0, first)}<num>`;
  // A unit: 5000ms, 16GB, 3rd.
  if (first === 0 && rest.length <= 3 && !/\d/.test(rest)) return `<num>${rest}`;
  return '<id>';
}
