import type { ReactNode } from 'react';
import { Page } from '../parts/page';
import { aboutWords } from '../words/about';
import { useWords } from '../words/words';

export function AboutData(): ReactNode {
  const w = useWords(aboutWords);
  return (
    <Page title={w.dataTitle} lead={<p>{w.dataLead}</p>}>
      <div className="prose">
        <h2>{w.law}</h2>
        <p>{w.lawText}</p>
        <h2>{w.written}</h2>
        <ul>
          {w.writtenList.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <h2>{w.sources}</h2>
        <dl className="sources">
          {w.sourceList.map(([what, where]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{where}</dd>
            </div>
          ))}
        </dl>
        <h2>{w.open}</h2>
        <p>{w.openText}</p>
      </div>
    </Page>
  );
}
