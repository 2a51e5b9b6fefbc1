import { parseRegisterNotes, type NoteAction, type RegisterNotes } from './register-notes.js';
import { diffHeadings, type HeadingChange } from './statute-headings.js';
import type { Moment } from './statute-markers.js';
import { changedParts, type PartChange } from './statute-parts.js';
import { type AmendmentRecord, compareActs } from './statute-record.js';
import { type ParsedStatute, type StatuteNode, walk } from './statute-tree.js';

export type ChangeKind = 'added' | 'changed' | 'repealed' | 'renumbered';

export interface StatuteChange {
  kind: ChangeKind;
  fragment: string;
  /** For what was renumbered: its new name. */
  to: string | null;
  /** The amending act; null where neither change note, marker nor register names one. */
  act: string | null;
  validFrom: Moment;
  preparatoryWorks: string | null;
  before: StatuteNode | null;
  after: StatuteNode | null;
  /** The same words stand under the new name: a glance, not a review. Always true but for a renumbering that also rewrites. */
  sameWords: boolean;
  /** For what was changed: which of its paragraphs, points and rows. */
  parts: PartChange[];
}

export interface ChangeSet {
  /** Acts that the newer register has and the older does not. */
  newActs: AmendmentRecord[];
  changes: StatuteChange[];
  /** Old fragment → new, where the law says so (marker or register). */
  concordance: { from: string; to: string; act: string | null; validFrom: Moment }[];
  /** Headings and titles of parts, chapters, annexes and articles. */
  headings: HeadingChange[];
  /** The words differ although no act has touched them: the edition mended a space or a misprint. The text is taken over, nobody is told. */
  editorial: { fragment: string; before: StatuteNode; after: StatuteNode }[];
  /** New acts that amend another amending act (`… i 2025:729`): nothing of the text in force moves. */
  indirect: { act: string; inAct: string; fragments: string[] }[];
  /** Wordings that were announced before and have now come or gone: the law is as the older consolidation said it would be. */
  lapsed: { fragment: string; node: StatuteNode }[];
  /** New acts of whose notes something was not understood, or that the text shows no trace of. */
  unexplained: { act: string; words: string }[];
}

export interface Consolidation {
  statute: ParsedStatute;
  amendments: readonly AmendmentRecord[];
}

/** Two consolidations of one act → what the newer brings. Pure; compares sections, annexes and blocks of transitional provisions. */
export function diffStatutes(older: Consolidation, newer: Consolidation): ChangeSet {
  return new Comparison(older, newer).run();
}

/** No provision has more than a handful at once; the same number given a thousand times stands in the ledger as DUPLICATE. */
const MOST_WORDINGS = 8;

/** The pieces that live and die by themselves; the rest changes with the section it stands in. */
function wordings(statute: ParsedStatute): Map<string, StatuteNode[]> {
  const all = new Map<string, StatuteNode[]>();
  for (const node of walk(statute.root)) {
    if (!['section', 'annex', 'article', 'amending-act'].includes(node.kind) || node.fragment === null) continue;
    const same = all.get(node.fragment);
    if (same && same.length < MOST_WORDINGS) same.push(node);
    else if (!same) all.set(node.fragment, [node]);
  }
  return all;
}

/** A new number without a chapter stays in its own. */
function nameOf({ chapter, section }: { chapter: string | null; section: string }, fragment: string): string {
  const own = chapter ?? /^K([^P]+)/.exec(fragment)?.[1];
  return `${own ? `K${own}` : ''}P${section}`;
}

/** The register names an annex as a whole; its articles are meant. */
function names(target: string | null, fragment: string): boolean {
  return target === fragment || (target !== null && target === /^(B[^A]+)A/.exec(fragment)?.[1]);
}

class Comparison {
  private readonly older: ParsedStatute;
  private readonly newer: ParsedStatute;
  private readonly old: Map<string, StatuteNode[]>;
  private readonly new: Map<string, StatuteNode[]>;
  private readonly register: Map<string, AmendmentRecord>;
  private readonly fresh: AmendmentRecord[];
  private readonly notes = new Map<string, RegisterNotes>();
  private readonly changes: StatuteChange[] = [];
  private readonly lapsed: ChangeSet['lapsed'] = [];
  private readonly editorial: ChangeSet['editorial'] = [];
  private readonly concordance: ChangeSet['concordance'] = [];
  /** Names that a renumbering has explained. */
  private readonly left = new Set<string>();
  private readonly taken = new Map<string, StatuteNode>();

  constructor(older: Consolidation, newer: Consolidation) {
    this.older = older.statute;
    this.newer = newer.statute;
    this.old = wordings(older.statute);
    this.new = wordings(newer.statute);
    this.register = new Map(newer.amendments.map((amendment) => [amendment.act, amendment]));
    const known = new Set(older.amendments.map((amendment) => amendment.act));
    this.fresh = newer.amendments
      .filter((amendment) => !known.has(amendment.act))
      .sort((a, b) => compareActs(a.act, b.act));
    for (const amendment of this.fresh) this.notes.set(amendment.act, parseRegisterNotes(amendment.notes));
  }

