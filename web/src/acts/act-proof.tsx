import { useId, type ReactNode } from 'react';
import { Button } from '../parts/button';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import type { Asked } from './acts';
import { Provisions } from './provisions';

type Row = Record<string, string>;

/** Evidence, piece by piece: what it shows, the provision, what it means here. */
export function Proof({
  of,
  value,
  change,
  error,
}: {
  of: Extract<Asked, { kind: 'proof' }>;
  value: Row[];
  change: (value: Row[]) => void;
  error: ReactNode;
}): ReactNode {
  const w = useWords(actionWords);
  const id = useId();
  const most = of.most ?? 20;
  const set = (at: number, part: Row): void => change(value.map((row, i) => (i === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="choices proof">
      <legend>{of.label}</legend>
      {of.help ? <span className="field-help">{of.help}</span> : null}
      {value.map((row, i) => (
        <div key={i} className="proof-row">
          {of.kinds ? (
            <div className="field">
              <label className="label" htmlFor={`${id}-${i}-kind`}>
                {w.proofKind}
              </label>
              <select
                id={`${id}-${i}-kind`}
                className="field-plain"
                required
                value={row.kind ?? ''}
                onChange={({ target }) => set(i, { kind: target.value })}
              >
                <option value="">{w.choose}</option>
                {of.kinds.map(([kind, label]) => (
                  <option key={kind} value={kind}>
                    {label}
                  </option>
                ))}
              </select>
            </div>
          ) : null}
          <div className="field">
            <label className="label" htmlFor={`${id}-${i}-target`}>
              {w.proofTarget}
            </label>
            <Provisions
              id={`${id}-${i}-target`}
              className="field-plain"
              one
              value={row.target ? [row.target] : []}
              change={([target]) => set(i, { target: target ?? '' })}
            />
          </div>
          <div className="field">
            <label className="label" htmlFor={`${id}-${i}-note`}>
              {w.proofNote}
            </label>
            <textarea
              id={`${id}-${i}-note`}
              className="field-plain"
              rows={2}
              value={row[of.note] ?? ''}
              onChange={({ target }) => set(i, { [of.note]: target.value })}
            />
          </div>
          <Button size="medium" variant="tertiary" onPress={() => change(value.filter((_, at) => at !== i))}>
            {w.proofRemove(i + 1)}
          </Button>
        </div>
      ))}
      {value.length < most ? (
        <div>
          <Button size="medium" variant="secondary" onPress={() => change([...value, {}])}>
            {value.length ? w.proofMore : w.proofAdd}
          </Button>
        </div>
      ) : null}
      {error}
    </fieldset>
  );
}
