import { useSyncExternalStore } from 'react';
import { makeOperation, type Client, type Operation } from 'urql';

/**
 * What the page has asked for and not been given, whoever on it asked: a part that has no words of its own for a failure, as a
 * list of suggestions or the choices of a field, is not silently empty.
 */
const failing = new Map<number, Operation>();
/** Parts of the page that say it themselves, with a way on. */
let said = 0;
let untold = 0;
const listeners = new Set<() => void>();

function changed(): void {
  untold = Math.max(0, failing.size - said);
  for (const listener of listeners) listener();
}

export function noteFailing(operation: Operation, fails: boolean): void {
  if (fails === failing.has(operation.key)) return;
  if (fails) failing.set(operation.key, operation);
  else failing.delete(operation.key);
  changed();
}

/** Called while a failure is shown; the answer ends it. */
export function sayFailing(): () => void {
  said++;
  changed();
  return () => {
    said--;
    changed();
  };
}

export const askFailingAgain = (client: Client): void => {
  for (const operation of [...failing.values()])
    client.reexecuteOperation(
      makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }),
    );
};

/** How many parts of the page are missing without anybody having said so. */
export const useUntold = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => untold,
  );