  run(): ChangeSet {
    this.renumber();
    for (const [fragment, nodes] of this.new) this.compare(fragment, this.old.get(fragment) ?? [], nodes);
    for (const [fragment, nodes] of this.old) if (!this.new.has(fragment)) this.gone(fragment, nodes);
    const order = new Map([...this.new.keys(), ...this.old.keys()].map((fragment, index) => [fragment, index]));
    this.changes.sort((a, b) => (order.get(a.fragment) ?? 0) - (order.get(b.fragment) ?? 0));
    return {
      newActs: this.fresh,
      changes: this.changes,
      concordance: this.concordance,
      headings: diffHeadings(
        this.older,
        this.newer,
        this.fresh,
        new Map(this.concordance.map(({ from, to }) => [from, to])),
      ),
      editorial: this.editorial,
      indirect: this.indirect(),
      lapsed: this.lapsed,
      unexplained: this.unexplained(),
    };
  }

  /** From the register of the new acts, and from markers that the older text did not have. */
  private renumber(): void {
    for (const [act, notes] of this.notes) {
      for (const action of notes.actions) {
        const from = action.target.fragment;
        const to = action.to?.fragment;
        if (action.verb !== 'renumbered' || action.inAct || !from || !to) continue;
        this.renamed(from, to, act, this.commencement(act));
      }
    }
    for (const [fragment, nodes] of this.new) {
      for (const node of nodes) {
        if (this.left.has(fragment)) continue;
        if (node.renamedTo && !this.old.get(fragment)?.some(({ renamedTo }) => renamedTo)) {
          this.renamed(fragment, nameOf(node.renamedTo, fragment), node.repealedBy, this.commencement(node.repealedBy));
          continue;
        }
        const marker = node.markers.find(({ renamed }) => renamed);
        if (!marker?.renamed) continue;
        const announced = this.old.get(fragment)?.some((old) => old.markers.some(({ text }) => text === marker.text));
        if (announced) continue;
        const to = nameOf(marker.renamed, fragment);
        this.renamed(fragment, to, this.new.get(to)?.findLast(({ lastAct }) => lastAct)?.lastAct ?? null, marker.to);
      }
    }
  }

  private renamed(from: string, to: string, act: string | null, validFrom: Moment): void {
    const before = this.old.get(from)?.at(-1) ?? null;
    const after =
      this.new.get(to)?.findLast((node) => act === null || node.lastAct === act) ?? this.new.get(to)?.at(-1) ?? null;
    if (!before) return;
    this.left.add(from);
    if (after) this.taken.set(to, after);
    this.concordance.push({ from, to, act, validFrom });
    this.push('renumbered', from, act, validFrom, before, after, to);
  }

  private compare(fragment: string, before: StatuteNode[], after: StatuteNode[]): void {
    const known = new Set(before.map((node) => node.hash));
    const kept = new Set(after.map((node) => node.hash));
    const used = new Set<StatuteNode>();
    for (const node of after) {
      if (known.has(node.hash)) {
        this.announcedEnd(fragment, before, node, after);
        continue;
      }
      if (this.taken.get(fragment) === node) continue;
      const mended = this.mended(fragment, before, node);
      if (mended) {
        this.editorial.push({ fragment, before: mended, after: node });
        used.add(mended);
        continue;
      }
      const former = this.left.has(fragment) ? null : this.former(before, node);
      if (former) used.add(former);
      const act = node.lastAct ?? this.actOf(fragment, node.repealed ? 'repealed' : former ? 'changed' : 'added');
      if (node.kind === 'amending-act') {
        this.push(
          before.length > 0 ? 'changed' : 'added',
          fragment,
          act ?? node.number,
          this.commencement(act ?? node.number),
          former,
          node,
        );
      } else if (node.repealed && !former) continue;
      // The end was announced, and has come: only the words that say so are new.
      else if (node.repealed && before.some((old) => old.repealedBy === node.repealedBy && old.repealedBy !== null)) {
        this.lapsed.push({ fragment, node: former ?? node });
      } else {
        const kind = node.repealed ? 'repealed' : former ? 'changed' : 'added';
        this.push(kind, fragment, act, node.validity.from ?? this.commencement(act), former, node);
      }
    }
    if (this.left.has(fragment)) return;
    const successor = this.taken.get(fragment);
    for (const node of before) {
      if (kept.has(node.hash) || used.has(node)) continue;
      // Another provision has come under its number: what stood there is gone.
      if (successor && !node.repealed && node.validity.to === null) {
        const act = this.actOf(fragment, 'repealed') ?? successor.lastAct;
        this.push('repealed', fragment, act, successor.validity.from ?? this.commencement(act), node, null);
      } else this.lapsed.push({ fragment, node });
    }
  }

