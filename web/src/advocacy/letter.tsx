import { useEffect, useId, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { useAct, type UserError } from '../api/act';
import type { ActionViewFragment } from '../gql/graphql';
import { PREVIEW, REVISION_DRAFT, REVISION_EDIT } from '../pages/work.operations';
import { RevisionBadge } from '../parts/badges';
import { Button } from '../parts/button';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { Prose } from '../parts/prose';
import { useRevisionActs } from '../revisions/revision-acts';
import { useSession } from '../session/session';
import { useRested } from '../shell/suggest';
import { say } from '../shell/toasts';
import { advocacyWords } from '../words/advocacy';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import './advocacy.css';

type Revision = ActionViewFragment['revisions'][number];
const WRITING = ['DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED'];

/** The letter: written, reviewed as every text, and downloaded. */
export function Letter({ of, again }: { of: ActionViewFragment; again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  const { may } = useSession();
  const acts = useRevisionActs();
  const [editing, setEditing] = useState(false);
  const letters = of.revisions.filter(({ slot, language }) => slot === 'letter' && language === 'sv');
  const open = letters.find(({ state }) => WRITING.includes(state));
  const shown = open ?? letters.find(({ state }) => state === 'PUBLISHED');
  const editable = open?.allowedActions.some(({ action, blockers }) => action === 'edit' && !blockers.length) ?? false;
  const mayBegin = !open && of.state === 'PREPARING' && may('revision:draft');
  if (!shown && !of.letter && !mayBegin) return null;
  return (
    <section>
      <div className="row">
        <h2>{w.letter}</h2>
        {shown ? <RevisionBadge of={shown.state} /> : null}
      </div>
      <div className="stack">
        {editing ? (
          <Editor
            of={of}
            revision={open}
            close={() => setEditing(false)}
            done={() => {
              setEditing(false);
              again();
            }}
          />
        ) : (
          <>
            {shown ? (
              <ActBar allowed={shown.allowedActions} acts={acts} id={shown.id} version={shown.version} done={again} />
            ) : null}
            {editable || mayBegin ? (
              <p className="no-print">
                <Button size="medium" variant={shown ? 'secondary' : 'primary'} onPress={() => setEditing(true)}>
                  {editable ? w.letterEdit : shown ? w.letterNew : w.letterBegin}
                </Button>
              </p>
            ) : null}
            {shown || of.letter ? (
              <Prose html={shown?.html ?? of.letter!.html} lang="sv" />
            ) : (
              <p className="soft">{w.letterNone}</p>
            )}
            {shown?.approvals.map((one) =>
              one.note || one.dissent ? (
                <p key={one.id} className="small">
                  <strong>{one.reviewer?.name}:</strong> {one.note} {one.dissent}
                </p>
              ) : null,
            )}
          </>
        )}
      </div>
      {of.letterUrls ? (
        <div className="card no-print">
          <h3>{w.download}</h3>
          <div className="row">
            <a className="button button-second" href={of.letterUrls.docx} download>
              {w.asDocx}
            </a>
            <a className="button button-second" href={of.letterUrls.html} download>
              {w.asHtml}
            </a>
          </div>
        </div>
      ) : null}
    </section>
  );
}

const keyOf = (id: string): string => `lagrum:letter:${id}`;

/** What is being written lies in this browser until the server has it: a lost session or network takes nothing. */
function kept(id: string): string | null {
  try {
    return localStorage.getItem(keyOf(id));
  } catch {
    return null;
  }
}
function keep(id: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), text);
  } catch {
    // A browser that keeps nothing still sends what is written.
  }
}

function Editor({
  of,
  revision,
  close,
  done,
}: {
  of: ActionViewFragment;
  revision?: Revision;
  close: () => void;
  done: () => void;
}): ReactNode {
  const w = useWords(advocacyWords);
  const shell = useWords(shellWords);
  const id = useId();
  const [text, setText] = useState(() => kept(of.id) ?? revision?.body ?? '');
  const [errors, setErrors] = useState<UserError[]>([]);
  const [draft, drafting] = useAct(REVISION_DRAFT);
  const [edit, saving] = useAct(REVISION_EDIT);
  const rested = useRested(text, 600);
  const [{ data }] = useQuery({ query: PREVIEW, variables: { text: rested }, pause: !rested.trim() });
  useEffect(() => {
    if (text !== (revision?.body ?? '')) keep(of.id, text);
  }, [of.id, text, revision]);
  const save = async (personalData?: PersonalDataDecision): Promise<void> => {
    const outcome = revision
      ? await edit({ id: revision.id, expectedVersion: revision.version, body: text, personalData })
      : await draft({ entry: of.id, slot: 'letter', body: text, personalData });
    if (outcome.done) {
      keep(of.id, null);
      say(w.letterSaved);
      done();
    } else
      setErrors(
        outcome.errors.map((one) => ({
          ...one,
          message: one.code === 'CONFLICT' ? w.letterConflict : one.message || shell.notSaved,
        })),
      );
  };
  const personal = errors.find(isPersonal);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void save();
        }
      }}
    >
      {errors
        .filter((one) => one !== personal)
        .map(({ code, message }) => (
          <p key={code} className="notice notice-wrong" role="alert">
            {message}
          </p>
        ))}
      {personal ? (
        <PersonalData
          error={personal}
          mayKeep={false}
          busy={saving || drafting}
          decide={(decision) => void save(decision)}
        />
      ) : null}
      <div className="letter-panes">
        <div className="field">
          <label className="label" htmlFor={id}>
            {w.letterText}
          </label>
          <span id={`${id}-help`} className="field-help">
            {w.letterHelp}
          </span>
          <textarea
            id={id}
            className="field-plain"
            rows={22}
            required
            aria-describedby={`${id}-help`}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <section aria-label={w.preview}>
          <h3>{w.preview}</h3>
          {data && rested.trim() ? (
            <Prose html={data.textPreview} lang="sv" />
          ) : (
            <p className="soft">{w.previewWait}</p>
          )}
        </section>
      </div>
      <div className="row">
        <Button type="submit" size="medium" isDisabled={saving || drafting}>
          {w.letterSave}
        </Button>
        <Button size="medium" variant="tertiary" onPress={close}>
          {shell.close}
        </Button>
      </div>
    </form>
  );
}
