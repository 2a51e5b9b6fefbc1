import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { useRested } from '../shell/suggest';
import { actionWords } from '../words/actions';
import { useLanguage, useWords } from '../words/words';
import type { Asked, Value } from './acts';

interface Attributes {
  id: string;
  className: string;
  required?: boolean;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

const AREAS = graphql(`
  query ActAreas($lang: Language!) {
    subjectAreas {
      id
      key
      label(lang: $lang)
      narrower {
        id
        key
        label(lang: $lang)
      }
    }
  }
`);

export function useAreas() {
  const lang = useLanguage();
  const [{ data }] = useQuery({ query: AREAS, variables: { lang } });
  return data?.subjectAreas;
}

export function Areas({
  value,
  change,
  ...attributes
}: Attributes & { value: string[]; change: (value: string[]) => void }): ReactNode {
  const w = useWords(actionWords);
  const areas = useAreas();
  const every = areas?.flatMap((area) => [area, ...area.narrower]) ?? [];
  return (
    <>
      <ul className="chips">
        {every
          .filter(({ id }) => value.includes(id))
          .map(({ id, label }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={w.takeAway(label)}
                onClick={() => change(value.filter((one) => one !== id))}
              >
                {label} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
      </ul>
      <select
        {...attributes}
        required={attributes.required && value.length === 0}
        value=""
        onChange={({ target }) => {
          if (target.value) change([...value, target.value]);
        }}
      >
        <option value="">{value.length ? w.chooseMore : w.choose}</option>
        {areas?.map((area) => (
          <optgroup key={area.id} label={area.label}>
            {[area, ...area.narrower]
              .filter(({ id }) => !value.includes(id))
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

const BY_REF = graphql(`
  query ActEntryByRef($ref: String!) {
    entry(ref: $ref) {
      id
      ref
      kind
      title
    }
  }
`);

/** A thing by what people say aloud; its title tells that it is the right one. */
export function EntryChoice({
  of,
  change,
  ...attributes
}: Attributes & {
  of: Extract<Asked, { kind: 'entry' | 'entries' }>;
  change: (value: Value) => void;
}): ReactNode {
  const w = useWords(actionWords);
  const [ref, setRef] = useState('');
  const [chosen, setChosen] = useState<{ id: string; title: string; ref?: string | null }[]>([]);
  const rested = useRested(ref.trim(), 300);
  const [{ data, fetching }] = useQuery({ query: BY_REF, variables: { ref: rested }, pause: !rested });
  const entry = rested ? data?.entry : undefined;
  const fits = entry && entry.ref?.toUpperCase() === rested.toUpperCase() && (!of.of || entry.kind === of.of);
  const found = fits ? entry : undefined;
  const many = of.kind === 'entries';
  const foundId = found?.id;
  useEffect(() => {
    if (!many) change(foundId);
    else if (found && !chosen.some(({ id }) => id === found.id)) {
      const all = [...chosen, found];
      setChosen(all);
      change(all.map(({ id }) => id));
      setRef('');
    }
  }, [foundId]); // eslint-disable-line react-hooks/exhaustive-deps -- the callback is another at each drawing; only another value is news
  return (
    <>
      {many && chosen.length ? (
        <ul className="chips">
          {chosen.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-label={w.takeAway(one.title)}
                onClick={() => {
                  const rest = chosen.filter(({ id }) => id !== one.id);
                  setChosen(rest);
                  change(rest.map(({ id }) => id));
                }}
              >
                {one.ref} {one.title} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        {...attributes}
        required={attributes.required && !(many && chosen.length)}
        autoComplete="off"
        value={ref}
        aria-describedby={`${attributes['aria-describedby'] ?? ''} ${attributes.id}-found`.trim()}
        onChange={(event) => setRef(event.target.value)}
      />
      <span id={`${attributes.id}-found`} role="status" className="field-help">
        {found && !many
          ? w.entryFound(found.title)
          : rested && !fetching && data && !found
            ? w.entryMissing
            : w.entryExample(of.example)}
      </span>
    </>
  );
}

const ORGANISATIONS = graphql(`
  query ActOrganisations($query: String!) {
    organisations(first: 8, filter: { query: $query }) {
      nodes {
        id
        name
      }
    }
  }
`);

/** An organisation by its name: written, then chosen among those that fit. */
export function Organisation({
  initial = '',
  written,
  change,
  ...attributes
}: Attributes & {
  initial?: string;
  /** Told of every change of the text, also of one that no organisation has. */
  written?: (text: string) => void;
  change: (value: Value) => void;
}): ReactNode {
  const w = useWords(actionWords);
  const [text, setOwn] = useState(initial);
  const setText = (next: string): void => {
    setOwn(next);
    written?.(next);
  };
  const rested = useRested(text.trim(), 250);
  const [{ data }] = useQuery({ query: ORGANISATIONS, variables: { query: rested }, pause: rested.length < 2 });
  const found = rested.length < 2 ? [] : (data?.organisations.nodes ?? []);
  const exact = found.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase());
  const exactId = exact?.id;
  // What stood there from the beginning stands until somebody writes.
  const untouched = initial !== '' && text === initial;
  useEffect(() => {
    if (!untouched) change(exactId);
  }, [exactId, untouched]); // eslint-disable-line react-hooks/exhaustive-deps -- the callback is another at each drawing; only another value is news
  return (
    <>
      <input
        {...attributes}
        autoComplete="off"
        value={text}
        aria-describedby={`${attributes['aria-describedby'] ?? ''} ${attributes.id}-found`.trim()}
        onChange={({ target }) => setText(target.value)}
      />
      <span id={`${attributes.id}-found`} role="status" className="field-help">
        {exact
          ? w.organisationFound(exact.name)
          : rested.length < 2
            ? w.organisationHelp
            : w.organisationsFound(found.length)}
      </span>
      {exact ? null : (
        <ul className="chips">
          {found.map(({ id, name }) => (
            <li key={id}>
              <button type="button" onClick={() => setText(name)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
