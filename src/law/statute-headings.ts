import { parseRegisterNotes } from './register-notes.js';
import type { Moment } from './statute-markers.js';
import type { AmendmentRecord } from './statute-record.js';
import { type ParsedStatute, type StatuteNode, walk } from './statute-tree.js';

/** A heading, or the title of a part, chapter, annex or article, that is new, gone, moved or reads otherwise. */
export interface HeadingChange {
  kind: 'added' | 'changed' | 'removed' | 'moved';
  of: 'part' | 'chapter' | 'heading' | 'annex' | 'article';
  /** The chapter, annex or article itself; for a heading, the section it stands before; null for a part. */
  fragment: string | null;
  /** Where a moved heading stands now. */
  to: string | null;
  before: string | null;
  after: string | null;
  /** The amending act, where a new one says that it touches the heading; null where nobody says so. */
  act: string | null;
  validFrom: Moment;
}

interface Title {
  of: HeadingChange['of'];
  fragment: string | null;
  title: string;
  node: StatuteNode;
}

/**
 * What became of the headings between two consolidations. `moved` is the concordance of the provisions: a heading goes with the
 * section it stands before. What the older text had announced is no news.
 */
export function diffHeadings(
  older: ParsedStatute,
  newer: ParsedStatute,
  fresh: readonly AmendmentRecord[],
  moved: ReadonlyMap<string, string>,
): HeadingChange[] {
  const [old, now] = [titlesOf(older, moved), titlesOf(newer, new Map())];
  const acts = headingActs(fresh);
  const changes: HeadingChange[] = [];
  const days = new Map(
    fresh.map(({ act, commencement }) => [act, commencement.on ?? (commencement.undecided ? 'undecided' : null)]),
  );
  const push = (kind: HeadingChange['kind'], at: Title, before: Title | null, after: Title | null): void => {
    const act = (at.fragment && acts.get(at.fragment)) ?? after?.node.markers.find(({ byAct }) => byAct)?.byAct ?? null;
    changes.push({
      kind,
      of: at.of,
      fragment: before?.fragment ?? at.fragment,
      to: null,
      before: before?.title ?? null,
      after: after?.title ?? null,
      act,
      validFrom: after?.node.validity.from ?? (act ? (days.get(act) ?? null) : null),
    });
  };
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key) ?? [], now.get(key) ?? []];
    const [kept, known] = [new Set(is.map(({ title }) => title)), new Set(was.map(({ title }) => title))];
    // The end of a heading that had its day is no news when it has come.
    const gone = was.filter(({ title, node }) => !kept.has(title) && node.validity.to === null);
    const come = is.filter(({ title }) => !known.has(title));
    come.forEach((after, index) => push(gone[index] ? 'changed' : 'added', after, gone[index] ?? null, after));
    gone.slice(come.length).forEach((before) => push('removed', before, before, null));
  }
  return joinMoved(changes);
}

/** A heading that is gone in one place and new in another, in the same words, has moved. */
function joinMoved(changes: HeadingChange[]): HeadingChange[] {
  const gone = new Map<string, HeadingChange>();
  for (const change of changes)
    if (change.kind === 'removed' && change.of === 'heading') gone.set(change.before ?? '', change);
  const joined = new Set<HeadingChange>();
  for (const change of changes) {
    const from = change.kind === 'added' && change.of === 'heading' ? gone.get(change.after ?? '') : undefined;
    if (!from || joined.has(from)) continue;
    joined.add(from);
    change.kind = 'moved';
    change.to = change.fragment;
    change.fragment = from.fragment;
    change.before = from.before;
    change.act ??= from.act;
  }
  return changes.filter((change) => !joined.has(change));
}

/** By kind and place; headings in a row before one section share a place. */
function titlesOf({ root }: ParsedStatute, moved: ReadonlyMap<string, string>): Map<string, Title[]> {
  const all = new Map<string, Title[]>();
  for (const node of walk(root)) {
    const { kind, title } = node;
    if (title === null || title === '') continue;
    if (kind !== 'part' && kind !== 'chapter' && kind !== 'heading' && kind !== 'annex' && kind !== 'article') continue;
    const fragment = kind === 'heading' ? node.before : node.fragment;
    const place = kind === 'part' ? node.number : fragment === null ? null : (moved.get(fragment) ?? fragment);
    const key = `${kind} ${place ?? ''}`;
    const list = all.get(key);
    const entry: Title = { of: kind, fragment, title, node };
    if (list) list.push(entry);
    else all.set(key, [entry]);
  }
  return all;
}

/** The one new act whose notes speak of the heading at a fragment; two would be a guess. */
function headingActs(fresh: readonly AmendmentRecord[]): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const { act, notes } of fresh) {
    for (const { target, to, inAct } of parseRegisterNotes(notes).actions) {
      if (inAct !== null) continue;
      for (const each of [target, to]) {
        const speaks = each?.kind === 'heading' || each?.kind === 'chapter' || each?.kind === 'annex';
        if (!speaks || each.fragment === null) continue;
        found.set(each.fragment, found.has(each.fragment) && found.get(each.fragment) !== act ? null : act);
      }
    }
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
}
