import { LEDGER_SENTENCES, type LedgerCode, type LedgerEntry } from './statute-ledger.js';
import { fold } from './statute-text.js';
import type { StatuteNode } from './statute-tree.js';

/** One kind of trouble is written down this many times for a statute; a hostile text must not fill the ledger. */
const MOST_OF_ONE_CODE = 200;

/** Takes notes while a statute is read. Pieces get their ends and names last; only then can the ledger say where it was. */
export class LedgerWriter {
  private readonly notes: { code: LedgerCode; start: number; end: () => number; at: StatuteNode }[] = [];
  private readonly told = new Map<LedgerCode, number>();

  constructor(private readonly source: string) {}

  /** Of a piece itself. */
  of(code: LedgerCode, node: StatuteNode): void {
    this.at(code, node.start, () => node.end, node);
  }

  /** Of a place in the text; `near` is the piece whose name leads there. */
  at(code: LedgerCode, start: number, end: () => number, near: StatuteNode): void {
    const count = (this.told.get(code) ?? 0) + 1;
    this.told.set(code, count);
    if (count <= MOST_OF_ONE_CODE) this.notes.push({ code, start, end, at: near });
  }

  /** `nearest` leads from a piece without a name to the one it stands in. */
  write(nearest: Map<StatuteNode, StatuteNode>): LedgerEntry[] {
    return this.notes
      .map(({ code, start, end, at }) => ({
        code,
        sentence: LEDGER_SENTENCES[code],
        fragment: at.fragment ?? nearest.get(at)?.fragment ?? null,
        offset: start,
        excerpt: fold(this.source.slice(start, Math.min(end(), start + 200))),
      }))
      .sort((a, b) => a.offset - b.offset);
  }
}
