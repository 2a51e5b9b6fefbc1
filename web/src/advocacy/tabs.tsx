import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { advocacyWords } from '../words/advocacy';
import { useWords } from '../words/words';
import './advocacy.css';

const PARTS = [
  ['/paverkan', 'board'],
  ['/paverkan/mal', 'goals'],
  ['/paverkan/insatser', 'actions'],
  ['/paverkan/frister', 'deadlines'],
  ['/strategi', 'strategy'],
  ['/uppfoljning', 'followUp'],
] as const;

export function AdvocacyTabs(): ReactNode {
  const w = useWords(advocacyWords);
  return (
    <nav aria-label={w.tabsLabel}>
      <ul className="tabs">
        {PARTS.map(([to, name]) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: true, includeSearch: false }}>
              {w.tabs[name]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
