import type { QuestionDraftPartsFragment } from '../gql/graphql';

export interface AskValues {
  unitId: string;
  title: string;
  text: string;
  facts: string;
  subjectAreas: string[];
  urgency: 'NORMAL' | 'URGENT';
  wishedDate: string;
  diaryNumber: string;
  service: string;
  access: 'PARTIES' | 'RESTRICTED';
  accessGround: string;
  disclosure: 'undecided' | 'deIdentified' | 'disclosed';
  disclosureGround: string;
  secrecyGround: string;
  creditConsent: boolean;
}

export const EMPTY: AskValues = {
  unitId: '',
  title: '',
  text: '',
  facts: '',
  subjectAreas: [],
  urgency: 'NORMAL',
  wishedDate: '',
  diaryNumber: '',
  service: '',
  access: 'PARTIES',
  accessGround: '',
  disclosure: 'undecided',
  disclosureGround: '',
  secrecyGround: '',
  creditConsent: false,
};

export function valuesOf(question: QuestionDraftPartsFragment): AskValues {
  return {
    unitId: question.unit.id,
    title: question.title,
    text: question.text,
    facts: question.facts ?? '',
    subjectAreas: question.subjectAreas.map(({ id }) => id),
    urgency: question.urgency,
    wishedDate: question.wishedDate ?? '',
    diaryNumber: question.diaryNumber ?? '',
    service: question.service ?? '',
    access: question.access === 'RESTRICTED' ? 'RESTRICTED' : 'PARTIES',
    accessGround: '',
    disclosure: question.deIdentified ? 'deIdentified' : question.disclosureGround ? 'disclosed' : 'undecided',
    disclosureGround: question.disclosureGround ?? '',
    secrecyGround: question.secrecyGround ?? '',
    creditConsent: question.creditConsent,
  };
}

/** As the API takes it: what is empty is null, and the one choice of disclosure is two fields. */
export function inputOf(values: Partial<Omit<AskValues, 'unitId'>>) {
  const { disclosure, disclosureGround, ...rest } = values;
  const input: Record<string, unknown> = { ...rest };
  delete input.unitId;
  for (const name of ['facts', 'wishedDate', 'diaryNumber', 'service', 'secrecyGround', 'accessGround'])
    if (input[name] === '') input[name] = null;
  if (disclosure !== undefined) input.deIdentified = disclosure === 'deIdentified';
  if (disclosure !== undefined || disclosureGround !== undefined)
    input.disclosureGround = (disclosure ?? 'disclosed') === 'disclosed' ? disclosureGround?.trim() || null : null;
  if (disclosure === 'disclosed' && disclosureGround === undefined) delete input.disclosureGround;
  return input as {
    title?: string;
    text?: string;
    deIdentified?: boolean;
    disclosureGround?: string | null;
  };
}
