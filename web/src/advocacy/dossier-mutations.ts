import { graphql } from '../gql';

/** Every act on a dossier, each with the same answer: the dossier as it is now, or why not. */
// prettier-ignore
export const DOSSIER_MUTATIONS = {
  dossierOpen: graphql(`
    mutation ActDossierOpen($input: DossierOpenInput!) {
      dossierOpen(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierUpdate: graphql(`
    mutation ActDossierUpdate($input: DossierUpdateInput!) {
      dossierUpdate(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierStageConfirm: graphql(`
    mutation ActDossierStageConfirm($input: DossierStageConfirmInput!) {
      dossierStageConfirm(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierStageSkip: graphql(`
    mutation ActDossierStageSkip($input: DossierStageSkipInput!) {
      dossierStageSkip(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierStageCorrect: graphql(`
    mutation ActDossierStageCorrect($input: DossierStageCorrectInput!) {
      dossierStageCorrect(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierRest: graphql(`
    mutation ActDossierRest($input: DossierRestInput!) {
      dossierRest(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierWake: graphql(`
    mutation ActDossierWake($input: DossierWakeInput!) {
      dossierWake(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierEnd: graphql(`
    mutation ActDossierEnd($input: DossierEndInput!) {
      dossierEnd(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierReopen: graphql(`
    mutation ActDossierReopen($input: DossierReopenInput!) {
      dossierReopen(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierVerify: graphql(`
    mutation ActDossierVerify($input: DossierVerifyInput!) {
      dossierVerify(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierProposalAccept: graphql(`
    mutation ActDossierProposalAccept($input: DossierProposalAcceptInput!) {
      dossierProposalAccept(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierProposalDecline: graphql(`
    mutation ActDossierProposalDecline($input: DossierProposalDeclineInput!) {
      dossierProposalDecline(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierMilestoneComplete: graphql(`
    mutation ActDossierMilestoneComplete($input: DossierMilestoneCompleteInput!) {
      dossierMilestoneComplete(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierConsulteeAnswer: graphql(`
    mutation ActDossierConsulteeAnswer($input: DossierConsulteeAnswerInput!) {
      dossierConsulteeAnswer(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierConsulteeAdd: graphql(`
    mutation ActDossierConsulteeAdd($input: DossierConsulteeAddInput!) {
      dossierConsulteeAdd(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
  dossierMilestonePlan: graphql(`
    mutation ActDossierMilestonePlan($input: DossierMilestonePlanInput!) {
      dossierMilestonePlan(input: $input) { dossier { id } userErrors { ...Refusal } }
    }`),
};
