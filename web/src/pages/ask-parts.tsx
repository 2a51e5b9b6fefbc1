import type { ReactNode } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import type { AskQuery } from '../gql/graphql';
import { Line } from '../parts/fields';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';
import type { AskValues } from './ask-values';

interface PartProps {
  control: Control<AskValues>;
  errorOf: (field: string) => string | undefined;
}

/** What ties the question to the asker's own file. */
export function Matter({ control, errorOf }: PartProps): ReactNode {
  const w = useWords(questionWords);
  const { field: date } = useController({ control, name: 'wishedDate' });
  const { field: urgency } = useController({ control, name: 'urgency' });
  return (
    <section className="stack">
      <h2>{w.more}</h2>
      <div className="ask-pair">
        <Line
          control={control}
          name="diaryNumber"
          label={w.diaryNumber}
          description={w.diaryHelp}
          maxLength={100}
          error={errorOf('diaryNumber')}
        />
        <label className="field">
          <span className="label">{w.wishedDate}</span>
          <input type="date" className="field-plain" value={date.value} onChange={date.onChange} ref={date.ref} />
          {errorOf('wishedDate') ? <span className="field-error">{errorOf('wishedDate')}</span> : null}
        </label>
      </div>
      <Line control={control} name="service" label={w.service} maxLength={300} error={errorOf('service')} />
      <fieldset className="choices">
        <legend>{w.urgency}</legend>
        {(['NORMAL', 'URGENT'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="urgency"
              checked={urgency.value === value}
              onChange={() => urgency.onChange(value)}
            />
            {value === 'NORMAL' ? w.urgencyNormal : w.urgencyUrgent}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

export function Areas({ control, areas }: { control: Control<AskValues>; areas: AskQuery['subjectAreas'] }): ReactNode {
  const w = useWords(questionWords);
  const { field } = useController({ control, name: 'subjectAreas' });
  const chosen = new Set(field.value);
  const toggle = (id: string): void =>
    field.onChange(chosen.has(id) ? field.value.filter((one) => one !== id) : [...field.value, id]);
  return (
    <section>
      <details className="foldable" open={field.value.length > 0 || undefined}>
        <summary>
          {w.areas} <span className="soft">({w.areasChosen(field.value.length)})</span>
        </summary>
        <p className="small soft">{w.areasHelp}</p>
        <div className="area-choice">
          {areas.map((area) => (
            <fieldset key={area.id} className="choices">
              <legend>{area.label}</legend>
              {[area, ...area.narrower].map((one, i) => (
                <label key={one.id} className={i ? 'choice-below' : undefined}>
                  <input type="checkbox" checked={chosen.has(one.id)} onChange={() => toggle(one.id)} />
                  {one.label}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      </details>
    </section>
  );
}

/** Asking is disclosing: one of the two must be said before anything leaves. */
export function Disclosure({ control, errorOf }: PartProps): ReactNode {
  const w = useWords(questionWords);
  const { field } = useController({ control, name: 'disclosure' });
  const { field: access } = useController({ control, name: 'access' });
  const { field: consent } = useController({ control, name: 'creditConsent' });
  const disclosure = useWatch({ control, name: 'disclosure' });
  const wrong = errorOf('deIdentified');
  return (
    <section className="stack">
      <h2>{w.secrecy}</h2>
      <p className="narrow">{w.secrecyLead}</p>
      <fieldset className="choices choices-large" aria-describedby={wrong ? 'disclosure-wrong' : undefined}>
        <legend className="visually-hidden">{w.secrecy}</legend>
        {wrong ? (
          <p id="disclosure-wrong" className="field-error" role="alert">
            {wrong}
          </p>
        ) : null}
        <label>
          <input
            type="radio"
            name="disclosure"
            aria-invalid={wrong ? true : undefined}
            checked={field.value === 'deIdentified'}
            onChange={() => field.onChange('deIdentified')}
          />
          <span>
            {w.deIdentified}
            <small>{w.deIdentifiedHelp}</small>
          </span>
        </label>
        <label>
          <input
            type="radio"
            name="disclosure"
            checked={field.value === 'disclosed'}
            onChange={() => field.onChange('disclosed')}
          />
          <span>
            {w.disclosed}
            <small>{w.disclosedHelp}</small>
          </span>
        </label>
      </fieldset>
      {disclosure === 'disclosed' ? (
        <Line
          control={control}
          name="disclosureGround"
          label={w.disclosureGround}
          maxLength={300}
          error={errorOf('disclosureGround')}
        />
      ) : null}
      <Line
        control={control}
        name="secrecyGround"
        label={w.secrecyGround}
        description={w.secrecyGroundHelp}
        maxLength={300}
        error={errorOf('secrecyGround')}
      />
      <fieldset className="choices">
        <legend>{w.access}</legend>
        {(['PARTIES', 'RESTRICTED'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="access"
              checked={access.value === value}
              onChange={() => access.onChange(value)}
            />
            {value === 'PARTIES' ? w.accessParties : w.accessRestricted}
          </label>
        ))}
      </fieldset>
      {access.value === 'RESTRICTED' ? (
        <Line
          control={control}
          name="accessGround"
          label={w.accessGround}
          maxLength={300}
          error={errorOf('accessGround')}
        />
      ) : null}
      <label className="choice-single">
        <input type="checkbox" checked={consent.value} onChange={(event) => consent.onChange(event.target.checked)} />
        {w.creditConsent}
      </label>
    </section>
  );
}
