import { expect } from '@jest/globals';
import { parseStatute } from '../../src/law/statute-parser.js';
import { fold } from '../../src/law/statute-text.js';
import { type ParsedStatute, type StatuteNode, walk } from '../../src/law/statute-tree.js';

/** What is lost, doubled or torn between a text and its pieces; empty when the pieces put together are the text. */
export function tornOf(source: string, root: StatuteNode): string[] {
  const pieces = [...walk(root)];
  const words = pieces.map(({ text }) => text).join('');
  const found: string[] = [];
  if (fold(words) !== fold(source)) found.push('the words differ');
  else if (words !== source) found.push('the white space differs');
  for (const { children, start, end, kind, fragment } of pieces) {
    const where = `${kind} ${fragment ?? ''} at ${start}`;
    const last = children.at(-1);
    if (last !== undefined && last.end !== end) found.push(`${where} does not end with its last child`);
    if (children.some((child, i) => child.start !== (i === 0 ? child.start : children[i - 1]?.end)))
      found.push(`the children of ${where} do not follow each other`);
    if (start > end || (children[0]?.start ?? start) < start) found.push(`${where} ends before it begins`);
  }
  return found;
}

/** The first property of the importer (law.md §2), and how the pieces must lie for it to hold. */
export function expectWhole(source: string, parse: (source: string) => ParsedStatute = parseStatute): StatuteNode {
  const { root } = parse(source);
  expect(tornOf(source, root)).toEqual([]);
  return root;
}
