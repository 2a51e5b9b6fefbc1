import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useActForm } from '../acts/act-form';
import '../acts/acts.css';
import { AdvocacyTabs } from '../advocacy/tabs';
import type { FollowUpsQuery } from '../gql/graphql';
import { Button } from '../parts/button';
import { useList } from '../parts/list';
import { Empty, Listed, Table } from '../parts/listing';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { CompareForm } from '../strategy/compare-form';
import { ReportBadge } from '../strategy/marks';
import { REPORT_YEARS, REPORTS } from '../strategy/report.operations';
import { STRATEGY_MUTATIONS } from '../strategy/strategy-mutations';
import '../strategy/strategy.css';
import { actionWords } from '../words/actions';
import { advocacyWords } from '../words/advocacy';
import { isoDay } from '../words/dates';
import { strategyWords } from '../words/strategy';
import { useWords } from '../words/words';

const pick = (data: FollowUpsQuery): FollowUpsQuery['followUps'] => data.followUps;

/** Every year that has been followed up; for those who advocate, the way to make another. */
export function Reports(): ReactNode {
  const w = useWords(strategyWords).report;
  const advocacy = useWords(advocacyWords);
  const { may } = useSession();
  const list = useList(REPORTS, {}, pick);
  const years = list.nodes.filter(({ figures }) => figures).map(({ year }) => year);
  return (
    <Page title={w.title} kicker={<Link to="/paverkan">{advocacy.title}</Link>} lead={<p>{w.lead}</p>}>
      <AdvocacyTabs />
      <div className="stack-large">
        {may('report:draft') ? <Make /> : null}
        <Listed
          of={list}
          lines={8}
          empty={
            <Empty says={may('report:draft') ? w.noneStaff : w.none}>
              <Link to="/strategi">{w.toStrategy}</Link>
            </Empty>
          }
        >
          {(nodes) => (
            <Table
              label={w.list}
              heads={[
                w.ref,
                w.state,
                { numeric: w.claims },
                { numeric: w.resolved },
                { numeric: w.open },
                w.approvedOn,
              ]}
            >
              {nodes.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to="/uppfoljning/$ref" params={{ ref: one.ref ?? String(one.year) }}>
                      {w.name(one.year)}
                    </Link>{' '}
                    <span className="ref soft">{one.ref}</span>
                  </th>
                  <td>
                    <ReportBadge of={one.state} />
                  </td>
                  <td className="numeric">
                    {one.figures ? w.of(one.figures.totals.claimsMet, one.figures.totals.claims) : '–'}
                  </td>
                  <td className="numeric">{one.figures?.totals.barriersResolved ?? '–'}</td>
                  <td className="numeric">{one.figures?.totals.barriersOpen ?? '–'}</td>
                  <td>{one.approvedAt ? isoDay(one.approvedAt) : '–'}</td>
                </tr>
              ))}
            </Table>
          )}
        </Listed>
        {list.data ? (
          <section>
            <h2>{w.compare}</h2>
            {years.length > 1 ? <CompareForm years={years} /> : <p className="soft">{w.compareFew}</p>}
          </section>
        ) : null}
      </div>
    </Page>
  );
}

/** What cannot be reckoned, and why, stands beside the choice and not behind it. */
function Make(): ReactNode {
  const w = useWords(strategyWords).report;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="actions no-print new-thing">
      <Button
        variant="secondary"
        size="medium"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPress={() => setOpen(!open)}
      >
        {w.make}
      </Button>
      {open ? (
        <div id={id}>
          <MakeForm close={() => setOpen(false)} />
        </div>
      ) : null}
    </div>
  );
}

function MakeForm({ close }: { close: () => void }): ReactNode {
  const w = useWords(strategyWords).report;
  const words = useWords(actionWords);
  const [result, ask] = useQuery({ query: REPORT_YEARS, requestPolicy: 'network-only' });
  return (
    <Loaded of={result} again={() => ask({ requestPolicy: 'network-only' })} lines={4}>
      {({ followUpYears }) => {
        const possible = followUpYears.filter(({ blockers }) => !blockers.length);
        const blocked = followUpYears.filter(({ blockers }) => blockers.length);
        return (
          <>
            <YearForm
              options={possible.map(({ year, report }) => [
                String(year),
                report?.ref ? `${year} (${w.makeAgain(report.ref)})` : String(year),
              ])}
              cancel={words.cancel}
              close={close}
            />
            {blocked.length ? (
              <details className="foldable">
                <summary>{w.makeNot}</summary>
                <ul className="fold-body">
                  {blocked.map(({ year, blockers }) => (
                    <li key={year}>
                      {year}: {blockers.map(({ message }) => message).join(' ')}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </>
        );
      }}
    </Loaded>
  );
}

function YearForm({
  options,
  cancel,
  close,
}: {
  options: (readonly [string, string])[];
  cancel: string;
  close: () => void;
}): ReactNode {
  const w = useWords(strategyWords).report;
  const navigate = useNavigate();
  const form = useActForm(
    STRATEGY_MUTATIONS.followUpDraft,
    [
      {
        name: 'year',
        kind: 'pick',
        label: w.makeYear,
        help: w.makeHelp,
        options,
        required: true,
        initial: options[0]?.[0],
      },
    ],
    (payload) => {
      const { id, ref } = payload.report as { id: string; ref: string | null };
      void navigate({ to: '/uppfoljning/$ref', params: { ref: ref ?? id } });
    },
    (input) => ({ year: Number(input.year) }),
  );
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void form.send({});
  };
  return (
    <form className="action-form card" aria-label={w.make} onSubmit={onSubmit}>
      {form.body(() => ({}))}
      <p className="small soft">{w.january}</p>
      <div className="row">
        <Button type="submit" size="medium" isDisabled={form.acting}>
          {w.makeButton}
        </Button>
        <Button size="medium" variant="tertiary" onPress={close}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
