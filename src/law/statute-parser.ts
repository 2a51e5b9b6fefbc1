import { readBlocks, type StatuteBlock } from './statute-blocks.js';
import { Body } from './statute-body.js';
import { ALWAYS, changeNote, repealingAct, validityOf, type Validity } from './statute-markers.js';
import { LEDGER_SENTENCES, type LedgerCode, type LedgerEntry } from './statute-ledger.js';
import { fold, MAX_BLOCKS, textHash } from './statute-text.js';
import { makeNode, type ParsedStatute, type StatuteKind, type StatuteNode, tile, walk } from './statute-tree.js';

/** One kind of trouble is written down this many times for a statute; a hostile text must not fill the ledger. */
const MOST_OF_ONE_CODE = 200;
const DEPTH: Partial<Record<StatuteKind, number>> = { act: 0, part: 1, chapter: 2, annex: 1, transitional: 1 };

/** The words of a consolidated statute → its tree. Linear in the text, throws nothing, keeps every character. */
export function parseStatute(source: string, options: { mostBlocks?: number } = {}): ParsedStatute {
  return new StatuteParser(source, options.mostBlocks ?? MAX_BLOCKS).parse();
}

class StatuteParser {
  private readonly root = makeNode('act', 0);
  private readonly entries: {
    code: LedgerCode;
    start: number;
    end: () => number;
    node: StatuteNode | null;
    near: StatuteNode;
  }[] = [];
  private tabled: Body | null = null;
  private readonly told = new Map<LedgerCode, number>();
  /** Act, part, chapter that are open, outermost first; an annex or the transitional provisions close the chapters. */
  private open: StatuteNode[] = [this.root];
  private section: StatuteNode | null = null;
  private body: Body | null = null;
  private bodies: Body[] = [];
  private headings: StatuteNode[] = [];
  private running = false;

  constructor(
    private readonly source: string,
    private readonly most: number,
  ) {}

  parse(): ParsedStatute {
    const blocks = readBlocks(this.source, this.most);
    blocks.forEach((block) => this.place(block));
    tile(this.source, this.root, this.source.length);
    this.running = runsThrough(this.root);
    this.name();
    this.closeWordings();
    this.finish(this.root, ALWAYS);
    for (const body of this.bodies)
      for (const item of body.broken) this.tellAt('LIST_BROKEN', item.start, () => item.end, body.owner);
    this.check(blocks.length);
    return { root: this.root, running: this.running, ledger: this.writeLedger() };
  }

  // ---- Where each block stands ----

