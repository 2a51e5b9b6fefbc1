import { useCallback, useState } from 'react';
import { useSession } from '../session/session';
import { dropDraft, keepDraft, readDraft } from './drafts';

interface Held<T> {
  person: string;
  key: string;
  value: T;
  touched: boolean;
}

/**
 * What somebody writes in a form that is sent in one go: it lies in the browser from the first letter until it has been
 * sent, so that a session that ended, a network that went or a page that was closed takes none of it.
 */
export function useKept<T>(
  key: string,
  empty: T,
): [value: T, change: (value: T) => void, sent: () => void, restored: boolean] {
  const { viewer } = useSession();
  const person = viewer?.person.id ?? '';
  const begun = (): T => readDraft<T>(person, key)?.value ?? empty;
  const [held, setHeld] = useState<Held<T>>(() => ({ person, key, value: begun(), touched: false }));
  let { value } = held;
  // The page may be drawn before it is known who reads it, and for another thing than it was.
  if (held.person !== person || held.key !== key) {
    const same = held.key === key && held.touched;
    value = same ? held.value : begun();
    setHeld({ person, key, value, touched: same });
    if (same && person) keepDraft(person, key, value, null);
  }
  const change = (next: T): void => {
    setHeld({ person, key, value: next, touched: true });
    if (JSON.stringify(next) === JSON.stringify(empty)) dropDraft(person, key);
    else if (person) keepDraft(person, key, next, null);
  };
  const sent = useCallback(() => dropDraft(person, key), [person, key]);
  return [value, change, sent, !held.touched && JSON.stringify(value) !== JSON.stringify(empty)];
}
