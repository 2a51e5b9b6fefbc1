import { cacheExchange, Client, fetchExchange, mapExchange, type CombinedError } from 'urql';
import { language } from '../words/words';
import { setConnection } from './connection';

const PATIENCE_MS = 30_000;

/** What the server demands of a browser: a header that no other site can send (see README, GraphQL from a browser). */
export const OWN_HEADERS = { 'x-lagrum-request': '1' };

export function codeOf(error: CombinedError | undefined): string | null {
  const code = error?.graphQLErrors[0]?.extensions?.code;
  return typeof code === 'string' ? code : null;
}

function patient(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(init?.signal ? [init.signal] : [])];
  return fetch(input, { ...init, signal: AbortSignal.any(signals) });
}

/** A new one at sign-in and sign-out: nothing that one person read is left for the next. */
export function createApiClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetch: patient,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { ...OWN_HEADERS, 'accept-language': language() },
    }),
    exchanges: [
      cacheExchange,
      mapExchange({
        onResult(result) {
          const { error } = result;
          if (error?.networkError && !error.response) setConnection('offline');
          else if (codeOf(error) === 'UNAUTHENTICATED') setConnection('signedOut');
          else if (result.data) setConnection('well');
        },
      }),
      fetchExchange,
    ],
  });
}
