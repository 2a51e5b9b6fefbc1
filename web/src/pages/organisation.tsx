import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct } from '../api/act';
import { graphql } from '../gql';
import type { OrganisationPageQuery } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { Button } from '../parts/button';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { NotFound } from '../shell/trouble';
import { adminWords } from '../words/admin';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const ORGANISATION = graphql(`
  query OrganisationPage($id: ID!) {
    organisation(id: $id) {
      id
      version
      name
      shortName
      kind
      orgNumber
      scbCode
      county
      verified
      approvesSending
      validFrom
      validTo
      successor {
        id
        name
      }
      names {
        name
        validFrom
        validTo
      }
      units {
        id
        name
        validFrom
        validTo
      }
    }
  }
`);

const UPDATE = graphql(`
  mutation OrganisationUpdate($input: OrganisationUpdateInput!) {
    organisationUpdate(input: $input) {
      organisation {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const UNIT = graphql(`
  mutation UnitCreate($input: UnitCreateInput!) {
    unitCreate(input: $input) {
      unit {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

type Organisation = NonNullable<OrganisationPageQuery['organisation']>;

export function OrganisationPage(): ReactNode {
  const { id } = useParams({ from: '/organisationer/$id' });
  const [result, ask] = useQuery({ query: ORGANISATION, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={12}>
      {({ organisation }) =>
        organisation ? <View key={organisation.version} of={organisation} again={again} /> : <NotFound />
      }
    </Loaded>
  );
}

function View({ of, again }: { of: Organisation; again: () => void }): ReactNode {
  const w = useWords(adminWords);
  const words = useWords(entryWords);
  const { has, viewer } = useSession();
  const own = viewer?.memberships.some((m) => m.role === 'ORG_ADMIN' && m.organisation?.id === of.id) ?? false;
  const mayEdit = has('ADMIN') || own;
  return (
    <Page
      title={of.name}
      kicker={
        <>
          <Link to="/organisationer">{w.organisations}</Link> {words.organisationKind[of.kind]}
        </>
      }
    >
      <div className="with-side">
        <div className="stack-large">
          <section>
            <h2>{w.units}</h2>
            {of.units.length ? (
              <ul className="prose">
                {of.units.map((unit) => (
                  <li key={unit.id}>
                    {unit.name} {unit.validTo ? <Badge tone="calm">{unit.validTo}</Badge> : null}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.noUnits}</p>
            )}
            {mayEdit ? <NewUnit of={of} done={again} /> : null}
          </section>
          {mayEdit ? <Edit of={of} done={again} /> : null}
        </div>
        <aside className="stack">
          <dl className="facts facts-stacked card">
            {[
              [w.shortName, of.shortName],
              [w.orgNumber, of.orgNumber],
              [w.scbCode, of.scbCode],
              [w.county, of.county],
              [w.validFrom, of.validFrom],
              [w.validTo, of.validTo],
            ].map(([name, value]) =>
              value ? (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ) : null,
            )}
            {of.successor ? (
              <div>
                <dt>{w.successor}</dt>
                <dd>
                  <Link to="/organisationer/$id" params={{ id: of.successor.id }}>
                    {of.successor.name}
                  </Link>
                </dd>
              </div>
            ) : null}
          </dl>
          {of.verified ? null : <Badge tone="waiting">{w.unverified}</Badge>}
          {of.names.length > 1 ? (
            <section className="card">
              <h2>{w.earlierNames}</h2>
              <ul className="plain-list">
                {of.names.map((name) => (
                  <li key={`${name.name}${name.validFrom}`}>
                    {name.name}{' '}
                    <span className="soft small">
                      {name.validFrom ?? ''}–{name.validTo ?? ''}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {mayEdit ? (
            <p>
              <Link to="/personer" search={{ organisation: of.id }}>
                {w.people}
              </Link>
            </p>
          ) : null}
        </aside>
      </div>
    </Page>
  );
}

function NewUnit({ of, done }: { of: Organisation; done: () => void }): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const [create, busy] = useAct(UNIT);
  const [name, setName] = useState('');
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const outcome = await create({ organisationId: of.id, name });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    setName('');
    say(w.unitAdded);
    done();
  };
  return (
    <form className="narrow add" onSubmit={(event) => void onSubmit(event)}>
      <label className="label" htmlFor="unit-name">
        {w.newUnit}
      </label>
      <div className="row row-tight">
        <input
          id="unit-name"
          className="field-plain"
          required
          maxLength={200}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" className="button button-second" disabled={busy}>
          {w.addUnit}
        </button>
      </div>
    </form>
  );
}

function Edit({ of, done }: { of: Organisation; done: () => void }): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const { has } = useSession();
  const [update, busy] = useAct(UPDATE);
  const [shortName, setShortName] = useState(of.shortName);
  const [orgNumber, setOrgNumber] = useState(of.orgNumber ?? '');
  const [approves, setApproves] = useState(of.approvesSending);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const outcome = await update({
      id: of.id,
      expectedVersion: of.version,
      approvesSending: approves,
      ...(has('ADMIN') ? { shortName, orgNumber: orgNumber || undefined } : {}),
    });
    say(outcome.done ? w.saved : outcome.errors[0]?.message || shell.notSaved, outcome.done ? 'done' : 'wrong');
    if (outcome.done || outcome.errors[0]?.code === 'CONFLICT') done();
  };
  return (
    <section>
      <h2>{w.edit}</h2>
      <form className="narrow stack add" onSubmit={(event) => void onSubmit(event)}>
        {has('ADMIN') ? (
          <>
            <label className="field">
              <span className="label">{w.shortName}</span>
              <input
                className="field-plain"
                required
                maxLength={100}
                value={shortName}
                onChange={({ target }) => setShortName(target.value)}
              />
            </label>
            <label className="field">
              <span className="label">{w.orgNumber}</span>
              <input
                className="field-plain"
                maxLength={13}
                value={orgNumber}
                onChange={({ target }) => setOrgNumber(target.value)}
              />
            </label>
          </>
        ) : null}
        <label className="choice-single">
          <input type="checkbox" checked={approves} onChange={({ target }) => setApproves(target.checked)} />
          {w.approvesSending}
        </label>
        <Button type="submit" size="medium" isDisabled={busy}>
          {w.save}
        </Button>
      </form>
    </section>
  );
}
