import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useActForm } from '../acts/act-form';
import type { Asked, Option, Values } from '../acts/acts';
import { optionsOf, proofOf } from '../barriers/barrier-acts';
import { BarrierBadge } from '../barriers/barrier-item';
import { BARRIER_REPORT, SIMILAR_BARRIERS } from '../barriers/barrier.operations';
import { MetIn, useBehind, type Behind } from '../cases/case-behind';
import { Button } from '../parts/button';
import { EntryLink } from '../parts/entry-link';
import { Opening } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { useRested } from '../shell/suggest';
import { say } from '../shell/toasts';
import { NotFound } from '../shell/trouble';
import { barrierWords } from '../words/barriers';
import { useWords } from '../words/words';
import '../barriers/barriers.css';
import '../acts/acts.css';

const OURS = ['process', 'volumePerYear', 'costSek', 'words', 'showName'];

/** Units that this person may report for. */
function useUnits(): Option[] {
  const { viewer } = useSession();
  return useMemo(() => {
    const units = new Map<string, string>();
    for (const { role, unit, organisation } of viewer?.memberships ?? [])
      if (unit && ['SUBMITTER', 'APPROVER', 'LAWYER', 'ADVOCATE'].includes(role))
        units.set(unit.id, `${unit.name}, ${organisation?.shortName ?? ''}`);
    return [...units];
  }, [viewer]);
}

export function BarrierNew(): ReactNode {
  const w = useWords(barrierWords);
  const { may } = useSession();
  const { arende } = useSearch({ from: '/hinder/nytt' });
  const behind = useBehind(arende);
  if (!behind.known) return <Opening />;
  if (!may('barrier:report'))
    return (
      <Page title={w.new.title}>
        <p className="notice">{w.new.mayNot}</p>
      </Page>
    );
  if (arende && !behind.found) return <NotFound />;
  return <Form behind={behind.found} />;
}

function Form({ behind }: { behind: Behind | null }): ReactNode {
  const w = useWords(barrierWords);
  const navigate = useNavigate();
  const { staff } = useSession();
  const units = useUnits();
  const fields: Asked[] = [
    { name: 'title', kind: 'line', label: w.new.what, help: w.new.whatHelp, required: true },
    { name: 'summary', kind: 'text', rows: 6, label: w.new.summary, help: w.new.summaryHelp, required: true },
    {
      name: 'subjectAreas',
      kind: 'areas',
      label: w.areas,
      required: true,
      initial: behind?.subjectAreas.map(({ id }) => id),
    },
    { name: 'layer', kind: 'choice', label: w.new.layer, options: optionsOf(w.layer), initial: 'LEGAL' },
    { name: 'services', kind: 'lines', label: w.services, help: w.new.servicesHelp },
    proofOf(w),
    ...(units.length > 1
      ? [
          {
            name: 'unitId',
            kind: 'pick',
            label: w.unit,
            help: w.new.unitHelp,
            options: units,
            required: true,
            initial: behind?.unit.id,
          } as const,
        ]
      : []),
    ...(staff
      ? []
      : ([
          { name: 'process', kind: 'line', label: w.process, part: w.new.ours, help: w.new.oursHelp },
          { name: 'volumePerYear', kind: 'number', label: w.volume },
          { name: 'costSek', kind: 'number', label: w.cost },
          { name: 'words', kind: 'text', label: w.own },
          { name: 'showName', kind: 'check', label: w.showName, help: w.showNameHelp },
        ] as const)),
    {
      name: 'access',
      kind: 'choice',
      label: w.new.access,
      part: w.access,
      options: optionsOf(w.new.accesses),
      initial: 'PUBLIC',
    },
  ];
  const form = useActForm(
    BARRIER_REPORT,
    fields,
    (payload) => {
      const { barrier } = payload as { barrier: { id: string; ref?: string | null } };
      say(w.new.done);
      void navigate({ to: '/hinder/$ref', params: { ref: barrier.ref ?? barrier.id } });
    },
    (input) => {
      const signOn = Object.fromEntries(Object.entries(input).filter(([name]) => OURS.includes(name)));
      const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !OURS.includes(name)));
      return Object.keys(signOn).length ? { ...rest, signOn } : rest;
    },
    { keep: 'nytt:hinder' },
  );
  const missing = missingOf(form.values, w.new, units.length > 1);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!missing.length) void form.send(behind ? { metIn: behind.id } : {});
  };
  return (
    <Page title={w.new.title} lead={<p>{w.new.lead}</p>}>
      <div className="with-side">
        <form className="stack-fields narrow" onSubmit={onSubmit} noValidate>
          {behind ? <MetIn of={behind} /> : null}
          {form.body(() => (behind ? { metIn: behind.id } : {}))}
          {missing.length ? (
            <div className="soft" role="status">
              <p>{w.new.blockers}:</p>
              <ul className="blocked">
                {missing.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          ) : null}
          <Button type="submit" isDisabled={form.acting || missing.length > 0}>
            {form.acting ? w.new.sending : w.new.send}
          </Button>
        </form>
        <aside className="stack">
          <Like title={(form.values.title as string | undefined) ?? ''} />
        </aside>
      </div>
    </Page>
  );
}

type NewWords = (typeof barrierWords)['sv']['new'];

/** What the report still needs, said before the click. */
function missingOf(values: Values, w: NewWords, unit: boolean): string[] {
  const said = (name: string): boolean => typeof values[name] === 'string' && values[name].trim() !== '';
  return [
    said('title') ? '' : w.needsTitle,
    said('summary') ? '' : w.needsSummary,
    Array.isArray(values.subjectAreas) && values.subjectAreas.length ? '' : w.needsArea,
    !unit || said('unitId') ? '' : w.needsUnit,
  ].filter((one) => one);
}

function Like({ title }: { title: string }): ReactNode {
  const w = useWords(barrierWords);
  const rested = useRested(title.trim().slice(0, 300), 500);
  const asked = rested.length >= 8;
  const [{ data }] = useQuery({ query: SIMILAR_BARRIERS, variables: { title: rested }, pause: !asked });
  const found = asked ? (data?.similarBarriers ?? []) : [];
  return (
    <section className="card">
      <h2>{w.new.similar}</h2>
      {found.length ? (
        <>
          <p className="small soft">{w.new.similarHelp}</p>
          <ul className="plain-list">
            {found.map((one) => (
              <li key={one.id}>
                <EntryLink entry={one} />
                <div className="item-meta">
                  <BarrierBadge of={one.state} />
                  <span className="ref">{one.ref}</span>
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="small">{asked && data ? w.new.similarNone : w.new.similarWait}</p>
      )}
    </section>
  );
}
