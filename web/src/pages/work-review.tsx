import { lazy, Suspense, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useAct } from '../api/act';
import type { RevisionViewFragment, ThreadFragment } from '../gql/graphql';
import { Badge, ConclusionMark } from '../parts/badges';
import { Button } from '../parts/button';
import { flat, locate, textOf } from '../parts/passage';
import { Prose } from '../parts/prose';
import { say } from '../shell/toasts';
import { isoDay, isoMoment } from '../words/dates';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import { Remarks } from './work-remarks';
import { REVIEW_COMMENT } from './work.operations';

const WordDiff = lazy(() => import('./work-diff'));
const LONGEST_QUOTE = 1_000;

/** A text as its reader will see it, with what reviewers said about it and about passages of it. */
export function Reviewed({
  of,
  revision,
  published,
  remarks,
  again,
}: {
  of: { id: string };
  revision: RevisionViewFragment;
  published: RevisionViewFragment | null;
  remarks: ThreadFragment[];
  again: () => void;
}): ReactNode {
  const w = useWords(workWords);
  const words = useWords(entryWords);
  const prose = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<'preview' | 'changes'>('preview');
  const [quote, setQuote] = useState<string | null>(null);
  const [states, setStates] = useState<Record<string, string | null>>({});
  const compared = published && published.id !== revision.id ? published : null;
  const reviewing = revision.state !== 'PUBLISHED' && revision.state !== 'SUPERSEDED';

  // Passages are marked over the text and not in it: the HTML stays as the server made it.
  useEffect(() => {
    const root = prose.current;
    if (!root || !CSS.highlights) return;
    const { text, rangeOf } = textOf(root);
    const ranges: Range[] = [];
    const found: Record<string, string | null> = {};
    for (const { quote: passage } of remarks) {
      if (!passage) continue;
      const place = locate(text, passage);
      found[passage] = place ? (place.exact ? null : w.commentNear) : w.commentMoved;
      if (place) ranges.push(rangeOf(place));
    }
    setStates(found);
    CSS.highlights.set('remark', new Highlight(...ranges));
    return () => {
      CSS.highlights.delete('remark');
      CSS.highlights.delete('remark-shown');
    };
  }, [remarks, view, w, revision.html]);

  const show = (passage: string): void => {
    setView('preview');
    requestAnimationFrame(() => {
      const root = prose.current;
      if (!root || !CSS.highlights) return;
      const { text, rangeOf } = textOf(root);
      const place = locate(text, passage);
      if (!place) return;
      const range = rangeOf(place);
      CSS.highlights.set('remark-shown', new Highlight(range));
      range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    });
  };
  const selected = (): string => {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !prose.current?.contains(selection.anchorNode)) return '';
    return flat(selection.toString()).slice(0, LONGEST_QUOTE);
  };

  return (
    <div className="stack">
      {compared ? (
        <fieldset className="view-choice">
          <legend className="visually-hidden">{w.view}</legend>
          {(['preview', 'changes'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="review-view" checked={view === one} onChange={() => setView(one)} />
              {one === 'preview' ? w.body : w.changes}
            </label>
          ))}
        </fieldset>
      ) : null}
      <Approvals of={revision} />
      {view === 'changes' && compared ? (
        <Suspense>
          <WordDiff before={compared.body} after={revision.body} />
        </Suspense>
      ) : (
        <article className="reviewed">
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
      )}
      {reviewing ? (
        quote === null ? (
          <div className="row">
            <Button size="medium" variant="secondary" onPress={() => setQuote(selected())}>
              {w.commentOn}
            </Button>
            <p className="small soft">{w.commentHow}</p>
          </div>
        ) : (
          <Remark
            entry={of.id}
            revision={revision.id}
            quote={quote}
            close={() => setQuote(null)}
            done={() => {
              setQuote(null);
              again();
            }}
          />
        )
      ) : null}
      {remarks.length ? <Remarks of={remarks} show={show} stateOf={(passage) => states[passage] ?? null} /> : null}
    </div>
  );
}

/** The passage can be written or pasted too: not everybody selects with a pointer. */
function Remark({
  entry,
  revision,
  quote,
  close,
  done,
}: {
  entry: string;
  revision: string;
  quote: string;
  close: () => void;
  done: () => void;
}): ReactNode {
  const w = useWords(workWords);
  const shell = useWords(shellWords);
  const [passage, setPassage] = useState(quote);
  const [text, setText] = useState('');
  const [comment, busy] = useAct(REVIEW_COMMENT);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const outcome = await comment({ entry, revision, body: text, quote: passage.trim() || null });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(w.commentSaved);
    done();
  };
  return (
    <form className="card stack-tight" onSubmit={(event) => void onSubmit(event)}>
      <label className="field">
        <span className="label">{w.passage}</span>
        <textarea
          className="field-plain"
          rows={2}
          maxLength={LONGEST_QUOTE}
          value={passage}
          onChange={({ target }) => setPassage(target.value)}
        />
      </label>
      <label className="field">
        <span className="label">{w.comment}</span>
        <textarea
          ref={box}
          className="field-plain"
          rows={3}
          required
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className="row">
        <Button type="submit" size="medium" isDisabled={busy}>
          {w.commentSave}
        </Button>
        <Button size="medium" variant="tertiary" onPress={close}>
          {shell.close}
        </Button>
      </div>
    </form>
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
