import { cacheExchange, Client, fetchExchange, mapExchange, type CombinedError } from 'urql';
import { language } from '../words/words';
import { setConnection } from './connection';
import { noteFailing } from './failing';

const PATIENCE_MS = 30_000;

/** What the server demands of a browser: a header that no other site can send (see README, GraphQL from a browser). */
export const OWN_HEADERS = { 'x-lagrum-request': '1' };

export function codeOf(error: CombinedError | undefined): string | null {
  const code = error?.graphQLErrors[0]?.extensions?.code;
  return typeof code === 'string' ? code : null;
}

/** A fault of the server or the network, which may be gone the next time; not that something is refused or not there. */
const isOurs = (error: CombinedError | undefined): boolean =>
  error !== undefined && (error.networkError !== undefined || [null, 'INTERNAL'].includes(codeOf(error)));

/** Each field of it failed: null is then no "there is none", and no page may take it for one. */
const hollow = (data: unknown): boolean =>
  Object.entries(data as object).every(([name, field]) => field === null || name === '__typename');

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
        onOperation(operation) {
          if (operation.kind === 'teardown') noteFailing(operation, false);
        },
        onResult(result) {
          const { error, operation } = result;
          if (operation.kind === 'query') noteFailing(operation, isOurs(error));
          if (error?.networkError && !error.response) setConnection('offline');
          else if (codeOf(error) === 'UNAUTHENTICATED') setConnection('signedOut');
          else if (result.data) setConnection('well');
          return error && result.data && hollow(result.data) ? { ...result, data: undefined } : result;
        },
      }),
      fetchExchange,
    ],
  });
}
