/** What a function's return type says about the value it hands back; `plain` cannot carry a code. */
export type ReturnKind =
  | 'void'
  | 'bool'
  | 'int'
  | 'code'
  | 'expected'
  | 'status'
  | 'list'
  | 'pointer'
  | 'auto'
  | 'plain'
  | 'other';

/** What a written type says about the value; aliases of Mooncake count as what they stand for. */
export function kindOfType(written: string): ReturnKind {
  const type = written
    .replace(/\[\[.*?\]\]|\b(static|inline|virtual|constexpr|const|extern|explicit|friend)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      /(async_simple::)?coro::Lazy<(.*)>$|Lazy<(.*)>$/,
      (_, __, a?: string, b?: string) => a ?? b ?? '',
    )
    .trim();
  if (type === 'void') return 'void';
  if (type.endsWith('*')) return 'pointer';
  if (/^bool ?&?$/.test(type)) return 'bool';
  if (/^(std::)?(vector|array|unordered_map|map|deque|list|tuple|pair|future|span)\b/.test(type)) {
    if (/pair|tuple|future/.test(type.slice(0, 12))) return 'other';
    return /expected|Error|Result|Status|\bu?int/.test(type) ? 'list' : 'plain';
  }
  if (/\b(tl|std|ylt)::expected</.test(type) || /^\w*(Result|Expected)<|^expected</.test(type))
    return 'expected';
  if (/^(mooncake::)?ErrorCode ?&?$/.test(type)) return 'code';
  if (/^(\w+::)*Status ?&?$/.test(type)) return 'status';
  if (
    /^(unsigned )?(int|long|long long|short|s?size_t|off_t|std::(size_t|int\d+_t)|u?int\d+_t)( int)?$/.test(
      type,
    )
  ) {
    return 'int';
  }
  if (
    /^std::(string|string_view|shared_ptr|unique_ptr|set|unordered_set|function)\b|^(double|float|char|UUID)\b/.test(
      type,
    ) &&
    !/Error|Status|Result|expected/.test(type)
  ) {
    return 'plain';
  }
  if (type === '' || type.startsWith('auto') || type.startsWith('decltype')) return 'auto';
  return 'other';
}

/** The last part of a qualified name, without template arguments. */
export function lastName(name: string): string {
  return (
    name
      .replace(/<[\s\S]*>/g, '')
      .split('::')
      .pop()
      ?.trim() ?? name
  );
}
