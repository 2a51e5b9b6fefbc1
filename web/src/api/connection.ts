import { useSyncExternalStore } from 'react';

/** How the browser stands to the server, besides answers: what every page shows at its top when it is not well. */
export type Connection = 'well' | 'offline' | 'signedOut';

let state: Connection = 'well';
const listeners = new Set<() => void>();

export function setConnection(next: Connection): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

export const connection = (): Connection => state;

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
