import { useEffect, useId, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { useRested } from '../shell/suggest';
import { useSession } from '../session/session';
import { actionWords } from '../words/actions';
import { entryWords } from '../words/entries';
import { useLanguage, useWords } from '../words/words';
import type { ActionField } from './specs';

export type FieldValue = string | string[] | boolean | undefined;

interface FieldProps {
  of: ActionField;
  value: FieldValue;
  change: (value: FieldValue) => void;
  error?: string;
}

export function Field({ of, value, change, error }: FieldProps): ReactNode {
  const w = useWords(actionWords);
  const id = useId();
  const required = 'required' in of && of.required === true;
  const label = (
    <label className="label" htmlFor={id}>
      {w.fields[of.name]} {required || of.kind !== 'text' ? null : <span className="soft">{w.optional}</span>}
    </label>
  );
  const wrong = error ? (
    <span id={`${id}-wrong`} className="field-error">
      {error}
    </span>
  ) : null;
  const described = { 'aria-invalid': error ? true : undefined, 'aria-describedby': error ? `${id}-wrong` : undefined };
  if (of.kind === 'text')
    return (
      <div className="field">
        {label}
        <textarea
          id={id}
          className="field-plain"
          rows={4}
          required={required}
          value={(value as string | undefined) ?? ''}
          onChange={(event) => change(event.target.value)}
          {...described}
        />
        {wrong}
      </div>
    );
  if (of.kind === 'person')
    return (
      <div className="field">
        {label}
        <Person of={of} id={id} value={(value as string | undefined) ?? ''} change={change} required={required} />
        {wrong}
      </div>
    );
  if (of.kind === 'people') return <People of={of} value={(value as string[] | undefined) ?? []} change={change} />;
  if (of.kind === 'areas') return <Areas value={(value as string[] | undefined) ?? []} change={change} />;
  if (of.kind === 'entry')
    return (
      <div className="field">
        {label}
        <EntryChoice id={id} change={change} required={required} />
        {wrong}
      </div>
    );
  return <Choice of={of} value={value} change={change} error={wrong} />;
}

const COLLEAGUES = graphql(`
  query Colleagues($role: Role) {
    colleagues(first: 100, role: $role) {
      nodes {
        id
        name
      }
    }
  }
`);

function useColleagues(role: Extract<ActionField, { role: unknown }>['role']): { id: string; name: string }[] | null {
  const { viewer } = useSession();
  const [{ data }] = useQuery({ query: COLLEAGUES, variables: { role } });
  return data ? data.colleagues.nodes.filter(({ id }) => id !== viewer?.person.id) : null;
}

function Person({
  of,
  id,
  value,
  change,
  required,
}: {
  of: Extract<ActionField, { kind: 'person' }>;
  id: string;
  value: string;
  change: (value: string) => void;
  required: boolean;
}): ReactNode {
  const w = useWords(actionWords);
  const people = useColleagues(of.role);
  if (people?.length === 0 && !of.orMe) return <p className="soft">{w.noPeople}</p>;
  return (
    <select
      id={id}
      className="field-plain"
      required={required}
      value={value}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">{of.orMe ? w.fields.me : w.choosePerson}</option>
      {people?.map((person) => (
        <option key={person.id} value={person.id}>
          {person.name}
        </option>
      ))}
    </select>
  );
}

function People({
  of,
  value,
  change,
}: {
  of: Extract<ActionField, { kind: 'people' }>;
  value: string[];
  change: (value: string[] | undefined) => void;
}): ReactNode {
  const w = useWords(actionWords);
  const people = useColleagues(of.role);
  return (
    <fieldset className="choices">
      <legend>{w.fields[of.name]}</legend>
      {people?.length === 0 ? <p className="soft">{w.noPeople}</p> : null}
      {people?.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={({ target }) => {
              const next = target.checked ? [...value, id] : value.filter((one) => one !== id);
              change(next.length ? next : undefined);
            }}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

const AREAS = graphql(`
  query ActionAreas($lang: Language!) {
    subjectAreas {
      id
      label(lang: $lang)
      narrower {
        id
        label(lang: $lang)
      }
    }
  }
`);

function Areas({ value, change }: { value: string[]; change: (value: string[]) => void }): ReactNode {
  const w = useWords(actionWords);
  const lang = useLanguage();
  const id = useId();
  const [{ data }] = useQuery({ query: AREAS, variables: { lang } });
  const every = data?.subjectAreas.flatMap((area) => [area, ...area.narrower]) ?? [];
  const chosen = every.filter((area) => value.includes(area.id));
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {w.fields.subjectAreas}
      </label>
      <ul className="chips">
        {chosen.map((area) => (
          <li key={area.id}>
            <button type="button" onClick={() => change(value.filter((one) => one !== area.id))}>
              {area.label} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <select
        id={id}
        className="field-plain"
        value=""
        onChange={({ target }) => {
          if (target.value) change([...value, target.value]);
        }}
      >
        <option value="">+</option>
        {data?.subjectAreas.map((area) => (
          <optgroup key={area.id} label={area.label}>
            {[area, ...area.narrower]
              .filter((one) => !value.includes(one.id))
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

const BY_REF = graphql(`
  query ActionEntry($ref: String!) {
    entry(ref: $ref) {
      id
      ref
      title
    }
  }
`);

/** A thing by what people say aloud; its title tells that it is the right one. */
function EntryChoice({
  id,
  change,
  required,
}: {
  id: string;
  change: (value: string | undefined) => void;
  required: boolean;
}): ReactNode {
  const w = useWords(actionWords);
  const [ref, setRef] = useState('');
  const rested = useRested(ref.trim(), 300);
  const [{ data, fetching }] = useQuery({ query: BY_REF, variables: { ref: rested }, pause: !rested });
  const entry = rested ? data?.entry : undefined;
  const found = entry && entry.ref?.toUpperCase() === rested.toUpperCase() ? entry : undefined;
  const foundId = found?.id;
  useEffect(() => change(foundId), [foundId]); // eslint-disable-line react-hooks/exhaustive-deps -- the callback is another at each drawing; only another value is news
  return (
    <>
      <input
        id={id}
        className="field-plain"
        required={required}
        value={ref}
        aria-describedby={`${id}-found`}
        onChange={(event) => setRef(event.target.value)}
      />
      <p id={`${id}-found`} role="status" className="small soft">
        {found ? w.entryFound(found.title) : rested && !fetching && data ? w.entryMissing : w.entryHelp}
      </p>
    </>
  );
}

function Choice({
  of,
  value,
  change,
  error,
}: {
  of: Extract<ActionField, { kind: 'urgency' | 'closeReason' | 'yesNo' }>;
  value: FieldValue;
  change: (value: FieldValue) => void;
  error: ReactNode;
}): ReactNode {
  const w = useWords(actionWords);
  const entries = useWords(entryWords);
  const group = useId();
  const options: [FieldValue, string][] =
    of.kind === 'urgency'
      ? [
          ['NORMAL', entries.urgency.NORMAL],
          ['URGENT', entries.urgency.URGENT],
        ]
      : of.kind === 'yesNo'
        ? [
            [true, w.yes],
            [false, w.no],
          ]
        : Object.entries(w.closeReasons);
  return (
    <fieldset className="choices">
      <legend>{w.fields[of.name]}</legend>
      {options.map(([one, label]) => (
        <label key={String(one)}>
          <input type="radio" name={group} checked={value === one} onChange={() => change(one)} />
          {label}
        </label>
      ))}
      {error}
    </fieldset>
  );
}
