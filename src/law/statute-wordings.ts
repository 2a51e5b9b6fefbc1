import type { LedgerWriter } from './statute-ledger-writer.js';
import { ALWAYS, changeNote, endingOf, type Validity } from './statute-markers.js';
import { compareNumbers } from './statute-naming.js';
import { fold, textHash } from './statute-text.js';
import { type StatuteNode, walk } from './statute-tree.js';

/** What lives and dies by itself, with a wording and a note of the act that last changed it. */
const ALONE = new Set(['section', 'annex', 'article']);

/** A wording without an end before one that begins on a day ends on that day; the edition forgot to say so (10 kap. 1 §, 2010:659). */
export function closeWordings(root: StatuteNode, ledger: LedgerWriter): void {
  const before = new Map<string, StatuteNode>();
  for (const node of walk(root)) {
    if (node.kind !== 'section' || node.fragment === null) continue;
    const former = before.get(node.fragment);
    before.set(node.fragment, node);
    const from = node.validity.from;
    if (!former || from === null || former.validity.to !== null || (former.validity.from ?? '') >= from) continue;
    former.validity = { ...former.validity, to: from };
    ledger.of('WORDING_CLOSED', former);
  }
}

/** Validity narrowed by what stands around, the wording's hash, the act that last changed it. */
export function finishWordings(source: string, root: StatuteNode, ledger: LedgerWriter): void {
  const finish = (node: StatuteNode, outer: Validity): void => {
    if (node.validity === ALWAYS) node.validity = outer;
    else node.validity = { from: later(node.validity.from, outer.from), to: node.validity.to ?? outer.to };
    const own = node.validity;
    // "/Rubriken …/" over a chapter speaks of its heading alone.
    const titled = node.kind === 'chapter' && node.markers.some((marker) => marker.scope === 'heading');
    const within = titled ? outer : own;
    node.children.forEach((child) => finish(child, within));
    const alone = ALONE.has(node.kind);
    if (!alone && node.title !== null) {
      node.hash = textHash(node.title);
      if (node.kind === 'chapter') closeChapter(node, node.title);
      return;
    }
    if (!alone && node.fragment === null) return;
    // A section of a repealed range has its words in the first of them.
    if (node.hash !== '') return;
    const words = fold(wording(source, node));
    const note = alone || node.kind === 'paragraph' || node.kind === 'item' ? changeNote(words) : null;
    node.hash = textHash(note?.last ? words.slice(0, note.at) : words);
    if (!alone) return;
    node.lastAct = node.repealedBy ?? note?.act ?? null;
    if (note && !note.last) ledger.of('TEXT_AFTER_NOTE', node);
    node.repealedBy ??= endingAct(node);
  };
  finish(root, ALWAYS);
}

function closeChapter(node: StatuteNode, title: string): void {
  const ending = endingOf(title);
  node.repealed = ending !== null;
  node.repealedBy = ending?.act ?? endingAct(node);
}

/** The act that a marker names as the one that ends the wording. */
function endingAct(node: StatuteNode): string | null {
  return node.markers.find(({ byAct, to }) => byAct !== null && to !== null)?.byAct ?? null;
}

/** The words without number and markers, and without the articles of an annex, which live by themselves; the change note is taken
 * off by the caller. */
function wording(source: string, node: StatuteNode): string {
  const first = node.children[0]?.start ?? node.end;
  const numbered = node.kind === 'section' || node.kind === 'amending-act';
  if (numbered && !node.repealed) return source.slice(first, node.end);
  if (node.kind === 'item' && node.number !== null)
    return source.slice(node.start, node.end).replace(/^\S+(?: ?[a-zåäö])?[.)]?\s*/, '');
  if (node.kind !== 'annex' || !node.children.some(({ kind }) => kind === 'article'))
    return source.slice(node.start, node.end);
  const own = node.children.filter(({ kind }) => kind !== 'article').map(({ start, end }) => source.slice(start, end));
  return [node.text, ...own].join('');
}

/** What is out of order: numbers that go back, and the same number twice at once. */
export function checkOrder(root: StatuteNode, running: boolean, ledger: LedgerWriter): { sections: number } {
  const seen = new Map<string, StatuteNode[]>();
  let chapter = '';
  let last = '';
  let sections = 0;
  for (const node of walk(root)) {
    if (node.kind === 'chapter') {
      if (chapter && node.number !== null && compareNumbers(node.number, chapter) < 0)
        ledger.of('CHAPTER_OUT_OF_ORDER', node);
      chapter = node.number ?? '';
      if (!running) last = '';
    }
    if (node.kind === 'section') {
      sections += 1;
      if (last && compareNumbers(node.number ?? '', last) < 0) ledger.of('SECTION_OUT_OF_ORDER', node);
      last = node.number ?? '';
    }
    if (node.kind === 'article') sections += 1;
    if (!['section', 'chapter', 'annex', 'article', 'amending-act'].includes(node.kind) || node.fragment === null)
      continue;
    const twins = seen.get(node.fragment) ?? [];
    // Two wordings at once carry their days; two without any are the same number given twice. Only a few are compared.
    if (twins.slice(-4).some((twin) => overlap(twin.validity, node.validity))) ledger.of('DUPLICATE', node);
    if (twins.length > 8) twins.splice(0, 4);
    twins.push(node);
    seen.set(node.fragment, twins);
  }
  return { sections };
}

function overlap(a: Validity, b: Validity): boolean {
  if (a.from === 'undecided' || b.from === 'undecided') return a.from === b.from;
  return !((a.to !== null && (b.from ?? '') >= a.to) || (b.to !== null && (a.from ?? '') >= b.to));
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
