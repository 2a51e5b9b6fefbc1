import { useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../drafts/drafts';
import { useSession } from '../session/session';
import { initialOf, type Asked, type Value, type Values } from './acts';

/** What takes thought to write; a choice is soon made again. */
const WRITTEN: readonly Asked['kind'][] = ['text', 'line', 'lines'];

interface Kept {
  values: Values;
  /** What stood there before it was changed: where something else stands now, it is not put in its place unseen. */
  initial: Values;
}

/**
 * What is filled in. Words that somebody wrote lie in the browser until they have been sent: a reason for refusing may be
 * half a page, and a session that ended or a form that was closed takes none of it. Without `key` nothing is kept.
 */
export function useValues(
  fields: readonly Asked[],
  key: string | undefined,
): [values: Values, change: (name: string, value: Value) => void, sent: () => void] {
  const { viewer } = useSession();
  const person = viewer?.person.id ?? '';
  const keeps = key !== undefined && person !== '';
  const [values, setValues] = useState<Values>(() => {
    const initial = initialOf(fields);
    const kept = keeps ? readDraft<Kept>(person, key)?.value : undefined;
    const written = fields.filter(
      ({ kind, name }) => WRITTEN.includes(kind) && kept?.values[name] && kept.initial[name] === initial[name],
    );
    return { ...initial, ...Object.fromEntries(written.map(({ name }) => [name, kept!.values[name]])) };
  });
  const change = (name: string, value: Value): void => {
    const next = { ...values, [name]: value };
    setValues((all) => ({ ...all, [name]: value }));
    if (!keeps) return;
    const initial = initialOf(fields);
    const written = fields.filter(
      (one) => WRITTEN.includes(one.kind) && next[one.name] && next[one.name] !== initial[one.name],
    );
    if (!written.length) return dropDraft(person, key);
    const of = (from: Values): Values => Object.fromEntries(written.map((one) => [one.name, from[one.name]]));
    keepDraft(person, key, { values: of(next), initial: of(initial) } satisfies Kept, null);
  };
  const sent = (): void => {
    if (keeps) dropDraft(person, key);
  };
  return [values, change, sent];
}
