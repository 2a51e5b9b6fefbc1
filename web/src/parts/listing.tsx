import { Link, type LinkComponent } from '@tanstack/react-router';
import { useId, useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import type { List } from './list';
import { Loaded } from './loaded';
import { More } from './more';

/** The things of a list, or what to say when there are none; and the way to the next page of them. */
export function Listed<N>({
  of,
  lines,
  waits,
  empty,
  children,
}: {
  of: List<unknown, N>;
  /** Room that is held for them. */
  lines: number;
  /** What they are narrowed by is not known yet. */
  waits?: boolean;
  empty: ReactNode;
  children: (nodes: N[]) => ReactNode;
}): ReactNode {
  return (
    <>
      <Loaded of={waits ? { fetching: true } : of} again={of.again} lines={lines}>
        {() => (of.nodes.length ? children(of.nodes) : empty)}
      </Loaded>
      <More of={of} />
    </>
  );
}

/** Nothing here: said in words, with a way on. */
export function Empty({ says, children }: { says: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p>{says}</p>
      {children ? <p>{children}</p> : null}
    </div>
  );
}

/** How many there are, and beside it how they are ordered. */
export function ListHead({ found, children }: { found: string | undefined; children?: ReactNode }): ReactNode {
  return (
    <div className="list-head">
      <p role="status" className="soft">
        {found}
      </p>
      {children}
    </div>
  );
}

export function Order<T extends string>({
  label,
  orders,
  value,
  choose,
}: {
  label: string;
  orders: Record<T, string>;
  value: T;
  choose: (order: T) => void;
}): ReactNode {
  return (
    <label className="order">
      <span>{label}</span>
      <select value={value} onChange={({ target }) => choose(target.value as T)}>
        {Object.entries<string>(orders).map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

// As .with-side in parts.css.
const narrow = matchMedia('(max-width: 56rem)');
const onNarrow = (changed: () => void): (() => void) => {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
};

/** What a list can be narrowed by: beside it; above it and folded where there is no room beside it. */
export function Narrowing({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const w = useWords(shellWords);
  const above = useSyncExternalStore(onNarrow, () => narrow.matches);
  if (!above)
    return (
      <section className="filters" aria-label={label}>
        {children}
      </section>
    );
  return (
    <details className="foldable filters-fold">
      <summary>{w.narrowing}</summary>
      <section className="filters" aria-label={label}>
        {children}
      </section>
    </details>
  );
}

/** Words to narrow a list by; they go into the address when they are sent. */
export function FilterWords({
  label,
  name,
  initial,
  search,
}: {
  label: string;
  /** Of the search, where the label is short. */
  name?: string;
  initial: string | undefined;
  search: (words: string | undefined) => void;
}): ReactNode {
  const shell = useWords(shellWords);
  const id = useId();
  const [text, setText] = useState(initial ?? '');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    search(text.trim() || undefined);
  };
  return (
    <form role="search" aria-label={name ?? label} onSubmit={onSubmit} className="filter-words">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="row row-tight">
        <input id={id} type="search" maxLength={200} value={text} onChange={({ target }) => setText(target.value)} />
        <button type="submit" className="button button-second">
          {shell.searchButton}
        </button>
      </div>
    </form>
  );
}

/** The choices of one filter, with its name where the choices do not say it. */
export function Choices({ title, children }: { title?: string; children: ReactNode }): ReactNode {
  return (
    <div>
      {title ? <h2 className="label">{title}</h2> : null}
      <ul>{children}</ul>
    </div>
  );
}

const EXACT = { exact: true, includeSearch: true } as const;

/** A choice among those of a filter: the one that stands in the address, not every link to this page. */
export const Choice: LinkComponent<'a'> = (props) => (
  <li>
    <Link activeOptions={EXACT} {...props} />
  </li>
);

type Head = string | { numeric: string } | { hidden: string };

/** A table that scrolls within its own region where the screen is narrow. */
export function Table({
  label,
  heads,
  className,
  children,
}: {
  label: string;
  heads: Head[];
  className?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className={className ? `table ${className}` : 'table'}>
        <thead>
          <tr>
            {heads.map((head) => {
              if (typeof head === 'string')
                return (
                  <th key={head} scope="col">
                    {head}
                  </th>
                );
              return 'numeric' in head ? (
                <th key={head.numeric} scope="col" className="numeric">
                  {head.numeric}
                </th>
              ) : (
                <th key={head.hidden} scope="col">
                  <span className="visually-hidden">{head.hidden}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
