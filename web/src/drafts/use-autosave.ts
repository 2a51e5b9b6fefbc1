import { useBlocker } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Autosave, type SaveState } from './autosave';

/** One Autosave for as long as the page stands; made anew by giving the component another key. */
export function useAutosave<T extends object>(make: () => Autosave<T>): [Autosave<T>, SaveState<T>] {
  const [autosave] = useState(make);
  const state = useSyncExternalStore(autosave.subscribe, () => autosave.state);
  useEffect(() => {
    const online = (): void => void autosave.flush();
    window.addEventListener('online', online);
    autosave.resume();
    return () => {
      window.removeEventListener('online', online);
      autosave.stop();
    };
  }, [autosave]);
  // The browser asks before it closes what it could not keep; within the application everything is kept already.
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: () => autosave.state.status === 'nowhere' });
  return [autosave, state];
}
