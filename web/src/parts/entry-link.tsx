import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../session/session';
import { measureName } from '../strategy/address';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';

export interface LinkedEntry {
  id: string;
  ref?: string | null;
  kind: string;
  title: string;
}

const PAGES = {
  GUIDANCE: '/vagledning/$ref',
  BARRIER: '/hinder/$ref',
  CASE: '/arenden/$ref',
  DOSSIER: '/lagstiftning/$ref',
  GOAL: '/paverkan/mal/$ref',
  ACTION: '/paverkan/insatser/$ref',
  MEASURE: '/strategi/$ref',
  REPORT: '/uppfoljning/$ref',
} as const;

type EntryPage = (typeof PAGES)[keyof typeof PAGES] | '/arbete/$ref' | '/fragor/$ref';

/** The page where this reader works with a thing; null where its kind has none of its own. */
export function pageOf(kind: string, staff: boolean): EntryPage | null {
  if (kind === 'QUESTION') return staff ? '/arbete/$ref' : '/fragor/$ref';
  return kind in PAGES ? PAGES[kind as keyof typeof PAGES] : null;
}

/** What stands for it in the address of its page. */
export const nameOf = ({ kind, ref, id }: { kind: string; ref?: string | null; id: string }): string =>
  kind === 'MEASURE' && ref ? measureName(ref) : (ref ?? id);

/** To a thing in the catalogue, where this reader works with it. */
export function EntryLink({ entry, children }: { entry: LinkedEntry; children?: ReactNode }): ReactNode {
  const { untitled } = useWords(entryWords);
  const { staff } = useSession();
  return (
    <Link to={pageOf(entry.kind, staff) ?? '/entry/$ref'} params={{ ref: nameOf(entry) }}>
      {children ?? (entry.title || untitled)}
    </Link>
  );
}
