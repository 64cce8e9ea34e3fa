/** A text as it stands between XML's tags or in an attribute; characters that XML cannot hold become blanks. */
export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, ' ');
}
