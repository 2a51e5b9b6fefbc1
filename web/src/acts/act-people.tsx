import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { useSession } from '../session/session';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import type { Asked } from './acts';

type Of = Extract<Asked, { kind: 'person' | 'people' }>;

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

function useColleagues({ role, withMe }: Of): { id: string; name: string }[] | undefined {
  const { viewer } = useSession();
  const [{ data }] = useQuery({ query: COLLEAGUES, variables: { role } });
  return data?.colleagues.nodes.filter(({ id }) => withMe || id !== viewer?.person.id);
}

export function Person({
  of,
  value,
  change,
  ...attributes
}: {
  of: Of;
  value: string;
  change: (value: string) => void;
  id: string;
  className: string;
  required?: boolean;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}): ReactNode {
  const w = useWords(actionWords);
  const people = useColleagues(of);
  if (people?.length === 0 && !of.orMe) return <p className="soft">{w.noPeople}</p>;
  return (
    <select {...attributes} value={value} onChange={(event) => change(event.target.value)}>
      <option value="">{of.orMe ?? w.choosePerson}</option>
      {people?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

export function People({
  of,
  value,
  change,
  error,
}: {
  of: Of;
  value: string[];
  change: (value: string[]) => void;
  error: ReactNode;
}): ReactNode {
  const w = useWords(actionWords);
  const people = useColleagues(of);
  return (
    <fieldset className="choices">
      <legend>{of.label}</legend>
      {of.help ? <span className="field-help">{of.help}</span> : null}
      {people?.length === 0 ? <p className="soft">{w.noPeople}</p> : null}
      {people?.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={({ target }) => change(target.checked ? [...value, id] : value.filter((one) => one !== id))}
          />
          {name}
        </label>
      ))}
      {error}
    </fieldset>
  );
}