  private place(block: StatuteBlock): void {
    const inAnnex = this.open.some((node) => node.kind === 'annex');
    const inTransition = this.open.some((node) => node.kind === 'transitional');
    switch (block.kind) {
      case 'part':
        if (inAnnex || inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return void this.container('part', block);
      case 'chapter':
        if (inAnnex || inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return void this.container('chapter', block);
      case 'section':
        if (inAnnex || inTransition) return this.text(block, 'SECTION_OUT_OF_PLACE');
        return this.openSection(block);
      case 'annex':
        return this.openAnnex(block);
      case 'transitional':
        return void this.container('transitional', block);
      case 'amending-act':
        if (!inTransition) return this.text(block, 'TEXT_WITHOUT_PLACE');
        return this.openAmendingAct(block);
      case 'heading':
        if (inAnnex || inTransition) return this.text(block, null);
        return this.addHeading(block);
      case 'table':
        return this.table(block);
      case 'text':
        return this.text(block, block.doubtful ? 'SECTION_LIKE_TEXT' : null);
    }
  }

  private container(kind: StatuteKind, block: StatuteBlock): StatuteNode {
    const node = this.make(kind, block);
    const depth = DEPTH[kind] ?? 1;
    while (this.open.length > 1 && (DEPTH[this.parent().kind] ?? 1) >= depth) this.open.pop();
    this.parent().children.push(node);
    this.open.push(node);
    this.section = null;
    this.body = null;
    if (kind === 'part' || kind === 'chapter') node.title = fold(this.source.slice(block.body, block.end));
    return node;
  }

  private openSection(block: StatuteBlock): void {
    const node = this.make('section', block);
    this.parent().children.push(node);
    this.headings.forEach((heading) => (heading.before = block.number));
    this.headingsBefore.set(node, this.headings);
    this.headings = [];
    this.section = node;
    const words = block.end - block.body < 200 ? fold(this.source.slice(block.body, block.end)) : '';
    node.repealedBy = repealingAct(words);
    node.repealed = node.repealedBy !== null;
    this.body = this.start(node);
    if (!node.repealed && block.body < block.end) this.words(block.body, block.end);
  }

  private readonly headingsBefore = new Map<StatuteNode, StatuteNode[]>();

  private openAnnex(block: StatuteBlock): void {
    const node = this.container('annex', block);
    const line = fold(this.source.slice(block.body, block.end));
    node.repealedBy = repealingAct(line);
    node.repealed = node.repealedBy !== null;
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
    if (this.body && (code === 'SECTION_LIKE_TEXT' || code === 'SECTION_OUT_OF_PLACE')) {
      this.tell(code, this.body.addVerbatim(block.start));
    } else if (this.body) {
      this.words(block.start, block.end);
      if (code) this.tellAt(code, block.start, () => block.end, null);
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
    } else this.tellAt('WORDINGS_WITHIN', block.start, () => block.end, null);
  }

  private piece(kind: StatuteKind, block: StatuteBlock): StatuteNode {
    const node = makeNode(kind, block.start);
    this.parent().children.push(node);
    return node;
  }

  /** Words of a section: `1 mom.` opens a moment in old acts, the rest is paragraphs and points. */
  private words(start: number, end: number): void {
    const moment = /^(\d{1,2}) mom\.(?=\s)/.exec(this.source.slice(start, start + 12));
    if (!moment || !this.section || this.section.kind !== 'section') return this.body?.addText(start, end);
    const node = makeNode('moment', start, moment[1]);
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
    if (block.markers.some((marker) => !marker.understood))
      this.tellAt('UNKNOWN_MARKER', block.start, () => block.end, null);
  }

  private parent(): StatuteNode {
    return this.open.at(-1) ?? this.root;
  }

  // ---- What each piece is called and says ----

  private name(): void {
    const visit = (node: StatuteNode, prefix: string): void => {
      const seen = new Set<string>();
      let tail = prefix;
      if (node.kind === 'chapter') tail = `K${node.number}`;
      else if (node.kind === 'section') tail = `${this.running ? '' : prefix}P${node.number}`;
      else if (node.kind === 'moment') tail = `${prefix}O${node.number}`;
      else if (node.kind === 'paragraph' && node.number) tail = `${prefix}S${node.number}`;
      else if (node.kind === 'amending-act') tail = `L${node.number}`;
      else if (node.kind === 'annex') tail = `B${node.number}`;
      else if (node.kind === 'item') {
        // A dash has no number to be cited by.
        if (node.number === null || prefix === '') tail = '';
        else
          tail =
            /\d[a-zåäö]*$/.test(prefix) && /N\d+[a-zåäö]*$/.test(prefix)
              ? `${prefix}${node.number}`
              : `${prefix}N${node.number}`;
      } else if (['table', 'continuation', 'verbatim', 'heading', 'paragraph'].includes(node.kind)) {
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
    visit(this.root, '');
    for (const [section, headings] of this.headingsBefore) {
      for (const heading of headings) heading.before = section.fragment;
    }
  }

  /** A wording without an end before one that begins on a day ends on that day; the edition forgot to say so (10 kap. 1 §, 2010:659). */
  private closeWordings(): void {
    const before = new Map<string, StatuteNode>();
    for (const node of walk(this.root)) {
      if (node.kind !== 'section' || node.fragment === null) continue;
      const former = before.get(node.fragment);
      before.set(node.fragment, node);
      const from = node.validity.from;
      if (!former || from === null || former.validity.to !== null || (former.validity.from ?? '') >= from) continue;
      former.validity = { ...former.validity, to: from };
      this.tell('WORDING_CLOSED', former);
    }
  }

  private finish(node: StatuteNode, outer: Validity): void {
    if (node.validity === ALWAYS) node.validity = outer;
    else node.validity = { from: later(node.validity.from, outer.from), to: node.validity.to ?? outer.to };
    const own = node.validity;
    // "/Rubriken …/" over a chapter speaks of its heading alone.
    const titled = node.kind === 'chapter' && node.markers.some((marker) => marker.scope === 'heading');
    const within = titled ? outer : own;
    node.children.forEach((child) => this.finish(child, within));
    const alone = node.kind === 'section' || node.kind === 'annex';
    if (!alone && node.title !== null) {
      node.hash = textHash(node.title);
      if (node.kind === 'chapter') this.closeChapter(node, node.title);
      return;
    }
    if (!alone && node.fragment === null) return;
    const words = fold(wording(this.source, node));
    const note = alone || node.kind === 'paragraph' || node.kind === 'item' ? changeNote(words) : null;
    node.hash = textHash(note?.last ? words.slice(0, note.at) : words);
    if (!alone) return;
    node.lastAct = node.repealedBy ?? note?.act ?? null;
    if (note && !note.last) this.tell('TEXT_AFTER_NOTE', node);
    node.repealedBy ??= endingAct(node);
  }

  private closeChapter(node: StatuteNode, title: string): void {
    const act = repealingAct(title);
    node.repealed = act !== null;
    node.repealedBy = act ?? endingAct(node);
  }

  // ---- What is out of order ----

  private check(blocks: number): void {
    const seen = new Map<string, StatuteNode[]>();
    let chapter = '';
    let last = '';
    let sections = 0;
    for (const node of walk(this.root)) {
      if (node.kind === 'chapter') {
        if (chapter && node.number !== null && compare(node.number, chapter) < 0)
          this.tell('CHAPTER_OUT_OF_ORDER', node);
        chapter = node.number ?? '';
        if (!this.running) last = '';
      }
      if (node.kind === 'section') {
        sections += 1;
        if (last && compare(node.number ?? '', last) < 0) this.tell('SECTION_OUT_OF_ORDER', node);
        last = node.number ?? '';
      }
      if (!['section', 'chapter', 'annex', 'amending-act'].includes(node.kind) || node.fragment === null) continue;
      const twins = seen.get(node.fragment) ?? [];
      // Two wordings at once carry their days; two without any are the same number given twice. Only a few are compared.
      if (twins.slice(-4).some((twin) => overlap(twin.validity, node.validity))) this.tell('DUPLICATE', node);
      seen.set(node.fragment, [...twins.slice(-4), node]);
    }
    const length = this.source.trim().length;
    if (sections === 0 && length > 0) this.tellAt('NOTHING_UNDERSTOOD', 0, () => this.source.length, this.root);
    if (blocks > this.most) this.tell('TOO_LARGE', this.root);
  }

  private tell(code: LedgerCode, node: StatuteNode): void {
    this.tellAt(code, node.start, () => node.end, node);
  }

  private tellAt(code: LedgerCode, start: number, end: () => number, node: StatuteNode | null): void {
    const count = (this.told.get(code) ?? 0) + 1;
    this.told.set(code, count);
    if (count > MOST_OF_ONE_CODE) return;
    const near = node?.kind === 'section' || node?.kind === 'annex' ? node : (this.section ?? this.parent());
    this.entries.push({ code, start, end, node, near });
  }

  /** Pieces get their ends and names last; only then can the ledger say where it was. */
  private writeLedger(): LedgerEntry[] {
    return this.entries
      .map(({ code, start, end, node, near }) => ({
        code,
        sentence: LEDGER_SENTENCES[code],
        fragment: node?.fragment ?? near.fragment,
        offset: start,
        excerpt: fold(this.source.slice(start, Math.min(end(), start + 200))),
      }))
      .sort((a, b) => a.offset - b.offset);
  }
}

/** The act that a marker names as the one that ends the wording. */
function endingAct(node: StatuteNode): string | null {
  return node.markers.find(({ byAct, to }) => byAct !== null && to !== null)?.byAct ?? null;
}

/** The words without number and markers; the change note is taken off by the caller. */
function wording(source: string, node: StatuteNode): string {
  const first = node.children[0]?.start ?? node.end;
  const numbered = node.kind === 'section' || node.kind === 'amending-act';
  if (numbered && !node.repealed) return source.slice(first, node.end);
  if (node.kind === 'item' && node.number !== null)
    return source.slice(node.start, node.end).replace(/^\S+(?: ?[a-zåäö])?[.)]?\s*/, '');
  return source.slice(node.start, node.end);
}

function overlap(a: Validity, b: Validity): boolean {
  if (a.from === 'undecided' || b.from === 'undecided') return a.from === b.from;
  return !((a.to !== null && (b.from ?? '') >= a.to) || (b.to !== null && (a.from ?? '') >= b.to));
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** `2` < `2a` < `3`. */
export function compare(a: string, b: string): number {
  const difference = Number.parseInt(a, 10) - Number.parseInt(b, 10);
  if (difference !== 0) return difference;
  const [x, y] = [a.replace(/^\d+/, ''), b.replace(/^\d+/, '')];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * Section numbers that go on from chapter to chapter name no chapter (1960:729); seen from that no later chapter begins anew. One
 * chapter alone shows nothing, unless sections stand before it.
 */
function runsThrough(root: StatuteNode): boolean {
  let last = '';
  let shown = 0;
  let fresh = false;
  for (const node of walk(root)) {
    if (node.kind === 'chapter') fresh = true;
    else if (node.kind === 'section' && node.number !== null) {
      if (fresh && last) {
        if (compare(node.number, last) <= 0) return false;
        shown += 1;
      }
      fresh = false;
      last = node.number;
    }
  }
  return shown > 0;
}
