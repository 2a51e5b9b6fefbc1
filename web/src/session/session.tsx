import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { Provider, useQuery, type CombinedError } from 'urql';
import { createApiClient, OWN_HEADERS } from '../api/client';
import { setConnection } from '../api/connection';
import { forgetDrafts } from '../drafts/drafts';
import { graphql } from '../gql';
import type { SessionQuery } from '../gql/graphql';

const SESSION = graphql(`
  query Session {
    viewer {
      language
      permissions
      person {
        id
        name
        email
      }
      memberships {
        id
        role
        unit {
          id
          name
        }
        organisation {
          id
          name
          shortName
          kind
        }
      }
    }
  }
`);

export type Viewer = NonNullable<SessionQuery['viewer']>;
export type RoleName = Viewer['memberships'][number]['role'];

export interface Session {
  /** Null: nobody is signed in. */
  viewer: Viewer | null;
  /** False until the server has said who is signed in. */
  known: boolean;
  /** Why it has never said so: nothing is known of whoever reads, and nothing may be guessed. */
  trouble: CombinedError | null;
  may(permission: string): boolean;
  has(...roles: RoleName[]): boolean;
  /** Whether the person works at the association. */
  staff: boolean;
  signIn(): void;
  signOut(): Promise<void>;
  refresh(): void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session here');
  return session;
}

/** The document came without anything that could say who reads: nobody is signed in, and nobody needs to be asked. */
const nobody = document.querySelector('meta[name="lagrum-reader"]')?.getAttribute('content') === 'nobody';
const NOBODY: SessionQuery = { viewer: null };

/** Where one comes back to after signing in: the page one is on. */
export const signInAddress = (): string =>
  `/login?return=${encodeURIComponent(encodeURI(decodeURI(location.pathname)) + location.search)}`;

export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const [client] = useState(createApiClient);
  return (
    <Provider value={client}>
      <Known>{children}</Known>
    </Provider>
  );
}

function Known({ children }: { children: ReactNode }): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: SESSION, pause: nobody });
  const refresh = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  // A question that failed later on tells nothing new: who was signed in still is, as far as anybody knows.
  const last = useRef<SessionQuery | undefined>(undefined);
  if (data && !error) last.current = data;
  const said = last.current ?? (nobody ? NOBODY : undefined);
  const viewer = said?.viewer ?? null;
  const session = useMemo<Session>(() => {
    const permissions = new Set(viewer?.permissions);
    const roles = new Set(viewer?.memberships.map(({ role }) => role));
    return {
      viewer,
      known: said !== undefined,
      trouble: said === undefined ? (error ?? null) : null,
      may: (permission) => permissions.has(permission),
      has: (...wanted) => wanted.some((role) => roles.has(role)),
      staff: viewer?.memberships.some(({ organisation }) => organisation?.kind === 'ASSOCIATION') ?? false,
      signIn: () => location.assign(signInAddress()),
      signOut: async () => {
        const answer = await fetch('/logout', { method: 'POST', headers: OWN_HEADERS, credentials: 'same-origin' });
        if (!answer.ok) throw new Error(`Signing out answered ${answer.status}`);
        forgetDrafts();
        setConnection('well');
        const { redirect } = (await answer.json()) as { redirect: string | null };
        location.assign(redirect ?? '/');
      },
      refresh,
    };
  }, [viewer, said, error, refresh]);
  return <SessionContext value={session}>{children}</SessionContext>;
}
