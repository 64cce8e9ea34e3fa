import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';

/** What is no plain data, though it is YAML, and where it stands: an offset in the text. */
export interface StructureFault {
  readonly at: number;
  readonly text: string;
}

/** Keys that are no names, aliases without an anchor or of what they stand in, and merges of what is no map. */
export function structureFaults(document: Document): StructureFault[] {
  const faults: StructureFault[] = [];
  const add = (node: unknown, text: string): void => {
    faults.push({ at: (node as Node).range![0], text });
  };
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target === undefined)
        add(alias, `no anchor &${alias.source} stands before this alias; write the anchor, or its values`);
      else if (ancestors.includes(target))
        add(alias, `&${alias.source} holds itself by this alias; write its values`);
    },
    Pair(_, { key, value }) {
      if (isCollection(key, document)) add(key, 'a list or map is no name of an entry; write one word');
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN' && !isMergeable(value, document))
        add(value ?? key, '<< takes a map, or a list of maps; name them by aliases (*common)');
    },
  });
  return faults.sort((a, b) => a.at - b.at);
}

/** Where the last alias stands: that of the most values where aliases hold aliases. */
export function lastAlias(document: Document): number {
  let at = 0;
  visit(document, {
    Alias(_, { range }) {
      at = range![0];
    },
  });
  return at;
}

function isCollection(node: unknown, document: Document): boolean {
  const meant = isAlias(node) ? node.resolve(document) : node;
  return isMap(meant) || isSeq(meant);
}

/** An alias without an anchor is told of as such. */
function isMergeable(value: Pair['value'], document: Document): boolean {
  const meant = isAlias(value) ? value.resolve(document) : value;
  if (isSeq(meant)) return meant.items.every((item) => !isSeq(item) && isMergeable(item, document));
  return isMap(meant) || (isAlias(value) && meant === undefined);
}
