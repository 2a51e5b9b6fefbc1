import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useAct, type UserError } from '../api/act';
import { useKept } from '../drafts/use-kept';
import type { GuidanceAccess, RevisionViewFragment } from '../gql/graphql';
import { Button } from '../parts/button';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import type { Worked } from './work';
import { LIFT } from './work.operations';

/** An answer becomes guidance for all: its text a draft, read once more with the asker in mind. */
export function Lift({
  question,
  answer,
}: {
  question: Extract<Worked, { __typename: 'Question' }>;
  answer: RevisionViewFragment;
}): ReactNode {
  const w = useWords(workWords);
  const shell = useWords(shellWords);
  const { may } = useSession();
  const navigate = useNavigate();
  const [lift, busy] = useAct(LIFT);
  // De-identifying a text is work: what has been read through and changed is kept until it is sent.
  const [text, setText, sent] = useKept(`lyft:${answer.id}`, {
    title: answer.title ?? question.title,
    body: answer.body,
  });
  const { title, body } = text;
  const [access, setAccess] = useState<GuidanceAccess>('PUBLIC');
  const [checked, setChecked] = useState(false);
  const [errors, setErrors] = useState<UserError[]>([]);
  if (!may('guidance:lift')) return null;
  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    const outcome = await lift({
      question: question.id,
      title,
      body,
      access,
      deIdentified: checked,
      conclusion: answer.conclusion,
      asOf: answer.asOf,
      forWhom: answer.forWhom,
      personalData,
    });
    const made = outcome.payload?.guidance;
    if (outcome.done && made) {
      sent();
      say(w.lifted);
      void navigate({ to: '/arbete/$ref', params: { ref: made.ref ?? made.id } });
    } else setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const personal = errors.find(isPersonal);
  return (
    <details className="foldable card lift">
      <summary>{w.lift}</summary>
      <form className="stack fold-body" onSubmit={onSubmit}>
        <p className="soft">{w.liftLead}</p>
        {errors
          .filter((one) => one !== personal)
          .map(({ code, message }) => (
            <p key={code} className="notice notice-wrong" role="alert">
              {message}
            </p>
          ))}
        {personal ? (
          <PersonalData error={personal} mayKeep={false} busy={busy} decide={(decision) => void send(decision)} />
        ) : null}
        <label className="field">
          <span className="label">{w.liftTitle}</span>
          <input
            className="field-plain"
            required
            maxLength={300}
            value={title}
            onChange={({ target }) => setText({ ...text, title: target.value })}
          />
        </label>
        <label className="field">
          <span className="label">{w.body}</span>
          <textarea
            className="field-plain"
            rows={10}
            required
            lang="sv"
            value={body}
            onChange={({ target }) => setText({ ...text, body: target.value })}
          />
        </label>
        <fieldset className="choices">
          <legend>{w.liftAccess}</legend>
          {(['PUBLIC', 'MEMBERS'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="lift-access" checked={access === one} onChange={() => setAccess(one)} />
              {one === 'PUBLIC' ? w.accessPublic : w.accessMembers}
            </label>
          ))}
        </fieldset>
        <label className="choice-single">
          <input type="checkbox" checked={checked} onChange={({ target }) => setChecked(target.checked)} />
          {w.liftDeIdentified}
        </label>
        <Button type="submit" size="medium" isDisabled={busy}>
          {w.liftDo}
        </Button>
      </form>
    </details>
  );
}
