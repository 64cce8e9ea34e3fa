@inline export function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}
@inline export function isLetter(byte: u32): bool {
  return (byte | 32) - 97 < 26;
}
@inline export function isAlphanumeric(byte: u32): bool {
  return isDigit(byte) || isLetter(byte);
}
@inline export function isHex(byte: u32): bool {
  return isDigit(byte) || (byte | 32) - 97 < 6;
}
@inline export function byteAt(at: usize): u32 {
  return <u32>load<u8>(at);
}
