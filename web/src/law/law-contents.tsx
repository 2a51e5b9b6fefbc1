import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { wordsOf, type Line, type Section } from './contents';

interface Branch {
  line: Line;
  children: Branch[];
}

function treeOf(toc: readonly Line[]): Branch[] {
  const all = new Map<string, Branch>();
  const roots: Branch[] = [];
  for (const line of toc) {
    const branch = { line, children: [] };
    all.set(line.id, branch);
    const above = line.parent ? all.get(line.parent) : undefined;
    (above?.children ?? roots).push(branch);
  }
  return roots;
}

const anchorOf = (line: Line): string => line.fragment ?? line.id;

/** The table of contents: links within lists that fold, each fold a button of its own, so Tab and Enter are enough. */
export function Contents({
  toc,
  sections,
  current,
  number,
  datum,
}: {
  toc: readonly Line[];
  sections: readonly Section[];
  current: Section;
  number: string;
  datum?: string;
}): ReactNode {
  const w = useWords(lawWords);
  const tree = useMemo(() => treeOf(toc), [toc]);
  const folded = useMemo(() => toc.filter((line) => toc.some(({ parent }) => parent === line.id)), [toc]);
  const beginning = useMemo(() => {
    const open = new Set(folded.filter(({ kind }) => kind === 'PART').map(({ id }) => id));
    for (const line of current.lines) if (line.kind === 'CHAPTER' && current.key) open.add(line.id);
    return open;
  }, [folded, current]);
  const [open, setOpen] = useState<ReadonlySet<string>>(beginning);
  useEffect(() => setOpen((before) => new Set([...before, ...beginning])), [beginning]);
  const toggle = (id: string): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  const link = (line: Line, words: ReactNode): ReactNode => {
    const section = sections.length > 1 ? sections.find(({ lines }) => lines.includes(line)) : undefined;
    return (
      <Link
        to="/lag/sfs/$number"
        params={{ number }}
        search={{ datum, kap: section?.key ?? undefined }}
        hash={anchorOf(line)}
        activeProps={{}}
        aria-current={section && section === current && line.kind === 'CHAPTER' ? 'true' : undefined}
      >
        {words}
      </Link>
    );
  };
  const branch = ({ line, children }: Branch): ReactNode => {
    const words = wordsOf(line, w.transitionalHeading);
    if (!children.length)
      return (
        <li key={line.id} className={line.kind === 'SECTION' ? 'law-toc-section' : undefined}>
          {link(line, line.kind === 'SECTION' ? line.label : words)}
        </li>
      );
    const shown = open.has(line.id);
    return (
      <li key={line.id} className={`law-toc-${line.kind.toLowerCase()}`}>
        <div className="law-toc-row">
          <button
            type="button"
            aria-expanded={shown}
            aria-label={`${w.contents}: ${words}`}
            onClick={() => toggle(line.id)}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M9 6l6 6-6 6" />
            </svg>
          </button>
          {link(line, words)}
        </div>
        {shown ? <ul>{children.map(branch)}</ul> : null}
      </li>
    );
  };
  return (
    <nav className="law-toc" aria-label={w.contents}>
      <div className="law-toc-head">
        <h2>{w.contents}</h2>
        {folded.length ? (
          <button
            type="button"
            className="link small"
            onClick={() => setOpen(open.size >= folded.length ? new Set() : new Set(folded.map(({ id }) => id)))}
          >
            {open.size >= folded.length ? w.collapseAll : w.expandAll}
          </button>
        ) : null}
      </div>
      <ul>{tree.map(branch)}</ul>
    </nav>
  );
}
