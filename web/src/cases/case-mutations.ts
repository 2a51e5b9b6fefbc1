import { graphql } from '../gql';

graphql(`
  fragment CaseActed on Case {
    id
    ref
    version
  }
`);

/** Every act on a case, each with the same answer: the case as it is now, or why not. */
// prettier-ignore
export const CASE_MUTATIONS = {
  caseOpen: graphql(`
    mutation ActCaseOpen($input: CaseOpenInput!) {
      caseOpen(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseUpdate: graphql(`
    mutation ActCaseUpdate($input: CaseUpdateInput!) {
      caseUpdate(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseRegisterDocument: graphql(`
    mutation ActCaseRegisterDocument($input: CaseRegisterDocumentInput!) {
      caseRegisterDocument(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseAddParty: graphql(`
    mutation ActCaseAddParty($input: CaseAddPartyInput!) {
      caseAddParty(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseEndParty: graphql(`
    mutation ActCaseEndParty($input: CaseEndPartyInput!) {
      caseEndParty(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseAddNote: graphql(`
    mutation ActCaseAddNote($input: CaseAddNoteInput!) {
      caseAddNote(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseMarkSecrecy: graphql(`
    mutation ActCaseMarkSecrecy($input: CaseMarkSecrecyInput!) {
      caseMarkSecrecy(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseLiftMark: graphql(`
    mutation ActCaseLiftMark($input: CaseLiftMarkInput!) {
      caseLiftMark(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseDecide: graphql(`
    mutation ActCaseDecide($input: CaseDecideInput!) {
      caseDecide(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseExpedite: graphql(`
    mutation ActCaseExpedite($input: CaseExpediteInput!) {
      caseExpedite(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseClose: graphql(`
    mutation ActCaseClose($input: CaseCloseInput!) {
      caseClose(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseReopen: graphql(`
    mutation ActCaseReopen($input: CaseReopenInput!) {
      caseReopen(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseLogRelease: graphql(`
    mutation ActCaseLogRelease($input: CaseLogReleaseInput!) {
      caseLogRelease(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  caseLogAdd: graphql(`
    mutation ActCaseLogAdd($input: CaseLogAddInput!) {
      caseLogAdd(input: $input) { case { ...CaseActed } userErrors { ...Refusal } }
    }`),
  diaryFormatSet: graphql(`
    mutation ActDiaryFormatSet($input: DiaryFormatSetInput!) {
      diaryFormatSet(input: $input) { diaryFormat { unitId pattern } userErrors { ...Refusal } }
    }`),
};
