import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graphql } from '../gql';
import type { TaskItemFragment } from '../gql/graphql';
import { useSession } from '../session/session';
import { isoDay, recently } from '../words/dates';
import { entryWords } from '../words/entries';
import { inboxWords } from '../words/inbox';
import { useWords } from '../words/words';
import { Badge } from './badges';

graphql(`
  fragment TaskItem on Task {
    id
    kind
    state
    note
    role
    version
    createdAt
    dueAt
    dueSoon
    overdue
    pausedAt
    assignee {
      id
      name
    }
    entry {
      id
      ref
      kind
      title
      organisation {
        id
        shortName
      }
    }
  }
`);

/** Where the work of a task is done. */
export function TaskLink({ of, children }: { of: TaskItemFragment; children: ReactNode }): ReactNode {
  const { staff } = useSession();
  const { entry } = of;
  if (!entry) return children;
  const ref = entry.ref ?? entry.id;
  if (of.kind === 'DECIDE_REVIEWED_ACT') return <Link to="/beslut">{children}</Link>;
  if (staff && (entry.kind === 'QUESTION' || entry.kind === 'GUIDANCE'))
    return (
      <Link to="/arbete/$ref" params={{ ref }}>
        {children}
      </Link>
    );
  return (
    <Link to="/entry/$ref" params={{ ref }}>
      {children}
    </Link>
  );
}

export function Due({ of }: { of: Pick<TaskItemFragment, 'dueAt' | 'dueSoon' | 'overdue' | 'pausedAt'> }): ReactNode {
  const w = useWords(inboxWords);
  if (!of.dueAt) return null;
  if (of.pausedAt) return <Badge tone="calm">{w.paused}</Badge>;
  return (
    <span className={of.overdue ? 'due due-over' : of.dueSoon ? 'due due-soon' : 'due'}>
      {of.overdue ? w.overdue : of.dueSoon ? w.dueSoon : w.due} {isoDay(of.dueAt)}
    </span>
  );
}

export function TaskItem({
  of,
  bare,
  children,
}: {
  of: TaskItemFragment;
  /** On the page of the thing itself: what is to be done, not on what. */
  bare?: boolean;
  children?: ReactNode;
}): ReactNode {
  const words = useWords(entryWords);
  return (
    <li className="task">
      <div className="task-main">
        <p className="item-title">
          {bare ? (
            words.taskKind[of.kind]
          ) : (
            <TaskLink of={of}>{of.entry?.title || of.note || words.taskKind[of.kind]}</TaskLink>
          )}
        </p>
        <div className="item-meta">
          {bare ? null : <Badge tone={of.state === 'CLAIMED' ? 'going' : 'calm'}>{words.taskKind[of.kind]}</Badge>}
          {of.entry?.ref && !bare ? <span className="ref">{of.entry.ref}</span> : null}
          {of.entry && !bare ? <span>{of.entry.organisation.shortName}</span> : null}
          <Due of={of} />
          {of.assignee ? <span>{of.assignee.name}</span> : null}
          <span>{recently(of.createdAt)}</span>
        </div>
        {of.note && of.entry ? <p className="task-note">{of.note}</p> : null}
      </div>
      {children ? <div className="task-actions">{children}</div> : null}
    </li>
  );
}
