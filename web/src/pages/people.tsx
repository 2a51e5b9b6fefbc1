import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import type { PeopleListQuery } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { Button } from '../parts/button';
import { useList } from '../parts/list';
import { Empty, Listed, Table } from '../parts/listing';
import { Page } from '../parts/page';
import { UnitAndRole, type UnitRole } from '../parts/unit-role';
import { say } from '../shell/toasts';
import { adminWords } from '../words/admin';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const LIST = graphql(`
  query PeopleList($organisation: ID, $after: String) {
    people(first: 50, organisation: $organisation, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        email
        disabledAt
        memberships {
          id
          role
          unit {
            id
            name
          }
          organisation {
            id
            shortName
          }
        }
      }
    }
  }
`);

const INVITE = graphql(`
  mutation PersonInvite($input: PersonInviteInput!) {
    personInvite(input: $input) {
      person {
        id
        name
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const pick = (data: PeopleListQuery): PeopleListQuery['people'] => data.people;

export function People(): ReactNode {
  const w = useWords(adminWords);
  const roles = useWords(entryWords).role;
  const { organisation } = useSearch({ from: '/personer' });
  const list = useList(LIST, { organisation }, pick);
  return (
    <Page title={w.people} lead={<p>{w.peopleLead}</p>}>
      <div className="stack-large">
        <Invite done={list.again} />
        <section aria-label={w.people}>
          {organisation ? (
            <p>
              <Link to="/personer">{w.everyOrganisation}</Link>
            </p>
          ) : null}
          <Listed of={list} lines={14} empty={<Empty says={w.noPeople} />}>
            {(nodes) => (
              <Table label={w.people} heads={[w.name, w.email, w.roles, w.state]}>
                {nodes.map((person) => (
                  <tr key={person.id}>
                    <th scope="row">
                      <Link to="/personer/$id" params={{ id: person.id }}>
                        {person.name}
                      </Link>
                    </th>
                    <td>{person.email}</td>
                    <td>
                      {person.memberships.length
                        ? person.memberships.map((one) => (
                            <span key={one.id} className="audit-fact">
                              {roles[one.role]}, {one.unit?.name ?? one.organisation?.shortName}
                            </span>
                          ))
                        : w.noRoles}
                    </td>
                    <td>
                      {person.disabledAt ? <Badge tone="wrong">{w.closed}</Badge> : <Badge tone="done">{w.open}</Badge>}
                    </td>
                  </tr>
                ))}
              </Table>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

function Invite({ done }: { done: () => void }): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const [invite, busy] = useAct(INVITE);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<UnitRole | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!role) return;
    const outcome = await invite({ name, email, roles: [role] });
    if (!outcome.done) return setWrong(outcome.errors[0]?.message || shell.notSaved);
    say(w.invited(name));
    setName('');
    setEmail('');
    setWrong(null);
    done();
  };
  return (
    <details className="foldable card">
      <summary>{w.invite}</summary>
      <form className="stack fold-body narrow" onSubmit={(event) => void onSubmit(event)}>
        <p className="soft">{w.inviteLead}</p>
        {wrong ? (
          <p className="notice notice-wrong" role="alert">
            {wrong}
          </p>
        ) : null}
        <label className="field">
          <span className="label">{w.name}</span>
          <input
            className="field-plain"
            required
            autoComplete="off"
            maxLength={200}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{w.email}</span>
          <input
            className="field-plain"
            type="email"
            required
            autoComplete="off"
            maxLength={320}
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
        </label>
        <UnitAndRole change={setRole} />
        <Button type="submit" size="medium" isDisabled={busy || !role}>
          {w.inviteDo}
        </Button>
      </form>
    </details>
  );
}
