import { UserError } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { familiesOf, familyOf, isDocumentId, isProvisionId } from './document-id.js';
import { DossierStageKind as S } from './dossier.entity.js';

/** What a stage says, checked: ready for its columns. */
export interface StageFacts {
  date: string | null;
  documentId: string | null;
  link: string | null;
  title: string | null;
  note: string | null;
  provisions: string[];
  deadline: string | null;
  ministryReference: string | null;
}

interface Said {
  date?: string | null;
  document?: string | null;
  link?: string | null;
  title?: string | null;
  note?: string | null;
  provisions?: string[] | null;
  deadline?: string | null;
  ministryReference?: string | null;
  personalData?: PersonalDataDecision | null;
}

const MAX_PROVISIONS = 100;
/** Nobody can confirm these without the document that they consist of. */
const BY_DOCUMENT: readonly S[] = [S.DIRECTIVE, S.INQUIRY, S.BILL, S.COMMITTEE_REPORT, S.DECISION, S.ISSUED];

/**
 * @param path prefix of the input fields, for errors; `optional` where a document may be missing: a skipped stage has none
 * @throws UserError DOSSIER_DOCUMENT_INVALID, DOSSIER_DOCUMENT_FAMILY, DOSSIER_LINK_INVALID, DOSSIER_PROVISION_INVALID,
 *   DOSSIER_STAGE_IN_FUTURE, DOSSIER_DEADLINE_ONLY_REMISS, DOSSIER_DEADLINE_BEFORE_REMISS, REQUIRED …
 */
export function stageFacts(
  gate: PrivacyGate,
  stage: S,
  said: Said,
  { path, today, optional = false }: { path: string; today: string; optional?: boolean },
): StageFacts {
  const texts = gate.pass(
    {
      title: { text: said.title, rule: { max: 300, path: `${path}.title`, singleLine: true } },
      note: { text: said.note, rule: { max: 2_000, path: `${path}.note` } },
      ministryReference: {
        text: said.ministryReference,
        rule: { max: 60, path: `${path}.ministryReference`, singleLine: true },
      },
    },
    said.personalData,
    { restricted: false },
  );
  const date = said.date ?? null;
  // What has not happened is not confirmed; a commencement is decided beforehand.
  if (date && date > today && stage !== S.IN_FORCE)
    throw new UserError('DOSSIER_STAGE_IN_FUTURE', `${path}.date`, { stage: `STAGE_${stage}`, date });
  if (said.deadline && stage !== S.REFERRAL) throw new UserError('DOSSIER_DEADLINE_ONLY_REMISS', `${path}.deadline`);
  if (said.deadline && date && said.deadline < date)
    throw new UserError('DOSSIER_DEADLINE_BEFORE_REMISS', `${path}.deadline`, { deadline: said.deadline, date });
  return {
    date,
    documentId: document(stage, said.document, `${path}.document`, !optional && BY_DOCUMENT.includes(stage)),
    link: secureLink(said.link, `${path}.link`),
    ...texts,
    provisions: provisions(said.provisions, `${path}.provisions`),
    deadline: said.deadline ?? null,
  };
}

function document(stage: S, text: string | null | undefined, path: string, required: boolean): string | null {
  const id = cleanText(text, { max: 200, path, singleLine: true, required });
  if (id === '') return null;
  if (!isDocumentId(id)) throw new UserError('DOSSIER_DOCUMENT_INVALID', path);
  const families = familiesOf(stage);
  const family = familyOf(id);
  // Ordinances and agency regulations are issued too, in collections of their own.
  const fits = !families || families.includes(family) || (families.includes('sfs') && family.endsWith('fs'));
  if (!fits) throw new UserError('DOSSIER_DOCUMENT_FAMILY', path, { stage: `STAGE_${stage}`, families: [...families] });
  return id;
}

/** @throws UserError DOSSIER_LINK_INVALID */
export function secureLink(text: string | null | undefined, path: string): string | null {
  const link = cleanText(text, { max: 2_000, path, singleLine: true });
  if (link === '') return null;
  // Neither a name and password before the host nor a script: people will click on it.
  const url = /^https:\/\/[^\s]+$/.test(link) && URL.canParse(link) ? new URL(link) : null;
  if (!url || url.username !== '' || url.password !== '' || !url.hostname.includes('.'))
    throw new UserError('DOSSIER_LINK_INVALID', path);
  return url.href;
}

function provisions(ids: readonly string[] | null | undefined, path: string): string[] {
  const wanted = [...new Set(ids ?? [])];
  if (wanted.length > MAX_PROVISIONS) throw new UserError('PAGE_SIZE', path, { max: MAX_PROVISIONS });
  for (const id of wanted) if (!isProvisionId(id)) throw new UserError('DOSSIER_PROVISION_INVALID', path);
  return wanted;
}
