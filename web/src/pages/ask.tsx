import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
import { useAct, type UserError } from '../api/act';
import { Autosave, type Saving } from '../drafts/autosave';
import { MergeView } from '../drafts/merge-view';
import { SaveLine } from '../drafts/save-line';
import { useAutosave } from '../drafts/use-autosave';
import type { AskQuery, QuestionDraftPartsFragment } from '../gql/graphql';
import { Button } from '../parts/button';
import { Area, Line } from '../parts/fields';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { Similar } from '../parts/similar';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { NotFound } from '../shell/trouble';
import { questionWords } from '../words/questions';
import { shellWords } from '../words/shell';
import { useLanguage, useWords } from '../words/words';
import { ASK, DISCARD, DRAFT, SUBMIT, UPDATE } from './ask.operations';
import { AskedIn, filledFrom, useBehind, type Behind } from '../cases/case-behind';
import { Areas, Disclosure, Matter } from './ask-parts';
import { EMPTY, inputOf, valuesOf, type AskValues } from './ask-values';
import './ask.css';

/** A question while it is written: by whoever asks, or a colleague of the same unit. */
export function Ask(): ReactNode {
  const { utkast, arende } = useSearch({ from: '/fraga' });
  const behind = useBehind(arende);
  const lang = useLanguage();
  const { viewer, known, has, signIn } = useSession();
  const w = useWords(questionWords);
  const shell = useWords(shellWords);
  // What the page was opened with: the id that a new draft gets later on is no reason to read it anew.
  const [opened] = useState(utkast);
  const [{ data, error, fetching }, ask] = useQuery({
    query: ASK,
    variables: { id: opened ?? '', has: opened !== undefined, lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  // A draft from the cache may be older than the one on the server: what is edited is read anew first.
  const [fresh] = useState({ first: true });
  if (data && !fetching) fresh.first = false;
  if (known && !viewer)
    return (
      <Page title={w.askTitle} lead={<p>{shell.needsSignIn}</p>}>
        <Button onPress={signIn}>{shell.signIn}</Button>
      </Page>
    );
  return (
    <Loaded
      of={{ data: fresh.first || !behind.known ? undefined : data, error: error ?? behind.error, fetching }}
      again={again}
      lines={14}
    >
      {(loaded) => {
        if ((opened && !loaded.question) || (arende && !utkast && !behind.found)) return <NotFound />;
        if (!viewer) return null;
        if (!has('SUBMITTER') || (loaded.question && loaded.question.state !== 'DRAFT'))
          return <Page title={w.askTitle} lead={<p>{shell.forbidden}</p>} />;
        return (
          <Form
            question={loaded.question ?? null}
            areas={loaded.subjectAreas}
            person={viewer.person.id}
            behind={behind.found}
          />
        );
      }}
    </Loaded>
  );
}

function Form({
  question,
  areas,
  person,
  behind,
}: {
  question: QuestionDraftPartsFragment | null;
  areas: AskQuery['subjectAreas'];
  person: string;
  /** The case that it is asked in. */
  behind: Behind | null;
}): ReactNode {
  const w = useWords(questionWords);
  const shell = useWords(shellWords);
  const { viewer } = useSession();
  const navigate = useNavigate({ from: '/fraga' });
  const units = (viewer?.memberships ?? []).filter(({ role, unit }) => role === 'SUBMITTER' && unit);
  // Of the case only what the asker sees in the form before it is sent; never its title or what it is about.
  const filled = behind ? filledFrom(behind) : {};
  const empty: AskValues = {
    ...EMPTY,
    unitId: units[0]?.unit?.id ?? '',
    ...filled,
    ...(units.some(({ unit }) => unit?.id === behind?.unit.id) ? { unitId: behind!.unit.id } : {}),
  };
  const [draft] = useAct(DRAFT);
  const [update] = useAct(UPDATE);
  const [submit, submitting] = useAct(SUBMIT);
  const [discard, discarding] = useAct(DISCARD);
  const [here, setHere] = useState(question);
  // What the server has by now: an action waits for a saving that this drawing of the page has not seen.
  const stored = useRef(question);
  const [errors, setErrors] = useState<UserError[]>([]);
  const [decided, setDecided] = useState(false);

  const store = async (
    changed: Partial<AskValues>,
    version: number | null,
    id: string | undefined,
    personalData?: PersonalDataDecision,
  ): Promise<Saving<AskValues> & { stored?: QuestionDraftPartsFragment }> => {
    const { unitId, ...rest } = changed;
    const outcome =
      id && version !== null
        ? await update({ id, expectedVersion: version, ...inputOf(rest), personalData })
        : await draft({
            unitId: unitId ?? (empty.unitId || undefined),
            ...inputOf({ ...filled, ...rest }),
            askedIn: behind?.id,
            personalData,
          });
    const now = outcome.payload?.question ?? undefined;
    if (outcome.done && now) {
      stored.current = now;
      setHere(now);
      if (!id)
        void navigate({
          search: (before) => ({ ...before, utkast: now.id }),
          replace: true,
          resetScroll: false,
        });
      return { kind: 'saved', version: now.version, key: `fraga:${now.id}`, stored: now };
    }
    if (!outcome.done && outcome.lost) return { kind: 'lost' };
    if (outcome.errors[0]?.code === 'CONFLICT' && now)
      return { kind: 'conflict', version: now.version, theirs: valuesOf(now) };
    return { kind: 'refused', errors: outcome.errors };
  };

  const [saver, state] = useAutosave(() => {
    let id = question?.id;
    return new Autosave<AskValues>({
      person,
      key: question ? `fraga:${question.id}` : behind ? `fraga:ny:${behind.id}` : 'fraga:ny',
      saved: question ? { values: valuesOf(question), version: question.version } : null,
      empty,
      send: async (changed, version) => {
        const saving = await store(changed, version, id);
        id = saving.stored?.id ?? id;
        return saving;
      },
    });
  });
  const { control, reset, getValues, setValue } = useForm<AskValues>({ defaultValues: saver.current });
  const values = useWatch({ control }) as AskValues;
  useEffect(() => saver.change({ ...EMPTY, ...values }), [saver, values]);

  const wrong = [...errors, ...state.errors];
  const of = (field: string): string | undefined =>
    wrong.find(({ path, code }) => path.at(-1) === field && !code.startsWith('PERSONAL'))?.message;
  const general = wrong.filter(({ path, code }) => !FIELDS.has(path.at(-1) ?? '') && !code.startsWith('PERSONAL'));
  const personal = wrong.find(isPersonal);

  const decide = async (personalData: PersonalDataDecision): Promise<void> => {
    setDecided(true);
    const saving = await store(getValues(), saver.currentVersion, here?.id, personalData);
    setDecided(false);
    if (saving.kind === 'saved' && saving.stored) {
      const kept = valuesOf(saving.stored);
      saver.replace(kept, saving.version);
      reset(kept);
      setErrors([]);
    } else if (saving.kind === 'refused') setErrors(saving.errors);
    else say(shell.notSaved, 'wrong');
  };

  const onSubmit = async (): Promise<void> => {
    setErrors([]);
    const id = (await saver.flush()) ? stored.current?.id : undefined;
    const version = saver.currentVersion;
    if (!id || version === null) {
      if (saver.state.status === 'offline') say(w.saveOffline, 'wrong');
      else if (saver.state.status === 'nothing')
        setErrors([{ code: 'EMPTY', message: w.titleHelp, path: ['input', 'title'] }]);
      return;
    }
    const { deIdentified, disclosureGround } = inputOf(getValues());
    const outcome = await submit({ id, expectedVersion: version, deIdentified, disclosureGround });
    const sent = outcome.payload?.question;
    if (outcome.done && sent) {
      saver.end();
      say(sent.ref && sent.state === 'SUBMITTED' ? w.submitted(sent.ref) : w.sentForApproval);
      void navigate({ to: '/fragor/$ref', params: { ref: sent.ref ?? sent.id } });
      return;
    }
    if (sent) saver.seen(sent.version);
    setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"], .ask-errors')?.focus());
  };

  const onDiscard = async (): Promise<void> => {
    if (!window.confirm(w.discardSure)) return;
    const version = saver.currentVersion;
    if (stored.current && version !== null) {
      const outcome = await discard({ id: stored.current.id, expectedVersion: version });
      if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    }
    saver.end();
    say(w.discarded);
    void navigate({ to: '/fragor' });
  };

  return (
    <Page title={here ? w.draftTitle : w.askTitle} lead={<p>{w.askLead}</p>} actions={<SaveLine of={state} />}>
      <div className="with-side">
        <form
          className="ask stack-large"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void onSubmit();
          }}
        >
          {state.conflict ? (
            <MergeView
              busy={false}
              fields={(['title', 'text', 'facts', 'diaryNumber', 'service'] as const).map((name) => ({
                name,
                label: w[name],
                base: state.conflict!.base[name],
                mine: state.conflict!.mine[name],
                theirs: state.conflict!.theirs[name],
              }))}
              use={(merged) => {
                const next = { ...state.conflict!.mine, ...(merged as Partial<AskValues>) };
                reset(next);
                void saver.resolve(next);
              }}
            />
          ) : saver.mayStartOver ? (
            <p className="notice">
              {w.restored}{' '}
              <button type="button" className="link" onClick={() => reset(saver.startOver())}>
                {w.startOver}
              </button>
            </p>
          ) : null}
          {behind ? <AskedIn of={behind} /> : null}
          {general.length ? (
            <div className="notice notice-wrong ask-errors" role="alert" tabIndex={-1}>
              <div className="stack-tight">
                {general.map(({ message, code }) => (
                  <p key={code}>{message || shell.notSaved}</p>
                ))}
              </div>
            </div>
          ) : null}
          {personal ? (
            <PersonalData
              error={personal}
              mayKeep={values.access === 'RESTRICTED'}
              decide={(decision) => void decide(decision)}
              busy={decided}
            />
          ) : null}
          <section className="stack">
            {units.length > 1 && !here ? (
              <label className="field">
                <span className="label">{w.unit}</span>
                <select
                  className="field-plain"
                  value={values.unitId}
                  onChange={(event) => setValue('unitId', event.target.value)}
                >
                  {units.map(({ id, unit, organisation }) => (
                    <option key={id} value={unit!.id}>
                      {unit!.name}, {organisation?.shortName}
                    </option>
                  ))}
                </select>
              </label>
            ) : (
              <p className="soft">
                {w.unit}: <strong>{here?.unit.name ?? units[0]?.unit?.name}</strong>
              </p>
            )}
            <Line
              control={control}
              name="title"
              label={w.title}
              description={w.titleHelp}
              maxLength={300}
              error={of('title')}
            />
            <Area control={control} name="text" label={w.text} description={w.textHelp} rows={10} error={of('text')} />
            <Area
              control={control}
              name="facts"
              label={w.facts}
              description={w.factsHelp}
              rows={4}
              error={of('facts')}
            />
          </section>
          <Matter control={control} errorOf={of} />
          <Areas control={control} areas={areas} />
          <Disclosure control={control} errorOf={of} />
          <div className="row ask-send">
            <Button type="submit" isDisabled={submitting || discarding}>
              {submitting ? w.submitting : w.submit}
            </Button>
            <Button variant="tertiary" isDisabled={submitting || discarding} onPress={() => void onDiscard()}>
              {w.discard}
            </Button>
            {here?.organisation.approvesSending ? <p className="small soft">{w.approvalNeeded}</p> : null}
          </div>
        </form>
        <aside className="stack ask-side">
          <Similar text={`${values.title}\n${values.text}`} without={here?.id} lead={w.similarLead} />
        </aside>
      </div>
    </Page>
  );
}

const FIELDS = new Set([
  'title',
  'text',
  'facts',
  'diaryNumber',
  'service',
  'wishedDate',
  'deIdentified',
  'disclosureGround',
  'secrecyGround',
  'accessGround',
  'subjectAreas',
]);
