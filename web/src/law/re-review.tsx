import { useCallback, useId, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct, type UserError } from '../api/act';
import { graphql } from '../gql';
import { Badge } from '../parts/badges';
import { Button } from '../parts/button';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { say } from '../shell/toasts';
import { entryWords } from '../words/entries';
import { lawWords } from '../words/law';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { SideBySide } from './law-diff';
import { LawLink } from './law-text';
import './law.css';

const TASK = graphql(`
  query ReReview($id: ID!) {
    node(id: $id) {
      __typename
      ... on Task {
        id
        kind
        version
        note
        allowedActions {
          action
          blockers {
            code
            message
          }
        }
        lawChanges {
          id
          message
          severity
          effectiveOn
          provision {
            id
            key
            label
          }
          before {
            id
          }
          after {
            id
          }
          diff {
            op
            text
          }
        }
      }
    }
  }
`);

const CONFIRM = graphql(`
  mutation ReReviewConfirm($input: ReReviewConfirmInput!) {
    reReviewConfirm(input: $input) {
      task {
        id
        state
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const FOLLOWED = new Set(['RE_REVIEW', 'GLANCE']);

/** Tasks that an amendment of the law gave on this entry: what changes, and the word that the text holds. */
export function ReReviews({
  tasks,
  done,
}: {
  tasks: readonly { id: string; kind: string; state: string }[];
  done: () => void;
}): ReactNode {
  return tasks
    .filter(({ kind, state }) => FOLLOWED.has(kind) && (state === 'OPEN' || state === 'CLAIMED'))
    .map((task) => <ReReview key={task.id} id={task.id} done={done} />);
}

function ReReview({ id, done }: { id: string; done: () => void }): ReactNode {
  const w = useWords(lawWords);
  const words = useWords(entryWords);
  const [{ data }, ask] = useQuery({ query: TASK, variables: { id }, requestPolicy: 'cache-and-network' });
  const again = useCallback(() => {
    ask({ requestPolicy: 'network-only' });
    done();
  }, [ask, done]);
  const task = data?.node?.__typename === 'Task' ? data.node : null;
  if (!task) return null;
  const confirm = task.allowedActions.find(({ action }) => action === 'confirm');
  return (
    <section className="card law-re-review">
      <h2>{words.taskKind[task.kind]}</h2>
      {task.note ? <p className="small">{task.note}</p> : null}
      {task.lawChanges.map((one) => (
        <details key={one.id} className="foldable law-fold">
          <summary>
            <Badge tone={one.severity === 'REPEALED' ? 'wrong' : 'waiting'}>{w.severity[one.severity]}</Badge>{' '}
            {one.provision.label}
          </summary>
          <div className="fold-body stack-tight">
            <p className="small">
              {one.message}{' '}
              <LawLink target={one.provision.key} day={one.effectiveOn}>
                {w.open}
              </LawLink>
            </p>
            <SideBySide changes={one.diff} before={!!one.before} after={!!one.after} />
          </div>
        </details>
      ))}
      {confirm ? (
        confirm.blockers.length ? (
          <ul className="small">
            {confirm.blockers.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        ) : (
          <Confirm id={task.id} version={task.version} done={again} />
        )
      ) : null}
    </section>
  );
}

function Confirm({ id, version, done }: { id: string; version: number; done: () => void }): ReactNode {
  const w = useWords(lawWords);
  const shell = useWords(shellWords);
  const field = useId();
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<UserError[]>([]);
  const [confirm, confirming] = useAct(CONFIRM);
  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    const outcome = await confirm({ id, expectedVersion: version, note: note.trim() || undefined, personalData });
    if (!outcome.done)
      return setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
    say(w.holdsDone);
    done();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const personal = errors.find(isPersonal);
  return (
    <form className="stack-tight law-fold" onSubmit={onSubmit}>
      <label className="label" htmlFor={field}>
        {w.holdsNote}
      </label>
      <textarea
        id={field}
        className="field-plain"
        rows={2}
        maxLength={2_000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {personal ? (
        <PersonalData error={personal} mayKeep={false} busy={confirming} decide={(one) => void send(one)} />
      ) : null}
      {errors
        .filter((one) => one !== personal)
        .map(({ code, message }) => (
          <p key={code} className="field-error" role="alert">
            {message}
          </p>
        ))}
      <Button type="submit" size="medium" variant="secondary" isDisabled={confirming}>
        {w.holds}
      </Button>
    </form>
  );
}
