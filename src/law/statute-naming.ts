import { type StatuteNode, walk } from './statute-tree.js';

const UNNAMED = new Set(['table', 'continuation', 'verbatim', 'heading', 'paragraph']);

/** Gives every piece its canonical fragment (law.md §1), and every heading the section it stands before. */
export function nameAll(root: StatuteNode, running: boolean, headingsBefore: Map<StatuteNode, StatuteNode[]>): void {
  const visit = (node: StatuteNode, prefix: string): void => {
    const seen = new Set<string>();
    const tail = tailOf(node, prefix, running);
    if (tail === null) {
      node.children.forEach((child) => visit(child, ''));
      return;
    }
    node.fragment = node.kind === 'act' || node.kind === 'part' || node.kind === 'transitional' ? null : tail || null;
    for (const child of node.children) {
      visit(child, tail);
      // Within one section a fragment means one thing: the second of a broken list cannot be pointed at.
      if (child.kind === 'item' && child.fragment !== null) {
        if (seen.has(child.fragment)) child.fragment = null;
        else seen.add(child.fragment);
      }
    }
  };
  visit(root, '');
  for (const [section, headings] of headingsBefore) for (const heading of headings) heading.before = section.fragment;
}

/** Null for what has no name, nor anything in it. */
function tailOf(node: StatuteNode, prefix: string, running: boolean): string | null {
  const { kind, number } = node;
  switch (kind) {
    case 'chapter':
      return `K${number}`;
    case 'section':
      return `${running ? '' : prefix}P${number}`;
    case 'article':
      return `${prefix.startsWith('B') ? (/^B[^A]*/.exec(prefix)?.[0] ?? '') : ''}A${number}`;
    case 'moment':
      return `${prefix}O${number}`;
    case 'amending-act':
      return `L${number}`;
    case 'annex':
      return `B${number}`;
    case 'item':
      // A dash has no number to be cited by.
      if (number === null || prefix === '') return '';
      return /N\d+[a-zåäö]*$/.test(prefix) ? `${prefix}${number}` : `${prefix}N${number}`;
    case 'paragraph':
      return number === null ? null : `${prefix}S${number}`;
    default:
      return UNNAMED.has(kind) ? null : prefix;
  }
}

/**
 * Section numbers that go on from chapter to chapter name no chapter (1960:729); seen from that no later chapter begins anew. One
 * chapter alone shows nothing, unless sections stand before it.
 */
export function runsThrough(root: StatuteNode): boolean {
  let last = '';
  let shown = 0;
  let fresh = false;
  for (const node of walk(root)) {
    if (node.kind === 'chapter') fresh = true;
    else if (node.kind === 'section' && node.number !== null) {
      if (fresh && last) {
        if (compareNumbers(node.number, last) <= 0) return false;
        shown += 1;
      }
      fresh = false;
      last = node.number;
    }
  }
  return shown > 0;
}

/** `2` < `2a` < `3`. */
export function compareNumbers(a: string, b: string): number {
  const difference = Number.parseInt(a, 10) - Number.parseInt(b, 10);
  if (difference !== 0) return difference;
  const [x, y] = [a.replace(/^\d+/, ''), b.replace(/^\d+/, '')];
  return x < y ? -1 : x > y ? 1 : 0;
}
