import { useSyncExternalStore } from 'react';

export type Language = 'sv' | 'en';

/** The words of one part of the application. Swedish is written first; the type demands the same words in English. */
export interface Words<T extends object> {
  sv: T;
  en: T;
}

export function words<T extends object>(sv: T, en: NoInfer<T>): Words<T> {
  return { sv, en };
}

const KEY = 'lagrum:language';
const listeners = new Set<() => void>();
let current: Language = read();

function read(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'sv';
  } catch {
    return 'sv';
  }
}

/** Swedish first, also in a browser that prefers something else: whoever wants English says so once. */
export const language = (): Language => current;

export function setLanguage(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

export function useWords<T extends object>(of: Words<T>): T {
  return of[useLanguage()];
}
