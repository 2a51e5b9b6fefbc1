import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { useFreshOnReturn } from '../api/live';
import { graphql } from '../gql';
import type { NotificationListQuery } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { Button } from '../parts/button';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Choice, Empty, Listed } from '../parts/listing';
import { News } from '../parts/news';
import { Page } from '../parts/page';
import { useUnread } from '../session/unread';
import { say } from '../shell/toasts';
import { adminWords } from '../words/admin';
import { isoMoment } from '../words/dates';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const LIST = graphql(`
  query NotificationList($unreadOnly: Boolean!, $after: String) {
    notifications(first: 20, unreadOnly: $unreadOnly, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        message
        createdAt
        readAt
        entry {
          id
          ref
          kind
          title
        }
      }
    }
  }
`);

const READ = graphql(`
  mutation NotificationRead($input: NotificationReadInput!) {
    notificationRead(input: $input) {
      notification {
        id
        readAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const READ_ALL = graphql(`
  mutation NotificationReadAll($input: NotificationReadAllInput!) {
    notificationReadAll(input: $input) {
      count
      userErrors {
        ...Refusal
      }
    }
  }
`);

const pick = (data: NotificationListQuery): NotificationListQuery['notifications'] => data.notifications;
export function Notifications(): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const { alla } = useSearch({ from: '/aviseringar' });
  const list = useList(LIST, { unreadOnly: !alla }, pick);
  const [read] = useAct(READ);
  const [readAll, reading] = useAct(READ_ALL);
  const unread = useUnread();
  const known = useRef(unread);
  const [news, setNews] = useState(false);
  useEffect(() => {
    if (unread > known.current && list.data) setNews(true);
    known.current = unread;
  }, [unread, list.data]);
  useFreshOnReturn(list.again);
  const markAll = async (): Promise<void> => {
    const outcome = await readAll({});
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    say(w.markedAll);
    list.again();
  };
  const mark = async (id: string): Promise<void> => {
    const outcome = await read({ id });
    if (!outcome.done) say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    list.again();
  };
  return (
    <Page
      title={w.notifications}
      lead={<p>{w.notificationsLead}</p>}
      actions={
        list.nodes.some(({ readAt }) => !readAt) ? (
          <Button size="medium" variant="secondary" isDisabled={reading} onPress={() => void markAll()}>
            {w.markAll}
          </Button>
        ) : null
      }
    >
      <News
        says={news ? w.newNotifications : null}
        show={() => {
          setNews(false);
          list.again();
        }}
        leave={() => setNews(false)}
      />
      <ul className="tabs">
        <Choice to="/aviseringar">{w.unread}</Choice>
        <Choice to="/aviseringar" search={{ alla: true }}>
          {w.allOfThem}
        </Choice>
      </ul>
      <Listed of={list} lines={10} empty={<Empty says={alla ? w.noNotifications : w.noUnread} />}>
        {(nodes) => (
          <ul className="items">
            {nodes.map((one) => (
              <li key={one.id} className="task">
                <div className="task-main">
                  <p className={one.readAt ? undefined : 'item-title'}>{one.message}</p>
                  <div className="item-meta">
                    {one.readAt ? null : <Badge tone="going">{w.isNew}</Badge>}
                    <time dateTime={one.createdAt}>{isoMoment(one.createdAt)}</time>
                    {one.entry ? (
                      <>
                        <span className="ref">{one.entry.ref}</span>
                        <EntryLink entry={one.entry} />
                      </>
                    ) : null}
                  </div>
                </div>
                {one.readAt ? null : (
                  <div className="task-actions">
                    <Button
                      size="medium"
                      variant="tertiary"
                      aria-label={`${w.mark}: ${one.message}`}
                      onPress={() => void mark(one.id)}
                    >
                      {w.mark}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Page>
  );
}
