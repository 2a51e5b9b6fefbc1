import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { useAct } from '../api/act';
import { useFreshOnReturn, useLive, useSettled } from '../api/live';
import { graphql } from '../gql';
import type { InboxPageQuery, TaskItemFragment } from '../gql/graphql';
import { Button } from '../parts/button';
import { useList, type List } from '../parts/list';
import { Choice, Choices, Empty, ListHead, Listed, Narrowing } from '../parts/listing';
import { News } from '../parts/news';
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
export function Inbox(): ReactNode {
  const w = useWords(inboxWords);
  const words = useWords(entryWords);
  const search = useSearch({ from: '/inkorg' });
  const list = useList(INBOX, { mine: !search.alla, kind: search.slag, state: search.lage }, pick);
  useFreshOnReturn(list.again);
  const { news, leave } = useInboxNews(list);
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>}>
      <News says={news ? w.changed : null} show={list.again} leave={leave} />
      <ul className="tabs">
        <Choice to="/inkorg" search={{ ...search, alla: undefined }}>
          {w.mine}
        </Choice>
        <Choice to="/inkorg" search={{ ...search, alla: true }}>
          {w.everybodys}
        </Choice>
      </ul>
      <div className="with-side side-first">
        <Narrowing label={w.filters}>
          <Choices title={w.state}>
            <Choice to="/inkorg" search={{ ...search, lage: undefined }}>
              {w.current}
            </Choice>
            {(['OPEN', 'CLAIMED', 'DONE'] as const).map((state) => (
              <Choice key={state} to="/inkorg" search={{ ...search, lage: state }}>
                {state === 'OPEN' ? w.open : state === 'CLAIMED' ? w.claimed : w.done}
              </Choice>
            ))}
          </Choices>
          <details className="foldable" open={search.slag !== undefined || undefined}>
            <summary>{w.kind}</summary>
            <ul>
              <Choice to="/inkorg" search={{ ...search, slag: undefined }}>
                {w.all}
              </Choice>
              {TASK_KINDS.map((kind) => (
                <Choice key={kind} to="/inkorg" search={{ ...search, slag: kind }}>
                  {words.taskKind[kind]}
                </Choice>
              ))}
            </ul>
          </details>
        </Narrowing>
        <section aria-label={w.title}>
          <ListHead found={list.data && w.found(list.data.inbox.totalCount)} />
          <Listed
            of={list}
            lines={12}
            empty={
              <Empty says={search.alla ? w.empty : w.emptyMine}>
                {search.alla ? null : (
                  <Link to="/inkorg" search={{ alla: true }}>
                    {w.showAll}
                  </Link>
                )}
              </Empty>
            }
          >
            {(nodes) => (
              <ul className="items">
                {nodes.map((task) => (
                  <TaskItem key={task.id} of={task}>
                    <Actions of={task} done={list.again} />
                  </TaskItem>
                ))}
              </ul>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

const CHANGED = graphql(`
  subscription InboxChanged {
    inboxChanged {
      id
    }
  }
`);

const PEEK = graphql(`
  query InboxPeek($mine: Boolean!, $kind: TaskKind, $state: TaskState) {
    inbox(first: 20, mine: $mine, kind: $kind, state: $state) {
      totalCount
      nodes {
        id
        version
      }
    }
  }
`);

/** Whether other tasks than those shown stand first now. They are not put in place of them: somebody may be about to press. */
function useInboxNews(list: List<InboxPageQuery, Row>): { news: boolean; leave: () => void } {
  const search = useSearch({ from: '/inkorg' });
  const client = useClient();
  const [news, setNews] = useState(false);
  const first = list.data?.inbox.nodes;
  const count = list.data?.inbox.totalCount;
  useEffect(() => setNews(false), [first]);
  const peek = useSettled(() => {
    const variables = { mine: !search.alla, kind: search.slag, state: search.lage };
    void client
      .query(PEEK, variables, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => {
        const order = (tasks: readonly { id: string; version: number }[]): string =>
          tasks.map(({ id, version }) => `${id} ${version}`).join();
        // More than before is news also where it comes after the first page.
        if (data && first) setNews(data.inbox.totalCount !== count || order(data.inbox.nodes) !== order(first));
      });
  });
  useLive(CHANGED, {}, peek);
  return { news, leave: () => setNews(false) };
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
        <span data-keys="t">
          <Button
            size="medium"
            variant="secondary"
            isDisabled={busy}
            aria-label={`${w.claim}: ${title}`}
            onPress={() => run(claim, w.claimed1)}
          >
            {w.claim}
          </Button>
        </span>
      ) : null}
      {may('release') ? (
        <span data-keys="l">
          <Button
            size="medium"
            variant="tertiary"
            isDisabled={busy}
            aria-label={`${w.release}: ${title}`}
            onPress={() => run(release, w.released)}
          >
            {w.release}
          </Button>
        </span>
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
