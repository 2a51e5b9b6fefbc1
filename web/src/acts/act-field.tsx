import { useId, type ReactNode } from 'react';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import type { Asked, Value } from './acts';
import { ActFile } from './act-file';
import { Areas, EntryChoice, Organisation } from './act-choices';
import { People, Person } from './act-people';
import { Recipients } from './act-recipients';
import { Proof } from './act-proof';
import { Provisions } from './provisions';
import './acts.css';

export function ActField({
  of,
  value,
  change,
  error,
}: {
  of: Asked;
  value: Value;
  change: (value: Value) => void;
  error?: string;
}): ReactNode {
  const w = useWords(actionWords);
  const id = useId();
  const text = (value as string | undefined) ?? '';
  const described = [of.help ? `${id}-help` : '', error ? `${id}-wrong` : ''].filter((one) => one).join(' ');
  const attributes = {
    id,
    className: 'field-plain',
    required: of.required,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': described || undefined,
  };
  const help = of.help ? (
    <span id={`${id}-help`} className="field-help">
      {of.help}
    </span>
  ) : null;
  const wrong = error ? (
    <span id={`${id}-wrong`} className="field-error" role="alert">
      {error}
    </span>
  ) : null;
  if (of.kind === 'check')
    return (
      <div className="field">
        <label className="choice-single">
          <input type="checkbox" checked={value === true} onChange={({ target }) => change(target.checked)} />
          <span>
            {of.label}
            {of.help ? <small className="field-help">{of.help}</small> : null}
          </span>
        </label>
        {wrong}
      </div>
    );
  if (of.kind === 'choice' || of.kind === 'many')
    return (
      <fieldset className="choices">
        <legend>{of.label}</legend>
        {help}
        {of.options.map(([one, label]) => (
          <label key={one}>
            {of.kind === 'choice' ? (
              <input
                type="radio"
                name={id}
                required={of.required}
                checked={value === one}
                onChange={() => change(one)}
              />
            ) : (
              <input
                type="checkbox"
                checked={((value as string[] | undefined) ?? []).includes(one)}
                onChange={({ target }) => {
                  const all = (value as string[] | undefined) ?? [];
                  change(target.checked ? [...all, one] : all.filter((other) => other !== one));
                }}
              />
            )}
            {label}
          </label>
        ))}
        {wrong}
      </fieldset>
    );
  if (of.kind === 'yesNo')
    return (
      <fieldset className="choices">
        <legend>{of.label}</legend>
        {help}
        {[true, false].map((one) => (
          <label key={String(one)}>
            <input type="radio" name={id} required={of.required} checked={value === one} onChange={() => change(one)} />
            {one ? w.yes : w.no}
          </label>
        ))}
        {wrong}
      </fieldset>
    );
  if (of.kind === 'people')
    return <People of={of} value={(value as string[] | undefined) ?? []} change={change} error={wrong} />;
  if (of.kind === 'proof')
    return (
      <Proof of={of} value={(value as Record<string, string>[] | undefined) ?? []} change={change} error={wrong} />
    );
  if (of.kind === 'recipients')
    return (
      <Recipients of={of} value={(value as Record<string, string>[] | undefined) ?? []} change={change} error={wrong} />
    );
  if (of.kind === 'file') return <ActFile of={of} change={change} error={error} />;
  const control = (): ReactNode => {
    switch (of.kind) {
      case 'text':
      case 'lines':
        return (
          <textarea
            {...attributes}
            rows={of.kind === 'text' ? (of.rows ?? 4) : 3}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        );
      case 'pick':
        return (
          <select {...attributes} value={text} onChange={(event) => change(event.target.value)}>
            <option value="">{w.choose}</option>
            {of.options.map(([one, label]) => (
              <option key={one} value={one}>
                {label}
              </option>
            ))}
          </select>
        );
      case 'areas':
        return <Areas {...attributes} value={(value as string[] | undefined) ?? []} change={change} />;
      case 'provisions':
        return <Provisions {...attributes} value={(value as string[] | undefined) ?? []} change={change} />;
      case 'provision':
        return <Provisions {...attributes} one value={text ? [text] : []} change={([target]) => change(target)} />;
      case 'document':
        return (
          <Provisions {...attributes} one document value={text ? [text] : []} change={([target]) => change(target)} />
        );
      case 'entry':
      case 'entries':
        return <EntryChoice {...attributes} of={of} change={change} />;
      case 'person':
        return <Person {...attributes} of={of} value={text} change={change} />;
      case 'organisation':
        return <Organisation {...attributes} initial={of.shown} change={change} />;
      default:
        return (
          <input
            {...attributes}
            type={of.kind === 'date' ? 'date' : 'text'}
            inputMode={of.kind === 'number' ? 'numeric' : undefined}
            pattern={of.kind === 'number' ? '[0-9 ]*' : undefined}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        );
    }
  };
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {of.label} {of.required || of.kind === 'areas' ? null : <span className="soft optional">{w.optional}</span>}
      </label>
      {help}
      {control()}
      {wrong}
    </div>
  );
}
