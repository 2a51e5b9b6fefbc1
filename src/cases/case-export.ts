import { organisationById, personById, unitById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { escapeHtml, standalonePage } from '../catalogue/standalone-page.js';
import { RequestContext } from '../platform/graphql/context.js';
import { say } from '../platform/i18n/messages.js';
import { caseById, decisionsOfCase, marksOfCase, partiesOfCase } from './case.loaders.js';
import { CaseDocumentRow, CaseLogRow, DOCUMENT_SELECT, LOG_SELECT } from './case.queries.js';
import { CaseLogKind, DecisionAppeal, DocumentKind, PartyRole, ReleaseOutcome } from './case-parts.entity.js';

const KINDS: Record<DocumentKind, string> = { INCOMING: 'Inkommen', DRAWN_UP: 'Upprättad', DISPATCHED: 'Expedierad' };
const ROLES: Record<PartyRole, string> = {
  APPLICANT: 'Sökande',
  COUNTERPARTY: 'Motpart',
  REPRESENTATIVE: 'Ombud',
  OTHER: 'Övrig',
};
const ABOUT: Record<CaseLogKind, string> = {
  RELEASE_REQUEST: 'Begäran om utlämnande',
  LATE_DOCUMENT: 'Sent inkommen handling',
  APPEAL: 'Överklagande',
  OTHER: 'Övrigt',
};
const APPEALS: Record<DecisionAppeal, string> = {
  APPEAL: 'Kan överklagas genom förvaltningsbesvär.',
  LEGALITY_REVIEW: 'Kan överklagas genom laglighetsprövning (13 kap. kommunallagen).',
  NONE: 'Kan inte överklagas.',
};
const OUTCOMES: Record<ReleaseOutcome, string> = {
  PENDING: 'inte prövad',
  RELEASED: 'utlämnad',
  PARTLY_RELEASED: 'delvis utlämnad',
  REFUSED: 'nekad',
  REFUSED_BY_DECISION: 'nekad genom skriftligt beslut',
  WITHDRAWN: 'återkallad',
};

/**
 * The register of a case (dagboksblad), in Swedish: what OSL 5 kap. 2 § asks of a register, and what has been done. A title
 * or a name under a secrecy mark is left out, since a register is shown to anybody who asks (OSL 5 kap. 4 §).
 */
export async function caseRegister(
  context: RequestContext<Actor>,
  id: string,
  now: Date,
  withSecrets: boolean,
): Promise<{ name: string; html: string } | null> {
  const found = await context.load(caseById, id);
  if (!found) return null;
  const [organisation, unit, responsible, parties, decisions, marks, documents, log] = await Promise.all([
    context.load(organisationById, found.ownerOrgId),
    context.load(unitById, found.ownerUnitId),
    found.responsibleId ? context.load(personById, found.responsibleId) : null,
    context.load(partiesOfCase, id),
    context.load(decisionsOfCase, id),
    context.load(marksOfCase, id),
    context.reads.all<CaseDocumentRow>(
      context,
      'register_documents',
      `select ${DOCUMENT_SELECT} from case_document d where d.entry_id = $1::uuid order by d.number`,
      [id],
    ),
    context.reads.all<CaseLogRow>(
      context,
      'register_log',
      `select ${LOG_SELECT} from case_log l where l.entry_id = $1::uuid order by l.at, l.id limit 2000`,
      [id],
    ),
  ]);
  const standing = (marks ?? []).filter((mark) => mark.liftedAt === null);
  const whole = standing.filter((mark) => mark.documentId === null);
  const marked = (documentId: string) => [...whole, ...standing.filter((mark) => mark.documentId === documentId)];
  const veiled = (text: string | null, secret: boolean): string =>
    text === null ? '' : secret && !withSecrets ? '[utelämnat: sekretessmarkerat]' : text;

  const facts = table(
    null,
    [
      ['Beteckning', found.ref],
      ['Diarienummer', found.diaryNumber],
      ['Främmande diarienummer', found.foreignReference],
      ['Myndighet', [organisation?.name, unit?.name].filter(Boolean).join(', ')],
      ['Handläggare', responsible?.name],
      ['Öppnat', found.openedOn],
      ['Läge', say(found.state, 'sv')],
      ['Avslutat', found.closedAt && stockholmDate(found.closedAt)],
      ['Klass', found.classCode],
      ['Sekretessmarkering (erinran)', whole.map(({ ground }) => ground).join('; ')],
    ].filter((row): row is [string, string] => Boolean(row[1])),
  );
  const sections = [
    section(
      'Parter',
      table(
        ['Namn', 'Ställning', 'Tillagd', 'Upphörde'],
        (parties ?? []).map((party) => [
          veiled(party.name, whole.length > 0),
          ROLES[party.partyRole],
          stockholmDate(party.addedAt),
          party.endedAt ? stockholmDate(party.endedAt) : '',
        ]),
      ),
    ),
    section(
      'Handlingar',
      table(
        ['Nr', 'Datum', 'Slag', 'Avsändare eller mottagare', 'Innehåll', 'Sekretess'],
        documents.map((one) => {
          const secret = marked(one.id);
          return [
            String(one.number),
            one.date,
            KINDS[one.documentKind],
            veiled(one.correspondent, secret.length > 0),
            veiled(one.title, secret.length > 0),
            secret.map(({ ground }) => ground).join('; '),
          ];
        }),
      ),
    ),
    section(
      'Beslut',
      (decisions ?? [])
        .map(
          (one) =>
            `<h3>${escapeHtml(`${one.decidedOn} ${one.decidedBy}`)}</h3>\n` +
            (one.delegation ? `<p>Delegation: ${escapeHtml(one.delegation)}</p>\n` : '') +
            (one.appeal ? `<p>${APPEALS[one.appeal]}</p>\n` : '') +
            (one.expeditedOn
              ? `<p>Expedierat ${one.expeditedOn} till ${escapeHtml(veiled(one.expeditedTo, whole.length > 0))}</p>\n`
              : '') +
            (whole.length > 0 && !withSecrets
              ? '<p>[utelämnat: sekretessmarkerat]</p>'
              : `<div>${renderMarkdown(one.outcome)}</div>`),
        )
        .join('\n'),
    ),
    section(
      'Logg',
      table(
        ['Datum', 'Vad', 'Innehåll', 'Grund'],
        log.map((one) => [
          one.date,
          one.outcome ? `${ABOUT[one.logKind]}: ${OUTCOMES[one.outcome]}` : ABOUT[one.logKind],
          veiled(one.body, whole.length > 0),
          one.ground ?? '',
        ]),
      ),
    ),
  ];
  const title = [found.diaryNumber ?? found.ref, veiled(found.title, whole.length > 0)].filter(Boolean).join(' ');
  return {
    name: (found.ref ?? 'arende').replace(/^Ä/, 'A'),
    html: standalonePage({
      title,
      body: [facts, ...sections].filter(Boolean).join('\n'),
      provenance:
        `Dagboksblad ur Lagrum ${stockholmDate(now)}, version ${found.version}.` +
        ' En sekretessmarkering är en erinran; sekretess prövas på nytt vid varje begäran.',
    }),
  };
}

function section(heading: string, body: string): string {
  return body ? `<section>\n<h2>${escapeHtml(heading)}</h2>\n${body}\n</section>` : '';
}

/** With column headings, or with each row's first cell as its heading. */
function table(columns: string[] | null, rows: string[][]): string {
  if (rows.length === 0) return '';
  const head = columns
    ? `<thead><tr>${columns.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')}</tr></thead>`
    : '';
  const body = rows.map(
    (row) =>
      `<tr>${row
        .map((cell, i) =>
          i === 0 && !columns ? `<th scope="row">${escapeHtml(cell)}</th>` : `<td>${escapeHtml(cell)}</td>`,
        )
        .join('')}</tr>`,
  );
  return `<table>${head}<tbody>\n${body.join('\n')}\n</tbody></table>`;
}
