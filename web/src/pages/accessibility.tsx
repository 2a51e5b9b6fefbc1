import type { ReactNode } from 'react';
import tested from '../accessibility.json';
import { Page } from '../parts/page';
import { aboutWords } from '../words/about';
import { useWords } from '../words/words';

interface Tested {
  date: string | null;
  /** What was tried, on how many pages, and how much it found. */
  checks: { check: string; pages: number; faults: number }[];
  pages: { path: string; person: string | null; rules: number; faults: number }[];
}

/** The statement that the act demands, on what was found in a real browser (`npm run accessibility` writes it down). */
export function Accessibility(): ReactNode {
  const w = useWords(aboutWords);
  const { date, checks, pages } = tested as Tested;
  const faults = pages.reduce((sum, page) => sum + page.faults, 0);
  return (
    <Page title={w.accessibility} lead={<p>{w.accessibilityLead}</p>}>
      <div className="prose">
        <h2>{w.how}</h2>
        <p>{w.scope}</p>
        <p>{w.standard}</p>
        <p>{w.status(faults)}</p>
        <h2>{w.contact}</h2>
        <p>{w.contactText}</p>
        <h2>{w.report}</h2>
        <p>{w.reportText}</p>
        <h2>{w.supervision}</h2>
        <p>{w.supervisionText}</p>
        <p>
          <a href="https://www.digg.se/tdosanmalan" rel="noopener noreferrer">
            {w.supervisionLink}
          </a>
        </p>
        <h2>{w.known}</h2>
        <ul>
          {w.knownList.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <h2>{w.tested}</h2>
        {date ? (
          <>
            <p>
              {w.testedBy(pages.length, date)} <strong>{w.foundFaults(faults)}</strong>
            </p>
            <ul>
              {checks.map((one) => (
                <li key={one.check}>
                  {w.trials[one.check]}{' '}
                  <span className="soft">
                    {w.onPages(one.pages)} {w.foundFaults(one.faults)}
                  </span>
                </li>
              ))}
            </ul>
            <div className="table-scroll" tabIndex={0} role="region" aria-label={w.caption}>
              <table className="table">
                <caption>{w.caption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{w.page}</th>
                    <th scope="col">{w.person}</th>
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
                    <tr key={`${page.person} ${page.path}`}>
                      <th scope="row">{page.path}</th>
                      <td>{page.person ?? w.nobody}</td>
                      <td className="numeric">{page.rules}</td>
                      <td className="numeric">{page.faults}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        ) : (
          <p>{w.testedNot}</p>
        )}
        <p>{w.untried}</p>
      </div>
    </Page>
  );
}
