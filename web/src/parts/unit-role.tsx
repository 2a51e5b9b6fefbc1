import { useEffect, useId, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { useSession, type RoleName } from '../session/session';
import { useRested } from '../shell/suggest';
import { adminWords } from '../words/admin';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';

export interface UnitRole {
  unitId: string;
  role: RoleName;
}

const PLACES = graphql(`
  query RolePlaces($query: String!) {
    organisations(first: 10, filter: { query: $query }) {
      nodes {
        id
        name
        kind
        units {
          id
          name
        }
      }
    }
  }
`);

const MEMBER: RoleName[] = ['SUBMITTER', 'APPROVER', 'ORG_ADMIN'];
const STAFF: RoleName[] = ['LAWYER', 'REVIEWER', 'ADVOCATE', 'CATALOGUER', 'AUDITOR', 'ADMIN'];

/** Where and what: the organisation, one of its units, and a role that is held in that kind of organisation. */
export function UnitAndRole({ change }: { change: (chosen: UnitRole | null) => void }): ReactNode {
  const w = useWords(adminWords);
  const roles = useWords(entryWords).role;
  const { viewer, has } = useSession();
  const own = viewer?.memberships.find(({ role }) => role === 'ORG_ADMIN')?.organisation;
  const id = useId();
  const [text, setText] = useState(has('ADMIN') ? '' : (own?.name ?? ''));
  const [unit, setUnit] = useState('');
  const [role, setRole] = useState<RoleName | ''>('');
  const rested = useRested(text.trim(), 250);
  const [{ data }] = useQuery({ query: PLACES, variables: { query: rested }, pause: rested.length < 2 });
  const places = rested.length < 2 ? [] : (data?.organisations.nodes ?? []);
  const chosen = places.find(({ units }) => units.some((one) => one.id === unit));
  const offered = chosen?.kind === 'ASSOCIATION' ? STAFF : MEMBER;
  useEffect(() => {
    change(unit && role ? { unitId: unit, role } : null);
  }, [unit, role]); // eslint-disable-line react-hooks/exhaustive-deps -- the callback is another at each drawing; only another value is news
  return (
    <>
      {has('ADMIN') ? (
        <label className="field">
          <span className="label">{w.organisation}</span>
          <input
            className="field-plain"
            autoComplete="off"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setUnit('');
              setRole('');
            }}
          />
        </label>
      ) : null}
      <div className="field">
        <label className="label" htmlFor={`${id}-unit`}>
          {w.unit}
        </label>
        <select
          id={`${id}-unit`}
          className="field-plain"
          required
          value={unit}
          onChange={({ target }) => {
            setUnit(target.value);
            setRole('');
          }}
        >
          <option value="">{w.chooseUnit}</option>
          {places.map((place) => (
            <optgroup key={place.id} label={place.name}>
              {place.units.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <div className="field">
        <label className="label" htmlFor={`${id}-role`}>
          {w.role}
        </label>
        <select
          id={`${id}-role`}
          className="field-plain"
          required
          disabled={!unit}
          value={role}
          onChange={({ target }) => setRole(target.value as RoleName)}
        >
          <option value="">{w.chooseRole}</option>
          {offered.map((one) => (
            <option key={one} value={one}>
              {roles[one]}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
