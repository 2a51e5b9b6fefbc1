import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { ActBar } from '../acts/act-bar';
import type { RevisionViewFragment } from '../gql/graphql';
import { RevisionBadge } from '../parts/badges';
import { Button } from '../parts/button';
import { useRevisionActs } from '../revisions/revision-acts';
import { useSession } from '../session/session';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import type { Worked } from './work';
import { Editor } from './work-editor';
import { Reviewed } from './work-review';

/** The middle of the workspace: a text that one writes, or one that one reviews, or none yet. */
export function TextPane({
  of,
  open,
  published,
  again,
}: {
  of: Worked;
  open: RevisionViewFragment | null;
  published: RevisionViewFragment | null;
  again: () => void;
}): ReactNode {
  const w = useWords(workWords);
  const { may } = useSession();
  const acts = useRevisionActs();
  const { jamfor } = useSearch({ from: '/arbete/$ref' });
  const navigate = useNavigate({ from: '/arbete/$ref' });
  const compare = (said: string | undefined): void =>
    void navigate({ search: (search) => ({ ...search, jamfor: said }), replace: true, resetScroll: false });
  const [beginning, setBeginning] = useState(false);
  const editable = open?.allowedActions.some(({ action, blockers }) => action === 'edit' && !blockers.length) ?? false;
  const writing = open?.state === 'DRAFT' || open?.state === 'CHANGES_REQUESTED' || beginning;
  const mayBegin =
    !open &&
    may('revision:draft') &&
    (of.__typename === 'Guidance' ? of.guidanceState !== 'DISCARDED' : of.state === 'IN_PROGRESS');
  const title = of.__typename === 'Question' ? w.answer : w.guidanceText;
  const remarks = of.comments.filter(({ revision }) => revision && revision === open?.id);

  // Another text is another editor, with its own saving. The one that has just got its place on the server is the same:
  // whoever is in the middle of a word goes on writing it.
  const editor = useRef<{ key: string; id: string | null }>({ key: open?.id ?? 'new', id: open?.id ?? null });
  if (open && editor.current.id !== open.id)
    editor.current = { key: beginning && editor.current.id === null ? editor.current.key : open.id, id: open.id };

  if ((open && editable && writing) || (beginning && mayBegin))
    return (
      <Editor
        key={editor.current.key}
        of={of}
        title={title}
        revision={open}
        published={published}
        remarks={remarks}
        refresh={again}
        again={() => {
          setBeginning(false);
          again();
        }}
      />
    );
  const shown = open ?? published;
  return (
    <div className="stack">
      <div className="text-head">
        <h2>{title}</h2>
        {shown ? <RevisionBadge of={shown.state} /> : null}
      </div>
      {shown ? (
        <>
          <ActBar
            keys="u"
            key={shown.id}
            allowed={shown.allowedActions}
            acts={acts}
            id={shown.id}
            version={shown.version}
            done={again}
          />
          {open && editable ? (
            <p data-keys="e">
              <Button size="medium" variant="tertiary" onPress={() => setBeginning(true)}>
                {w.edit}
              </Button>
            </p>
          ) : null}
          {mayBegin ? (
            <p data-keys="e">
              <Button size="medium" variant="secondary" onPress={() => setBeginning(true)}>
                {w.beginNew}
              </Button>
            </p>
          ) : null}
          <Reviewed
            address={[jamfor, compare]}
            key={`${shown.id}:${shown.version}`}
            of={of}
            revision={shown}
            published={published}
            remarks={of.comments.filter(({ revision }) => revision === shown.id)}
            again={again}
          />
        </>
      ) : mayBegin ? (
        <div className="empty">
          <p>{w.nothingYet}</p>
          <p data-keys="e">
            <Button onPress={() => setBeginning(true)}>{w.begin}</Button>
          </p>
        </div>
      ) : (
        <div className="empty">
          <p>{of.__typename === 'Question' && of.state === 'SUBMITTED' ? w.notOpen : w.nothingYet}</p>
        </div>
      )}
    </div>
  );
}
