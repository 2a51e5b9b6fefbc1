import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { dayOf } from './law-address';

/** Chooses the day on which the law is read; it stands in the address. */
export function AsOf({ day, choose }: { day?: string; choose: (day: string | undefined) => void }): ReactNode {
  const w = useWords(lawWords);
  const id = useId();
  const [text, setText] = useState(day ?? '');
  const [wrong, setWrong] = useState(false);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = dayOf(text.trim());
    setWrong(text.trim() !== '' && !chosen);
    if (chosen || !text.trim()) choose(chosen);
  };
  return (
    <form className="law-as-of no-print" onSubmit={onSubmit}>
      <label className="label" htmlFor={id}>
        {w.asOf}
      </label>
      <div className="row">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          className="field-plain"
          placeholder={w.dayForm}
          maxLength={10}
          autoComplete="off"
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button button-second">
          {w.show}
        </button>
        {day ? (
          <button type="button" className="link" onClick={() => choose(undefined)}>
            {w.today}
          </button>
        ) : null}
      </div>
      {wrong ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {w.dayWrong}
        </p>
      ) : null}
    </form>
  );
}

/** Says so when what is read is not what holds today. */
export function NotToday({
  day,
  choose,
  older,
}: {
  day?: string;
  choose: (day: string | undefined) => void;
  /** The act that the oldest edition goes up to, where the day lies before it. */
  older?: string | null;
}): ReactNode {
  const w = useWords(lawWords);
  if (!day) return null;
  return (
    <div className="notice notice-waiting" role="note">
      <div className="stack-tight">
        <p>{w.notToday(day)}</p>
        {older ? <p>{w.olderUnknown(older)}</p> : null}
      </div>
      <button type="button" className="link no-print" onClick={() => choose(undefined)}>
        {w.toToday}
      </button>
    </div>
  );
}
