/**
 * What somebody is writing, kept in the browser until the server has it: a closed lid, a lost network or a session that
 * ended takes nothing away. Signing out clears it, so that the next person at the machine finds nothing.
 */

export interface Draft<T> {
  value: T;
  /** Version of the thing on the server that the writing began from; null for something new. */
  baseVersion: number | null;
  savedAt: string;
}

const PREFIX = 'lagrum:draft:';

/** A browser may keep nothing (private window, full disk): then the page lives by the server's own saving. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function readDraft<T>(person: string, key: string): Draft<T> | null {
  try {
    const text = storage()?.getItem(`${PREFIX}${person}:${key}`);
    return text ? (JSON.parse(text) as Draft<T>) : null;
  } catch {
    return null;
  }
}

/** False when the browser could not keep it: whoever writes is to be told. */
export function keepDraft<T>(person: string, key: string, value: T, baseVersion: number | null): boolean {
  try {
    const draft: Draft<T> = { value, baseVersion, savedAt: new Date().toISOString() };
    const at = storage();
    if (!at) return false;
    at.setItem(`${PREFIX}${person}:${key}`, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(person: string, key: string): void {
  try {
    storage()?.removeItem(`${PREFIX}${person}:${key}`);
  } catch {
    // Nothing is kept, so nothing is to be dropped.
  }
}

export function draftKeys(person: string): string[] {
  const at = storage();
  if (!at) return [];
  const prefix = `${PREFIX}${person}:`;
  return Object.keys(at)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

/** Everybody's, at signing out. */
export function forgetDrafts(): void {
  const at = storage();
  if (!at) return;
  for (const key of Object.keys(at)) if (key.startsWith(PREFIX)) at.removeItem(key);
}
