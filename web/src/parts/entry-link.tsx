import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../session/session';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';

export interface LinkedEntry {
  id: string;
  ref?: string | null;
  kind: string;
  title: string;
}

/** To a thing in the catalogue, where this reader works with it. */
export function EntryLink({ entry, children }: { entry: LinkedEntry; children?: ReactNode }): ReactNode {
  const { untitled } = useWords(entryWords);
  const { staff } = useSession();
  const key = entry.ref ?? entry.id;
  const text = children ?? (entry.title || untitled);
  if (entry.kind === 'QUESTION')
    return staff ? (
      <Link to="/arbete/$ref" params={{ ref: key }}>
        {text}
      </Link>
    ) : (
      <Link to="/fragor/$ref" params={{ ref: key }}>
        {text}
      </Link>
    );
  if (entry.kind === 'GUIDANCE')
    return (
      <Link to="/vagledning/$ref" params={{ ref: key }}>
        {text}
      </Link>
    );
  if (entry.kind === 'BARRIER')
    return (
      <Link to="/hinder/$ref" params={{ ref: key }}>
        {text}
      </Link>
    );
  if (entry.kind === 'DOSSIER')
    return (
      <Link to="/lagstiftning/$ref" params={{ ref: key }}>
        {text}
      </Link>
    );
  if (entry.kind === 'GOAL')
    return (
      <Link to="/paverkan/mal/$ref" params={{ ref: key }}>
        {text}
      </Link>
    );
  if (entry.kind === 'ACTION')
    return (
      <Link to="/paverkan/insatser/$ref" params={{ ref: key }}>
        {text}
      </Link>
    );
  return (
    <Link to="/entry/$ref" params={{ ref: key }}>
      {text}
    </Link>
  );
}