  /** The older wording by the same act, when that act is not new and no new act says that it touches the provision. */
  private mended(fragment: string, before: StatuteNode[], node: StatuteNode): StatuteNode | null {
    if (node.repealed || (node.lastAct !== null && this.notes.has(node.lastAct))) return null;
    const named = [...this.notes.values()].some(({ actions }) =>
      actions.some(
        ({ inAct, target }) => inAct === null && target.kind !== 'heading' && names(target.fragment, fragment),
      ),
    );
    if (named && node.lastAct === null) return null;
    return before.find((old) => !old.repealed && old.lastAct === node.lastAct) ?? null;
  }

  /** "/Upphör att gälla U:… genom lag …/" on words that stand: a repeal that is known and has its day. */
  private announcedEnd(fragment: string, before: StatuteNode[], node: StatuteNode, after: StatuteNode[]): void {
    const old = before.find((each) => each.hash === node.hash);
    const to = node.validity.to;
    if (!old || to === null || old.validity.to === to || this.left.has(fragment)) return;
    // A new wording from the same day is a change, and told of as such.
    if (after.some((other) => other !== node && other.validity.from === to)) return;
    const act = node.repealedBy ?? this.actOf(fragment, 'repealed');
    this.push('repealed', fragment, act, to, node, null);
  }

  private gone(fragment: string, nodes: StatuteNode[]): void {
    if (this.left.has(fragment)) return;
    const last = nodes.at(-1);
    if (!last) return;
    // Its end was announced in the older text: no new act has touched it.
    if (last.repealed || last.validity.to !== null) return void this.lapsed.push({ fragment, node: last });
    const act = this.actOf(fragment, 'repealed');
    this.push('repealed', fragment, act, this.commencement(act), last, null);
  }

  /**
   * The wording that the new one replaces: one that was to begin on the same day and now never will, else the one in force on the
   * day before, else the last.
   */
  private former(before: StatuteNode[], node: StatuteNode): StatuteNode | null {
    const from = node.validity.from ?? this.commencement(node.lastAct);
    const same =
      node.validity.from === null ? undefined : before.find((old) => old.validity.from === node.validity.from);
    const covering = before.findLast(
      ({ validity }) => from !== null && (validity.from ?? '') < from && (validity.to === null || validity.to >= from),
    );
    const found = same ?? covering ?? before.at(-1) ?? null;
    return found?.repealed && !node.repealed ? null : found;
  }

  private push(
    kind: ChangeKind,
    fragment: string,
    act: string | null,
    validFrom: Moment,
    before: StatuteNode | null,
    after: StatuteNode | null,
    to: string | null = null,
  ): void {
    this.changes.push({
      kind,
      fragment,
      to,
      act,
      validFrom,
      preparatoryWorks: (act ? this.register.get(act)?.preparatoryWorks : null) ?? null,
      before,
      after,
      sameWords: kind === 'renumbered' ? before !== null && before.hash === after?.hash : true,
      parts: kind === 'changed' && before && after ? changedParts(before, after) : [],
    });
  }

  private commencement(act: string | null): Moment {
    const day = act ? this.register.get(act)?.commencement : undefined;
    return day?.on ?? (day?.undecided ? 'undecided' : null);
  }

  /** The one new act whose notes say this of the fragment or of its chapter; null when several do, for then it would be a guess. */
  private actOf(fragment: string, verb: NoteAction['verb']): string | null {
    const acts = [...this.notes].filter(([, notes]) =>
      notes.actions.some(
        (action) =>
          action.verb === verb &&
          !action.inAct &&
          (names(action.target.fragment, fragment) || action.target.fragment === /^(K[^P]+)P/.exec(fragment)?.[1]),
      ),
    );
    return acts.length === 1 ? (acts[0]?.[0] ?? null) : null;
  }

  private indirect(): ChangeSet['indirect'] {
    const found: ChangeSet['indirect'] = [];
    for (const [act, notes] of this.notes) {
      const targets = new Map<string, string[]>();
      for (const { inAct, target } of notes.actions) {
        if (inAct !== null)
          targets.set(inAct, [...(targets.get(inAct) ?? []), ...(target.fragment ? [target.fragment] : [])]);
      }
      for (const [inAct, fragments] of targets) found.push({ act, inAct, fragments });
    }
    return found;
  }

  private unexplained(): ChangeSet['unexplained'] {
    const out: ChangeSet['unexplained'] = [];
    for (const amendment of this.fresh) {
      const notes = this.notes.get(amendment.act);
      notes?.unparsed.forEach((words) => out.push({ act: amendment.act, words }));
      const direct = notes?.actions.some(({ inAct }) => inAct === null) ?? false;
      if (direct && !this.changes.some(({ act }) => act === amendment.act)) {
        out.push({ act: amendment.act, words: amendment.notes ?? '' });
      }
    }
    return out;
  }
}
