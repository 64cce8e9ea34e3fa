import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from '../../../catalogue/code.ts';

/** A code as Mooncake's headers define it. */
interface HeaderCode {
  readonly component: Component;
  readonly name: string;
  readonly value: number;
}

/** The codes of one checkout of Mooncake, and how its `Status` names them. */
export class HeaderCodes {
  readonly all: readonly HeaderCode[];
  /** Names and numbers that the documentation's table lists, where there is one. */
  readonly documented: readonly { readonly name: string; readonly value: number | undefined }[];
  private readonly names: ReadonlySet<string>;
  private readonly tent: ReadonlySet<string>;
  private readonly byStatusName: ReadonlyMap<string, string>;

  constructor(root: string) {
    const store = enumerators(
      read(root, 'mooncake-store/include/types.h'),
      /enum class ErrorCode[^{]*\{([^}]*)\}/,
    );
    const engine = [
      ...read(root, 'mooncake-transfer-engine/include/error.h').matchAll(/#define\s+(ERR_\w+)\s+\(?(-?\d+)/g),
    ];
    const statuses = enumerators(
      read(root, 'mooncake-transfer-engine/include/common/base/status.h'),
      /enum class Code[^{]*\{([^}]*)\}/,
    );
    const tent = enumerators(
      read(root, 'mooncake-transfer-engine/tent/include/tent/common/status.h'),
      /enum class Code[^{]*\{([^}]*)\}/,
    );
    const all: HeaderCode[] = store.map(([name, value]) => ({ component: 'Store', name, value }));
    for (const [, name = '', value] of engine)
      all.push({ component: 'TransferEngine', name, value: Number(value) });
    for (const [name, value] of tent) all.push({ component: 'Tent', name: name.slice(1), value });
    this.names = new Set(all.map((c) => c.name));
    this.tent = new Set(tent.map(([name]) => name.slice(1)));
    // A classic Status is the positive twin of an ERR_ macro. Two of them (NotImplemented 999, NotSupportedTransport 8)
    // have no twin: they stand among the codes, but what is returned as one implies nothing.
    const byValue = new Map(engine.map(([, name = '', v]) => [Number(v), name]));
    const twins = new Map<string, string>();
    for (const [name, v] of statuses) {
      const twin = byValue.get(-v);
      if (twin !== undefined) twins.set(name.slice(1), twin);
      else if (v !== 0) all.push({ component: 'TransferEngine', name: name.slice(1), value: v });
    }
    this.byStatusName = twins;
    this.all = all;
    this.documented = documentedCodes(root);
  }

  /** The code that an identifier such as `ERR_DNS` or an enumerator of `ErrorCode` names, or undefined. */
  named(name: string): string | undefined {
    return this.names.has(name) ? name : undefined;
  }

  /** The code that `Status::Name(...)` becomes, in the classic engine or in Tent. */
  ofStatus(name: string, tent: boolean): string | undefined {
    if (tent) return this.tent.has(name) ? name : undefined;
    return this.byStatusName.get(name);
  }
}

function read(root: string, path: string): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function enumerators(text: string, list: RegExp): [string, number][] {
  const body = (list.exec(text)?.[1] ?? '').replace(/\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  const found: [string, number][] = [];
  let next = 0;
  for (const item of body.split(',')) {
    const [, name, number] = /^\s*(\w+)\s*(?:=\s*(-?\w+)\s*)?$/.exec(item) ?? [];
    if (name === undefined || name.startsWith('kMax')) continue;
    const value = number === undefined ? next : Number(number.replace(/[uUlL]+$/, ''));
    found.push([name, value]);
    next = value + 1;
  }
  return found;
}

function documentedCodes(root: string): { name: string; value: number | undefined }[] {
  const paths = [
    'docs/source/troubleshooting/error-code.md',
    'doc/en/error-code.md',
    'docs/source/error-code.md',
  ];
  const text = paths.map((p) => read(root, p)).find((t) => t !== '') ?? '';
  const rows = text.matchAll(/^\|[^|]*\|\s*`?([A-Z][A-Z0-9_]+)`?\s*(?:\((-?\d+)\))?\s*\|/gm);
  return [...rows].map(([, name = '', value]) => ({
    name,
    value: value === undefined ? undefined : Number(value),
  }));
}
