import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { RevisionViewFragment, ThreadFragment } from '../gql/graphql';
import { readDraft } from '../drafts/drafts';
import { Badge, ConclusionMark } from '../parts/badges';
import { Button } from '../parts/button';
import { Waiting } from '../parts/loaded';
import { locate, sidesOf, textOf, type Quoted } from '../parts/passage';
import { Prose } from '../parts/prose';
import { useSession } from '../session/session';
import { isoDay, isoMoment } from '../words/dates';
import { entryWords } from '../words/entries';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import { quoteOf, standingOf, type Standing } from './remark-places';
import { LONGEST_QUOTE, RemarkForm, remarkKey } from './work-remark-form';
import { Remarks } from './work-remarks';
import { Changes, comparedOf, saidOf, usualComparison, useRounds } from './work-rounds';

/** A text as its reader will see it, with what reviewers said about it and about passages of it. */
export function Reviewed({
  of,
  revision,
  published,
  remarks,
  again,
  address,
}: {
  of: { id: string; access?: string };
  revision: RevisionViewFragment;
  published: RevisionViewFragment | null;
  remarks: ThreadFragment[];
  again: () => void;
  /** Where what is compared stands in the address, it and how to change it. */
  address?: [string | undefined, (said: string | undefined) => void];
}): ReactNode {
  const w = useWords(workWords);
  const words = useWords(entryWords);
  const { viewer } = useSession();
  const own = useState<string>();
  const [said, compare] = address ?? own;
  const viewId = useId();
  const { rounds, known } = useRounds(revision);
  const prose = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Quoted | null>(null);
  // A comment that was begun and not sent is there again.
  const [writing, setWriting] = useState(
    () => readDraft(viewer?.person.id ?? '', remarkKey(revision.id)) !== null && revision.state === 'IN_REVIEW',
  );
  const [stands, setStands] = useState<Record<string, Standing>>({});
  const reviewing = revision.state !== 'PUBLISHED' && revision.state !== 'SUPERSEDED';
  const other = published && published.id !== revision.id ? published : null;
  const usual = usualComparison(rounds, revision.state, other !== null);
  const compared = said ? comparedOf(said) : null;
  const number = revision.state === 'IN_REVIEW' ? rounds.at(-1)?.number : undefined;

  // Passages are marked over the text and not in it: the HTML stays as the server made it.
  useEffect(() => {
    const root = prose.current;
    if (!root) return;
    const { text, rangeOf } = textOf(root);
    const ranges: Range[] = [];
    const found: Record<string, Standing> = {};
    for (const remark of remarks) {
      if (!remark.quote) continue;
      const place = locate(text, quoteOf(remark));
      found[remark.id] = standingOf(place);
      if (place) ranges.push(rangeOf(place));
    }
    setStands(found);
    if (!CSS.highlights) return;
    CSS.highlights.set('remark', new Highlight(...ranges));
    return () => {
      CSS.highlights.delete('remark');
      CSS.highlights.delete('remark-shown');
    };
  }, [remarks, said, revision.html, known]);

  const show = (remark: ThreadFragment): void => {
    compare(undefined);
    requestAnimationFrame(() => {
      const root = prose.current;
      if (!root) return;
      const { text, rangeOf } = textOf(root);
      const place = locate(text, quoteOf(remark));
      if (!place) return;
      const range = rangeOf(place);
      if (CSS.highlights) CSS.highlights.set('remark-shown', new Highlight(range));
      range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    });
  };
  const selection = (): Quoted | null => {
    const root = prose.current;
    const now = window.getSelection();
    if (!root || !now || now.isCollapsed || !now.rangeCount || !root.contains(now.anchorNode)) return null;
    const { text, placeOf } = textOf(root);
    const place = placeOf(now.getRangeAt(0));
    return place ? sidesOf(text, { ...place, end: Math.min(place.end, place.start + LONGEST_QUOTE) }) : null;
  };
  const shut = (): void => {
    setWriting(false);
    setSelected(null);
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus());
  };

  // What can be compared stands above the text: drawn before that is known, the text would jump.
  if (!known) return <Waiting lines={12} />;
  return (
    <div className="stack">
      {usual || compared ? (
        <fieldset className="view-choice" data-keys="v">
          <legend className="visually-hidden">{w.view}</legend>
          {([undefined, usual ?? compared!] as const).map((one) => (
            <label key={one ? 'changes' : 'text'}>
              <input
                type="radio"
                name={viewId}
                checked={!!compared === !!one}
                onChange={() => compare(one && saidOf(one))}
              />
              {one ? w.changes : w.body}
            </label>
          ))}
        </fieldset>
      ) : null}
      {number && number > 1 && usual && typeof usual.from === 'number' && !compared ? (
        <p className="notice">
          {w.roundNow(number)}{' '}
          <button type="button" className="link" onClick={() => compare(saidOf(usual))}>
            {w.roundSee(usual.from)}
          </button>
        </p>
      ) : null}
      <Approvals of={revision} />
      {compared ? (
        <Changes
          revision={revision}
          rounds={rounds}
          published={other}
          compared={compared}
          choose={(one) => compare(saidOf(one))}
        />
      ) : null}
      <article className="reviewed" hidden={compared !== null}>
        <div className="item-meta">
          {revision.conclusion ? <ConclusionMark of={revision.conclusion} /> : null}
          {revision.asOf ? (
            <span>
              {w.asOf} {isoDay(revision.asOf)}
            </span>
          ) : null}
          {revision.reviewBy ? (
            <span>
              {w.reviewBy} {isoDay(revision.reviewBy)}
            </span>
          ) : null}
          {revision.author ? <span>{revision.author.name}</span> : null}
        </div>
        {revision.forWhom ? (
          <p className="review-whom">
            <strong>{w.forWhom}:</strong> {revision.forWhom}
          </p>
        ) : null}
        <div ref={prose}>
          <Prose html={revision.html} lang={revision.language} />
        </div>
        {revision.transitional ? (
          <p className="review-whom">
            <strong>{w.transitional}:</strong> {revision.transitional}
          </p>
        ) : null}
        {revision.changeNote ? (
          <p className="review-whom">
            <strong>{words.revisionState[revision.state]}:</strong> {revision.changeNote}
          </p>
        ) : null}
      </article>
      {reviewing ? (
        writing ? (
          <RemarkForm
            entry={of.id}
            revision={revision.id}
            selected={selected}
            text={() => (prose.current ? textOf(prose.current).text : '')}
            mayKeep={of.access === 'RESTRICTED'}
            close={shut}
            done={() => {
              shut();
              again();
            }}
          />
        ) : (
          <div className="row" ref={opener} data-keys="m">
            <Button
              size="medium"
              variant="secondary"
              onPress={() => {
                setSelected(selection());
                setWriting(true);
              }}
            >
              {w.commentOn}
            </Button>
            <p className="small soft">{w.commentHow}</p>
          </div>
        )
      ) : null}
      {remarks.length ? <Remarks of={remarks} rounds={rounds} stands={stands} show={show} /> : null}
    </div>
  );
}

export function Approvals({ of }: { of: RevisionViewFragment }): ReactNode {
  const w = useWords(workWords);
  if (!of.approvals.length) return null;
  return (
    <section aria-label={w.approvals}>
      <ul className="approvals">
        {of.approvals.map((one) => (
          <li key={one.id} className={one.dismissedAt ? 'approval-dismissed' : undefined}>
            <p className="row">
              <Badge tone={one.verdict === 'APPROVED' ? 'done' : 'waiting'}>
                {one.verdict === 'APPROVED' ? w.approved : w.changesRequested} {one.reviewer?.name}
              </Badge>
              <time dateTime={one.at} className="small soft">
                {isoMoment(one.at)}
              </time>
              {one.dismissedAt ? <span className="small">{w.dismissed}</span> : null}
            </p>
            {one.note ? <p>{one.note}</p> : null}
            {one.dissent ? (
              <p>
                <strong>{w.dissent}:</strong> {one.dissent}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
