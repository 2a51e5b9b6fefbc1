import { createClient } from 'graphql-ws';

/** Who listens may not, or not any more: asking again changes nothing, and the next query says why. */
const REFUSED = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'NOT_FOUND']);
const LONGEST_WAIT_MS = 60_000;

/** Longer each time, and not for all at once: a server that comes back is not met by everybody in the same second. */
const wait = (fault: number): number => Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** fault) * (0.5 + Math.random() / 2);

/** One line for the whole page, open as long as somebody listens. */
const line = createClient({
  url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
  lazyCloseTimeout: 5_000,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: (fault) => new Promise((resolve) => setTimeout(resolve, wait(fault))),
});

function refused(error: unknown): boolean {
  const said = Array.isArray(error) ? (error as { extensions?: { code?: unknown } }[]) : [];
  return said.some(({ extensions }) => typeof extensions?.code === 'string' && REFUSED.has(extensions.code));
}

/** Hears until it is told to stop. Null: the line was broken, and something may have been missed. */
export function follow<D>(
  query: string,
  variables: Record<string, unknown>,
  heard: (data: D | null) => void,
): () => void {
  let stop = (): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let faults = 0;
  const begin = (): void => {
    stop = line.subscribe<D>(
      { query, variables },
      {
        next: ({ data }) => {
          faults = 0;
          if (data) heard(data);
        },
        error: (error) => {
          if (refused(error)) return;
          timer = setTimeout(() => {
            begin();
            heard(null);
          }, wait(++faults));
        },
        complete: () => undefined,
      },
    );
  };
  begin();
  const reconnected = line.on('connected', (_socket, _payload, again) => {
    if (again) heard(null);
  });
  return () => {
    clearTimeout(timer);
    reconnected();
    stop();
  };
}
