import { readBlocks, type StatuteBlock } from './statute-blocks.js';
import { Body } from './statute-body.js';
import type { LedgerCode } from './statute-ledger.js';
import { LedgerWriter } from './statute-ledger-writer.js';
import { endingOf, saysOmitted, validityOf } from './statute-markers.js';
import { nameAll, runsThrough } from './statute-naming.js';
import { sectionsBetween } from './statute-ranges.js';
import { fold, isSpace, MAX_BLOCKS, textHash } from './statute-text.js';
import { makeNode, type ParsedStatute, type StatuteKind, type StatuteNode, tile } from './statute-tree.js';
import { checkOrder, closeWordings, finishWordings } from './statute-wordings.js';

export { compareNumbers as compare } from './statute-naming.js';

const DEPTH: Partial<Record<StatuteKind, number>> = { act: 0, part: 1, chapter: 3, annex: 1, transitional: 1 };
/** A part numbered `I` inside a part that has the word for it (socialförsäkringsbalken). */
const DEPTH_OF_SUBPART = 2;

/** So many sections of an act are taken from lines that name a range; the rest stays as words, lest a line of text become thousands. */
const MOST_RANGED = 2_000;

/** The words of a consolidated statute → its tree. Linear in the text, throws nothing, keeps every character. */
export function parseStatute(source: string, options: { mostBlocks?: number } = {}): ParsedStatute {
  return new StatuteParser(source, options.mostBlocks ?? MAX_BLOCKS).parse();
}

class StatuteParser {
  private readonly root = makeNode('act', 0);
  private readonly ledger: LedgerWriter;
  private tabled: Body | null = null;
  /** Act, part, chapter that are open, outermost first; an annex or the transitional provisions close the chapters. */
  private open: StatuteNode[] = [this.root];
  private readonly depths = new Map<StatuteNode, number>([[this.root, 0]]);
  /** The section, article or amending act that is being read. */
  private section: StatuteNode | null = null;
  private body: Body | null = null;
  private bodies: Body[] = [];
  private headings: StatuteNode[] = [];
  private readonly headingsBefore = new Map<StatuteNode, StatuteNode[]>();
  /** Sections that stand in ranges, all in all. */
  private ranged = 0;
  /** From a piece without a name to the one it stands in, for the ledger. */
  private readonly nearest = new Map<StatuteNode, StatuteNode>();

  constructor(
    private readonly source: string,
    private readonly most: number,
  ) {
    this.ledger = new LedgerWriter(source);
  }

  parse(): ParsedStatute {
    const { root, source, ledger } = this;
    const blocks = readBlocks(source, this.most);
    blocks.forEach((block, index) => this.place(block, blocks[index + 1]));
    tile(source, root, source.length);
    const running = runsThrough(root);
    nameAll(root, running, this.headingsBefore);
    closeWordings(root, ledger);
    finishWordings(source, root, ledger);
    for (const { broken, owner } of this.bodies)
      for (const item of broken) ledger.at('LIST_BROKEN', item.start, () => item.end, owner);
    const { sections } = checkOrder(root, running, ledger);
    if (sections === 0 && source.trim().length > 0) ledger.of('NOTHING_UNDERSTOOD', root);
    if (blocks.length > this.most) ledger.of('TOO_LARGE', root);
    return { root, running, ledger: ledger.write(this.nearest) };
  }

  // ---- Where each block stands ----

