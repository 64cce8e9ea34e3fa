import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser's parser reads it. */
export interface ParsedPage {
  /** Every element in order, as its name with the names of its attributes. */
  readonly shape: readonly string[];
  readonly elements: readonly Element[];
  /** All text outside scripts and styles, and all values of attributes. */
  readonly texts: readonly string[];
  readonly comments: number;
  /** What the parser complained of. */
  readonly errors: readonly string[];
}

/** Parses a page as HTML's standard says. */
export function parsePage(text: string): ParsedPage {
  const errors: string[] = [];
  const shape: string[] = [];
  const elements: Element[] = [];
  const texts: string[] = [];
  let comments = 0;
  const visit = (node: Node): void => {
    if (node.nodeName === '#comment') comments += 1;
    if ('value' in node) texts.push(node.value);
    if ('tagName' in node) {
      elements.push(node);
      shape.push(`${node.tagName}[${node.attrs.map(({ name }) => name).join()}]`);
      texts.push(...node.attrs.map(({ value }) => value));
      if (node.tagName === 'script' || node.tagName === 'style') return;
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(text, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) }));
  return { shape, elements, texts, comments, errors };
}

/** The text within an element. */
export function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** The value of an attribute. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((one) => one.name === name)?.value;
}

/** What a page says, without its style and script, with white space as one blank. */
export function readText({ elements }: ParsedPage): string {
  const parts = elements.filter(({ tagName }) => tagName === 'header' || tagName === 'main');
  return parts.map(textOf).join(' ').replaceAll(/\s+/g, ' ');
}
