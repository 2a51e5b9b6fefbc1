import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAct } from '../api/act';
import { useFreshOnReturn } from '../api/live';
import { graphql } from '../gql';
import type { InboxPageQuery, TaskItemFragment } from '../gql/graphql';
import { Button } from '../parts/button';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { TaskItem } from '../parts/task-item';
import { TASK_KINDS } from '../search';
import { say } from '../shell/toasts';
import { entryWords } from '../words/entries';
import { inboxWords } from '../words/inbox';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const INBOX = graphql(`
  query InboxPage($mine: Boolean!, $kind: TaskKind, $state: TaskState, $after: String) {
    inbox(first: 20, mine: $mine, kind: $kind, state: $state, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...TaskItem
        allowedActions {
          action
          blockers {
            code
            message
          }
        }
      }
    }
  }
`);

const CLAIM = graphql(`
  mutation TaskClaim($input: TaskActionInput!) {
    taskClaim(input: $input) {
      task {
        id
        state
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const RELEASE = graphql(`
  mutation TaskRelease($input: TaskActionInput!) {
    taskRelease(input: $input) {
      task {
        id
        state
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const COMPLETE = graphql(`
  mutation TaskComplete($input: TaskActionInput!) {
    taskComplete(input: $input) {
      task {
        id
        state
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

type Row = InboxPageQuery['inbox']['nodes'][number];
const pick = (data: InboxPageQuery): InboxPageQuery['inbox'] => data.inbox;
const EXACT = { exact: true, includeSearch: true } as const;

export function Inbox(): ReactNode {
  const w = useWords(inboxWords);
  const words = useWords(entryWords);
  const search = useSearch({ from: '/inkorg' });
  const list = useList(INBOX, { mine: !search.alla, kind: search.slag, state: search.lage }, pick);
  useFreshOnReturn(list.again);
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>}>
      <ul className="tabs">
        <li>
          <Link to="/inkorg" search={{ ...search, alla: undefined }} activeOptions={EXACT}>
            {w.mine}
          </Link>
        </li>
        <li>
          <Link to="/inkorg" search={{ ...search, alla: true }} activeOptions={EXACT}>
            {w.everybodys}
          </Link>
        </li>
      </ul>
      <div className="with-side side-first">
        <section className="filters" aria-label={w.filters}>
          <div>
            <h2 className="label">{w.state}</h2>
            <ul>
              <li>
                <Link to="/inkorg" search={{ ...search, lage: undefined }} activeOptions={EXACT}>
                  {w.current}
                </Link>
              </li>
              {(['OPEN', 'CLAIMED', 'DONE'] as const).map((state) => (
                <li key={state}>
                  <Link to="/inkorg" search={{ ...search, lage: state }} activeOptions={EXACT}>
                    {state === 'OPEN' ? w.open : state === 'CLAIMED' ? w.claimed : w.done}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
          <details className="foldable" open={search.slag !== undefined || undefined}>
            <summary>{w.kind}</summary>
            <ul>
              <li>
                <Link to="/inkorg" search={{ ...search, slag: undefined }} activeOptions={EXACT}>
                  {w.all}
                </Link>
              </li>
              {TASK_KINDS.map((kind) => (
                <li key={kind}>
                  <Link to="/inkorg" search={{ ...search, slag: kind }} activeOptions={EXACT}>
                    {words.taskKind[kind]}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        </section>
        <section aria-label={w.title}>
          <div className="list-head">
            <p role="status" className="soft">
              {list.data ? w.found(list.data.inbox.totalCount) : ''}
            </p>
          </div>
          <Loaded of={list} again={list.again} lines={12}>
            {() =>
              list.nodes.length ? (
                <ul className="items">
                  {list.nodes.map((task) => (
                    <TaskItem key={task.id} of={task}>
                      <Actions of={task} done={list.again} />
                    </TaskItem>
                  ))}
                </ul>
              ) : (
                <div className="empty">
                  <p>{search.alla ? w.empty : w.emptyMine}</p>
                  {search.alla ? null : (
                    <p>
                      <Link to="/inkorg" search={{ alla: true }}>
                        {w.showAll}
                      </Link>
                    </p>
                  )}
                </div>
              )
            }
          </Loaded>
          <More of={list} />
        </section>
      </div>
    </Page>
  );
}

function Actions({ of, done }: { of: Row; done: () => void }): ReactNode {
  const w = useWords(inboxWords);
  const shell = useWords(shellWords);
  const [claim, claiming] = useAct(CLAIM);
  const [release, releasing] = useAct(RELEASE);
  const [complete, completing] = useAct(COMPLETE);
  const may = (action: string): boolean =>
    of.allowedActions.some((one) => one.action === action && one.blockers.length === 0);
  const run = async (act: typeof claim | typeof release | typeof complete, said: string): Promise<void> => {
    const outcome = await act({ id: of.id, expectedVersion: of.version });
    say(outcome.done ? said : outcome.errors[0]?.message || shell.notSaved, outcome.done ? 'done' : 'wrong');
    done();
  };
  const busy = claiming || releasing || completing;
  const title = titleOf(of);
  return (
    <>
      {may('claim') ? (
        <Button
          size="medium"
          variant="secondary"
          isDisabled={busy}
          aria-label={`${w.claim}: ${title}`}
          onPress={() => run(claim, w.claimed1)}
        >
          {w.claim}
        </Button>
      ) : null}
      {may('release') ? (
        <Button
          size="medium"
          variant="tertiary"
          isDisabled={busy}
          aria-label={`${w.release}: ${title}`}
          onPress={() => run(release, w.released)}
        >
          {w.release}
        </Button>
      ) : null}
      {may('complete') && of.kind === 'MANUAL' ? (
        <Button
          size="medium"
          variant="secondary"
          isDisabled={busy}
          aria-label={`${w.complete}: ${title}`}
          onPress={() => run(complete, w.completed)}
        >
          {w.complete}
        </Button>
      ) : null}
    </>
  );
}

const titleOf = (task: TaskItemFragment): string => task.entry?.title ?? task.note ?? '';
