import * as layout from '../../../src/lines/shape/memory-layout.ts';
import type { ShapeRules } from '../../../src/lines/shape/rules.ts';
import { ShapeTable } from '../../../src/lines/shape/shape-table.ts';

declare const WebAssembly: {
  Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer };
};

/** A table of shapes on a memory of its own, with room for a line. */
export function tableOnMemory(rules: ShapeRules) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.lines / 65536) + 1 });
  return { table: new ShapeTable(memory, rules), memory };
}
