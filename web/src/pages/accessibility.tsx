import type { ReactNode } from 'react';
import tested from '../accessibility.json';
import { Page } from '../parts/page';
import { aboutWords } from '../words/about';
import { useWords } from '../words/words';

interface Tested {
  date: string | null;
  pages: { path: string; passes: number; violations: number }[];
}

/** The statement that the act demands, on what the axe runs found (test/web/accessibility.spec.ts writes it down). */
export function Accessibility(): ReactNode {
  const w = useWords(aboutWords);
  const { date, pages } = tested as Tested;
  const violations = pages.reduce((sum, page) => sum + page.violations, 0);
  return (
    <Page title={w.accessibility} lead={<p>{w.accessibilityLead}</p>}>
      <div className="prose">
        <h2>{w.how}</h2>
        <p>{w.standard}</p>
        <h2>{w.tested}</h2>
        {date ? (
          <>
            <p>
              {w.testedBy(pages.length, date)} <strong>{w.violations(violations)}</strong>
            </p>
            <table className="table">
              <caption>{w.caption}</caption>
              <thead>
                <tr>
                  <th scope="col">{w.page}</th>
                  <th scope="col" className="numeric">
                    {w.rules}
                  </th>
                  <th scope="col" className="numeric">
                    {w.faults}
                  </th>
                </tr>
              </thead>
              <tbody>
                {pages.map((page) => (
                  <tr key={page.path}>
                    <th scope="row">{page.path}</th>
                    <td className="numeric">{page.passes}</td>
                    <td className="numeric">{page.violations}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : (
          <p>{w.testedNot}</p>
        )}
        <p>{w.byHand}</p>
        <ul>
          {w.hand.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <h2>{w.known}</h2>
        <ul>
          {w.knownList.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <h2>{w.contact}</h2>
        <p>{w.contactText}</p>
        <h2>{w.supervision}</h2>
        <p>{w.supervisionText}</p>
        <p>
          <a href="https://www.digg.se/tdosanmalan" rel="noopener noreferrer">
            {w.supervisionLink}
          </a>
        </p>
      </div>
    </Page>
  );
}
