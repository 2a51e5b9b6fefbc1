import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { strategyWords } from '../words/strategy';
import { useWords } from '../words/words';

/** Two years; they go into the address when they are sent. */
export function CompareForm({
  years,
  first,
  second,
}: {
  /** Those that there are, the newest first. */
  years: readonly number[];
  first?: number;
  second?: number;
}): ReactNode {
  const w = useWords(strategyWords).report;
  const navigate = useNavigate();
  const [from, setFrom] = useState(first ?? years[1]);
  const [to, setTo] = useState(second ?? years[0]);
  const same = from === to;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!same) void navigate({ to: '/uppfoljning/jamfor', search: (before) => ({ ...before, fran: from, till: to }) });
  };
  const choices = [
    ['fran', w.compareFirst, from, setFrom],
    ['till', w.compareSecond, to, setTo],
  ] as const;
  return (
    <form className="compare-form no-print" aria-label={w.compareChoose} onSubmit={onSubmit}>
      {choices.map(([name, label, value, set]) => (
        <label key={name} className="field">
          <span className="label">{label}</span>
          <select className="field-plain" value={value ?? ''} onChange={({ target }) => set(Number(target.value))}>
            {years.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="button button-second" aria-disabled={same}>
        {w.compareShow}
      </button>
      <p role="status" className="small soft">
        {same ? w.comparePick : ''}
      </p>
    </form>
  );
}
