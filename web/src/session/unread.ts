import { useState } from 'react';
import { useQuery } from 'urql';
import { useFreshOnReturn, useLive } from '../api/live';
import { graphql } from '../gql';
import { useSession } from './session';

const UNREAD = graphql(`
  query Unread {
    unreadNotificationCount
  }
`);

const TOLD = graphql(`
  subscription NotificationsChanged {
    notificationsChanged {
      unread
    }
  }
`);

/** How many notifications wait to be read, as it is now. */
export function useUnread(): number {
  const { viewer } = useSession();
  const [{ data }, ask] = useQuery({ query: UNREAD, pause: !viewer });
  const [told, setTold] = useState<{ after: typeof data; unread: number }>();
  const again = (): void => ask({ requestPolicy: 'network-only' });
  useFreshOnReturn(again);
  useLive(TOLD, {}, (change) => {
    if (change) setTold({ after: data, unread: change.notificationsChanged.unread });
    else again();
  });
  // What was told holds until the server is asked anew.
  return (told && told.after === data ? told.unread : data?.unreadNotificationCount) ?? 0;
}
