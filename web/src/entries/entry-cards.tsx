import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import type { AllowedAction, Option } from '../acts/acts';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import type { EntryAccessFragment, EntryFlagsFragment, TaskItemFragment } from '../gql/graphql';
import { Button } from '../parts/button';
import { TaskItem } from '../parts/task-item';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { isoDay } from '../words/dates';
import { entryActWords } from '../words/entry-acts';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { useAccessActs, useFlagActs, useReassignActs, useSettleActs, useTaskActs } from './entry-acts';
import { ENTRY_MUTATIONS } from './entry-mutations';

graphql(`
  fragment EntryAccess on Entry {
    id
    version
    access
    unit {
      id
    }
    invited {
      at
      person {
        id
        name
      }
      unit {
        id
        name
      }
    }
    allowedActions {
      action
      blockers {
        code
        message
      }
    }
  }
`);

graphql(`
  fragment EntryFlags on Entry {
    id
    version
    flags {
      id
      cause
      note
      createdAt
      settledAt
    }
    allowedActions {
      action
      blockers {
        code
        message
      }
    }
  }
`);

const UNITS = graphql(`
  query UnitsToInvite($organisation: ID!) {
    organisation(id: $organisation) {
      id
      units {
        id
        name
      }
    }
  }
`);

/** Boards and departments beside the one whose it is, of the reader's own organisation. */
function useUnits(own: string, pause: boolean): Option[] {
  const { viewer } = useSession();
  const organisation = viewer?.memberships.find((one) => one.organisation)?.organisation?.id;
  const [{ data }] = useQuery({
    query: UNITS,
    variables: { organisation: organisation ?? '' },
    pause: pause || !organisation,
  });
  return (data?.organisation?.units ?? []).filter(({ id }) => id !== own).map(({ id, name }) => [id, name]);
}

/** Who sees it, who was let in beside them, and what may be done about it. */
export function AccessCard({ of, again }: { of: EntryAccessFragment; again: () => void }): ReactNode {
  const w = useWords(entryActWords);
  const shell = useWords(shellWords);
  const words = useWords(entryWords);
  const { viewer } = useSession();
  const invites = of.allowedActions.some(({ action }) => action === 'invite');
  const acts = useAccessActs(of.access, useUnits(of.unit.id, !invites));
  const [uninvite, busy] = useAct(ENTRY_MUTATIONS.entryUninvite);
  if (!viewer) return null;
  const take = async (to: { person?: string; unit?: string }): Promise<void> => {
    const outcome = await uninvite({ entry: of.id, ...to });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(w.uninvited);
    again();
  };
  return (
    <section className="card no-print">
      <h2>{w.whoSees}</h2>
      <div className="stack-tight">
        <p>{words.access[of.access]}</p>
        {of.invited.length ? (
          <>
            <h3 className="label">{w.alsoInvited}</h3>
            <ul className="plain-list">
              {of.invited.map(({ person, unit }) => {
                const name = person?.name ?? unit?.name ?? words.unknownPerson;
                return (
                  <li key={person?.id ?? unit?.id ?? name} className="row">
                    <span>{name}</span>
                    {person?.id === viewer.person.id ? null : (
                      <Button
                        size="medium"
                        variant="tertiary"
                        isDisabled={busy}
                        aria-label={w.uninviteWho(name)}
                        onPress={() => void take(person ? { person: person.id } : { unit: unit?.id })}
                      >
                        {w.uninvite}
                      </Button>
                    )}
                  </li>
                );
              })}
            </ul>
          </>
        ) : null}
        <ActBar allowed={of.allowedActions} acts={acts} id={of.id} version={of.version} done={again} />
      </div>
    </section>
  );
}

/** Judgments and decisions that were noted, each to be settled after a look; and the way to note another. */
export function FlagsCard({ of, again }: { of: EntryFlagsFragment; again: () => void }): ReactNode {
  const w = useWords(entryActWords);
  const { may } = useSession();
  const flagging = useFlagActs();
  const settling = useSettleActs();
  const mayFlag = of.allowedActions.some(({ action }) => action === 'flag');
  if (!of.flags.length && !mayFlag) return null;
  return (
    <section className="card no-print">
      <h2>{w.flags}</h2>
      <div className="stack-tight">
        {of.flags.length ? (
          <ul className="items items-tight">
            {of.flags.map((flag) => (
              <li key={flag.id}>
                <p>
                  <strong>{w.flagCauses[flag.cause] ?? flag.cause}</strong> {flag.note}
                </p>
                <p className="small soft">
                  {isoDay(flag.createdAt)}
                  {flag.settledAt ? ` · ${w.settled(isoDay(flag.settledAt))}` : ''}
                </p>
                {may('entry:flag-settle') && !flag.settledAt ? (
                  <ActBar
                    allowed={[{ action: 'settle', blockers: [] }]}
                    acts={settling}
                    id={flag.id}
                    version={0}
                    done={again}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        <ActBar allowed={of.allowedActions} acts={flagging} id={of.id} version={of.version} done={again} />
      </div>
    </section>
  );
}

/** One thing to do about it, which may be given to somebody else. */
export function TaskRow({
  of,
  again,
}: {
  of: TaskItemFragment & { allowedActions: readonly AllowedAction[] };
  again: () => void;
}): ReactNode {
  const acts = useReassignActs(of.role);
  // What one may not hand over is nobody's news here.
  const possible = of.allowedActions.filter(({ blockers }) => blockers.length === 0);
  return (
    <TaskItem of={of} bare>
      <ActBar allowed={possible} acts={acts} id={of.id} version={of.version} done={again} />
    </TaskItem>
  );
}

/** Something to do about a thing, for oneself or a colleague. */
export function NewTask({ entry, again }: { entry: string; again: () => void }): ReactNode {
  const acts = useTaskActs();
  return <ActBar allowed={[{ action: 'task', blockers: [] }]} acts={acts} id={entry} version={0} done={again} />;
}