  private place(block: StatuteBlock, next: StatuteBlock | undefined): void {
    const inAnnex = this.within('annex');
    const inTransition = this.within('transitional');
    switch (block.kind) {
      case 'part':
        // The parts of a convention head its articles.
        if (inAnnex && !inTransition) return this.addHeading(block);
        if (inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return void this.container('part', block);
      case 'chapter':
        if (inAnnex || inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return void this.container('chapter', block);
      case 'section':
        if (inAnnex || inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return this.openSection(block);
      case 'sections':
        if (inAnnex || inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return this.repealedSections(block);
      case 'article':
        return this.openArticle(block);
      case 'annex':
        return this.openAnnex(block);
      case 'transitional':
        return void this.container('transitional', block);
      case 'amending-act':
        return this.amendingAct(block, next);
      case 'running-head':
        return this.text(block, 'RUNNING_HEAD');
      case 'heading':
        if (inTransition || (inAnnex && next?.kind !== 'article' && next?.kind !== 'heading' && next?.kind !== 'part'))
          return this.text(block, null);
        return this.addHeading(block);
      case 'table':
        return this.table(block);
      case 'text':
        return this.text(block, block.doubtful ? 'SECTION_LIKE_TEXT' : null);
    }
  }

  private within(kind: StatuteKind): boolean {
    return this.open.some((node) => node.kind === kind);
  }

  private container(kind: StatuteKind, block: StatuteBlock): StatuteNode {
    const node = this.make(kind, block);
    let depth = DEPTH[kind] ?? 1;
    if (kind === 'part' && /^[IVXLC]+$/.test(block.number ?? '') && this.underWordedPart(block))
      depth = DEPTH_OF_SUBPART;
    while (this.open.length > 1 && (this.depths.get(this.parent()) ?? 1) >= depth) this.open.pop();
    this.parent().children.push(node);
    this.open.push(node);
    this.depths.set(node, depth);
    this.section = null;
    this.body = null;
    if (kind === 'part' || kind === 'chapter') node.title = fold(this.source.slice(block.body, block.end));
    return node;
  }

  /** The block has a bare Roman number, and stands in a part that says what it is (`AVD. A`, `AVDELNING I`). */
  private underWordedPart(block: StatuteBlock): boolean {
    const worded = (title: string): boolean => /^(?:a[vn]d|[a-zåäö]+ (?:under)?avd)/i.test(title);
    if (worded(this.source.slice(block.body, block.body + 40))) return false;
    return this.open.some((node) => node.kind === 'part' && worded(node.title ?? ''));
  }

  private openSection(block: StatuteBlock): void {
    const node = this.make('section', block);
    this.parent().children.push(node);
    this.headingsBefore.set(node, this.headings);
    this.headings = [];
    this.section = node;
    const ending = block.end - block.body < 200 ? endingOf(fold(this.source.slice(block.body, block.end))) : null;
    node.repealed = ending !== null;
    node.repealedBy = ending?.act ?? null;
    node.renamedTo = ending?.renamedTo ?? null;
    this.body = this.start(node);
    if (!node.repealed && block.body < block.end) this.words(block.body, block.end);
  }

  /** `3-6 §§ Har upphävts genom lag (2008:360).`: the line stands in the first of them, the others are without words behind it. */
  private repealedSections(block: StatuteBlock): void {
    const words = fold(this.source.slice(block.body, block.end));
    const ending = endingOf(words);
    const numbers = ending ? sectionsBetween(block.number ?? '') : [];
    this.ranged += numbers.length;
    if (ending === null || numbers.length === 0 || this.ranged > MOST_RANGED)
      return this.text(block, 'SECTION_LIKE_TEXT');
    let behind = block.end;
    while (behind < this.source.length && isSpace(this.source.charCodeAt(behind))) behind += 1;
    numbers.forEach((number, index) => {
      const node = this.make('section', { ...block, start: index === 0 ? block.start : behind, number });
      node.repealed = true;
      node.repealedBy = node.lastAct = ending.act;
      node.hash = textHash(words);
      this.parent().children.push(node);
      if (index === 0) {
        this.headingsBefore.set(node, this.headings);
        this.headings = [];
      }
      this.section = node;
    });
    this.body = null;
  }

  /** In an annex or, where a convention stands behind the act without the word for it, in the act itself. */
  private openArticle(block: StatuteBlock): void {
    while (this.within('transitional')) this.open.pop();
    const node = this.make('article', block);
    this.parent().children.push(node);
    this.headingsBefore.set(node, this.headings);
    this.headings = [];
    this.section = node;
    this.body = this.start(node);
    if (block.body >= block.end) return;
    const feed = this.source.indexOf('\n', block.body);
    const line = this.source.slice(block.body, feed < 0 || feed > block.end ? block.end : feed);
    // "Artikel 2 - Rätt till livet", "Artikel III\nBerörda skatter": a title, not the first paragraph.
    const titled = block.end - block.body < 200 && !/[.:;,]$/.test(this.source.slice(block.body, block.end));
    if (titled || /^[-–—] /.test(line))
      node.title = fold(this.source.slice(block.body, block.end)).replace(/^[-–—] /, '');
    else this.words(block.body, block.end);
  }

  private amendingAct(block: StatuteBlock, next: StatuteBlock | undefined): void {
    if (this.within('transitional')) return this.openAmendingAct(block);
    const begins = next ? this.source.slice(next.body, next.body + 80) : '';
    const named = !/^SFS /.test(this.source.slice(block.start, block.start + 4));
    if (named && next?.kind === 'text' && /^(?:1\. )?(?:Denna|Dessa|Lagen|Förordningen)\b[^.]{0,60}träd/.test(begins)) {
      this.container('transitional', { ...block, markers: [] });
      this.openAmendingAct(block);
      this.ledger.at('TRANSITION_UNNAMED', block.start, () => block.end, this.parent());
    } else this.text(block, named ? 'TEXT_WITHOUT_PLACE' : 'RUNNING_HEAD');
  }

  private openAnnex(block: StatuteBlock): void {
    const node = this.container('annex', block);
    const line = fold(this.source.slice(block.body, block.end));
    const ending = endingOf(line);
    node.repealed = ending !== null;
    node.repealedBy = ending?.act ?? null;
    node.title = line || null;
  }

  private openAmendingAct(block: StatuteBlock): void {
    const container = this.open.find((node) => node.kind === 'transitional');
    const node = this.make('amending-act', block);
    container?.children.push(node);
    this.section = node;
    this.body = this.start(node);
  }

  private start(owner: StatuteNode): Body {
    const body = new Body(owner, this.source);
    this.bodies.push(body);
    return body;
  }

  private addHeading(block: StatuteBlock): void {
    const node = this.make('heading', block);
    node.title = fold(this.source.slice(block.body, block.end));
    this.parent().children.push(node);
    this.headings.push(node);
    this.section = null;
    this.body = null;
  }

  private table(block: StatuteBlock): void {
    if (this.body) {
      const table = this.body.addTable(block.start);
      // One line in the ledger for each section; every row of a table is a block of its own.
      if (this.tabled !== this.body) this.tell('TABLE', table);
      this.tabled = this.body;
      this.wordingsWithin(block, table);
    } else {
      const table = this.piece('table', block);
      if (this.parent().kind !== 'annex') this.tell('TABLE', table);
      this.wordingsWithin(block, table);
    }
    this.doubtMarkers(block);
  }

  private text(block: StatuteBlock, code: LedgerCode | null): void {
    if (this.body && (code === 'SECTION_LIKE_TEXT' || code === 'SECTION_OUT_OF_PLACE' || code === 'RUNNING_HEAD')) {
      this.tell(code, this.body.addVerbatim(block.start));
    } else if (this.body) {
      this.words(block.start, block.end);
      if (code) this.tellAt(code, block);
      this.wordingsWithin(block, null);
    } else if (this.parent().kind === 'annex') {
      const node = this.piece('paragraph', block);
      this.wordingsWithin(block, node);
      if (code) this.tell(code, node);
    } else this.tell(code ?? 'TEXT_WITHOUT_PLACE', this.piece('verbatim', block));
    this.doubtMarkers(block);
  }

  /** A row of an annex or a point can come or go for itself (the annex of 2009:400); a section has no such days of its parts. */
  private wordingsWithin(block: StatuteBlock, node: StatuteNode | null): void {
    if (!block.markers.some(({ from, to }) => from !== null || to !== null)) return;
    if (node) {
      node.markers = block.markers;
      node.validity = validityOf(block.markers);
      this.tell('WORDINGS_WITHIN', node);
    } else this.tellAt('WORDINGS_WITHIN', block);
  }

  private piece(kind: StatuteKind, block: StatuteBlock): StatuteNode {
    const node = makeNode(kind, block.start);
    this.parent().children.push(node);
    return node;
  }

  /** Words of a section: `1 mom.` opens a moment in old acts, the rest is paragraphs and points. */
  private words(start: number, end: number): void {
    const moment = /^(?:(\d{1,2})[ \u00a0]mom\.|[Mm]om\. ?(\d{1,2})\.?)(?=\s)/.exec(
      this.source.slice(start, start + 14),
    );
    if (!moment || !this.section || this.section.kind !== 'section') return this.body?.addText(start, end);
    const node = makeNode('moment', start, moment[1] ?? moment[2]);
    this.section.children.push(node);
    this.body = this.start(node);
    let at = start + moment[0].length;
    while (at < end && this.source.charCodeAt(at) <= 32) at += 1;
    if (at < end) this.body.addText(at, end);
  }

  private make(kind: StatuteKind, block: StatuteBlock): StatuteNode {
    const node = makeNode(kind, block.start, block.number);
    node.markers = block.markers;
    node.validity = validityOf(block.markers);
    this.doubtMarkers(block);
    return node;
  }

  private doubtMarkers(block: StatuteBlock): void {
    if (block.markers.some((marker) => !marker.understood)) this.tellAt('UNKNOWN_MARKER', block);
    if (block.markers.some(saysOmitted)) this.tellAt('OMITTED', block);
  }

  private parent(): StatuteNode {
    return this.open.at(-1) ?? this.root;
  }

  private tell(code: LedgerCode, node: StatuteNode): void {
    this.nearest.set(node, this.section ?? this.parent());
    this.ledger.of(code, node);
  }

  private tellAt(code: LedgerCode, block: StatuteBlock): void {
    this.ledger.at(code, block.start, () => block.end, this.section ?? this.parent());
  }
}
