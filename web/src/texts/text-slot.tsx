import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ActBar } from '../acts/act-bar';
import { readDraft } from '../drafts/drafts';
import type { RevisionViewFragment, ThreadFragment } from '../gql/graphql';
import { Reviewed } from '../pages/work-review';
import { RevisionBadge } from '../parts/badges';
import { Button } from '../parts/button';
import { useRevisionActs } from '../revisions/revision-acts';
import { useSession } from '../session/session';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import { TextEditor } from './text-editor';
import '../pages/work.css';
import './texts.css';

const OPEN = ['DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED'];
const WRITING = ['DRAFT', 'CHANGES_REQUESTED'];

/**
 * One text of a thing: written with its preview beside it, reviewed with comments on passages, published. Letters, demands
 * and descriptions go the same way; only the heading and who may begin differ.
 */
export function TextSlot({
  entry,
  slot,
  revisions,
  comments,
  heading,
  level = 2,
  none,
  mayBegin,
  translates,
  again,
  children,
}: {
  entry: string;
  slot: string;
  revisions: readonly RevisionViewFragment[];
  comments: readonly ThreadFragment[];
  heading: string;
  level?: 2 | 4;
  /** Said where there is no text yet. */
  none: string;
  /** Whether a new text may be begun now, as far as the thing itself goes. */
  mayBegin: boolean;
  /** The published Swedish text that this is the English of. */
  translates?: RevisionViewFragment;
  again: () => void;
  /** After the text, such as its files. */
  children?: ReactNode;
}): ReactNode {
  const w = useWords(workWords);
  const acts = useRevisionActs();
  const { may, viewer } = useSession();
  // What this browser still holds of it is shown at once: whoever wrote it is not to look for it.
  const [wanted, setWanted] = useState(() => readDraft(viewer?.person.id ?? '', `text:${entry}:${slot}`) !== null);
  const opener = useRef<HTMLSpanElement>(null);
  const language = translates ? 'en' : 'sv';
  const texts = revisions.filter((one) => one.slot === slot && one.language === language);
  const open = texts.find(({ state }) => OPEN.includes(state)) ?? null;
  const published = texts.find(({ state }) => state === 'PUBLISHED') ?? null;
  const editable = open?.allowedActions.some(({ action, blockers }) => action === 'edit' && !blockers.length) ?? false;
  const begins = !open && mayBegin && may('revision:draft');
  const shown = open ?? published;
  const Heading = level === 2 ? 'h2' : 'h4';

  // Another text is another editor, with its own saving. The one that has just got its place on the server is the same:
  // whoever is in the middle of a word goes on writing it.
  const editor = useRef<{ key: string; id: string | null }>({ key: open?.id ?? 'new', id: open?.id ?? null });
  if (open && editor.current.id !== open.id)
    editor.current = { key: wanted && editor.current.id === null ? editor.current.key : open.id, id: open.id };
  const writing = wanted && (open ? editable : begins);

  const close = (): void => {
    setWanted(false);
    again();
  };
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !writing) opener.current?.querySelector('button')?.focus();
    was.current = writing;
  }, [writing]);

  return (
    <section className="text-slot stack">
      <div className="text-head">
        <Heading>{heading}</Heading>
        {shown && !writing ? <RevisionBadge of={shown.state} /> : null}
      </div>
      {writing ? (
        <TextEditor
          key={editor.current.key}
          entry={entry}
          slot={slot}
          translates={translates}
          revision={open}
          published={published}
          remarks={comments.filter(({ revision }) => revision && revision === open?.id)}
          close={close}
          refresh={again}
        />
      ) : (
        <>
          {shown ? (
            <ActBar
              key={shown.id}
              allowed={shown.allowedActions}
              acts={acts}
              id={shown.id}
              version={shown.version}
              done={again}
            />
          ) : null}
          {editable || begins ? (
            <p className="no-print">
              <span ref={opener}>
                <Button size="medium" variant={shown ? 'secondary' : 'primary'} onPress={() => setWanted(true)}>
                  {open ? (WRITING.includes(open.state) ? w.write : w.edit) : published ? w.beginNew : w.begin}
                </Button>
              </span>
            </p>
          ) : null}
          {shown ? (
            <Reviewed
              key={`${shown.id}:${shown.version}`}
              of={{ id: entry }}
              revision={shown}
              published={published}
              remarks={comments.filter(({ revision }) => revision === shown.id)}
              again={again}
            />
          ) : (
            <p className="soft">{none}</p>
          )}
        </>
      )}
      {children}
    </section>
  );
}
