import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { graphql } from '../gql';
import type { FindLawQuery } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { useRested } from '../shell/suggest';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { placeOf, toPlace } from './law-address';
import { LawLink } from './law-text';
import './law.css';

export const FIND = graphql(`
  query FindLaw($text: String!, $asOf: Date) {
    legalReference(text: $text, asOf: $asOf) {
      certain
      message
      suggestions {
        target
        label
        sourceTitle
        existence
        exists
        note
        nameFrom
        nameTo
      }
    }
  }
`);

export type Suggestion = FindLawQuery['legalReference']['suggestions'][number];

const TONES: Record<Suggestion['existence'], Tone> = {
  IN_FORCE: 'done',
  COMING: 'going',
  REPEALED: 'wrong',
  RENUMBERED: 'waiting',
  NO_SUCH_PLACE: 'wrong',
  TEXT_NOT_HERE: 'calm',
  UNCERTAIN: 'calm',
};

const READABLE = new Set<Suggestion['existence']>(['IN_FORCE', 'COMING', 'REPEALED', 'RENUMBERED', 'UNCERTAIN']);
const MOST_TYPED = 200;

/** What can be typed and what it leads to: `OSL 10:2 a`. Enter opens what is certain, else lists what may be meant. */
export function FindLaw({ initial = '', search }: { initial?: string; search: (text: string) => void }): ReactNode {
  const w = useWords(lawWords);
  const id = useId();
  const client = useClient();
  const navigate = useNavigate();
  const [text, setText] = useState(initial);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const typed = text.trim();
    search(typed);
    if (!typed) return;
    const { data } = await client.query(FIND, { text: typed }).toPromise();
    const [first] = data?.legalReference.suggestions ?? [];
    if (!data?.legalReference.certain || !first || !READABLE.has(first.existence)) return;
    const place = placeOf(first.target);
    if (place?.fragment) void navigate(toPlace(place));
  };
  return (
    <form role="search" aria-label={w.box} className="law-find" onSubmit={(event) => void onSubmit(event)}>
      <label className="label" htmlFor={id}>
        {w.box}
      </label>
      <div className="row row-tight">
        <input
          id={id}
          type="search"
          className="field-plain"
          autoComplete="off"
          spellCheck={false}
          maxLength={MOST_TYPED}
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button">
          {w.go}
        </button>
      </div>
      <p id={`${id}-hint`} className="small soft">
        {w.boxHint}
      </p>
    </form>
  );
}

/** Places that a text may mean, those that cannot be opened with why. */
export function Places({ of, day }: { of: readonly Suggestion[]; day?: string }): ReactNode {
  const w = useWords(lawWords);
  return (
    <ul className="items">
      {of.map((one) => (
        <li key={`${one.target} ${one.nameFrom}`}>
          <p className="item-title">
            {READABLE.has(one.existence) ? (
              <LawLink target={one.target} day={day}>
                {one.label}
              </LawLink>
            ) : (
              one.label
            )}
          </p>
          <div className="item-meta">
            <Badge tone={TONES[one.existence]}>{w.existence[one.existence]}</Badge>
            {one.sourceTitle ? <span>{one.sourceTitle}</span> : null}
          </div>
          {one.note ? <p className="small soft">{one.note}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** A box to look up a provision beside what one is writing: what it says opens in place. */
export function LookUp({ day }: { day?: string }): ReactNode {
  const w = useWords(lawWords);
  const id = useId();
  const [text, setText] = useState('');
  const rested = useRested(text.trim(), 350);
  const [{ data }] = useQuery({
    query: FIND,
    variables: { text: rested.slice(0, MOST_TYPED), asOf: day },
    pause: rested.length < 2,
  });
  const found = rested.length < 2 ? null : (data?.legalReference ?? null);
  return (
    <section className="card">
      <h2>
        <label htmlFor={id}>{w.lookUp}</label>
      </h2>
      <input
        id={id}
        type="search"
        className="field-plain"
        autoComplete="off"
        spellCheck={false}
        maxLength={MOST_TYPED}
        placeholder={w.lookUpHint}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div role="status">
        {found && !found.suggestions.length ? <p className="small soft">{found.message ?? w.lookUpNone}</p> : null}
      </div>
      {found?.suggestions.length ? <Places of={found.suggestions} day={day} /> : null}
    </section>
  );
}
