import { graphql } from '../gql';

/** Every act on a measure and on a yearly follow-up, each with the same answer: the thing as it is now, or why not. */
// prettier-ignore
export const STRATEGY_MUTATIONS = {
  measurePlanSet: graphql(`
    mutation ActMeasurePlanSet($input: MeasurePlanSetInput!) {
      measurePlanSet(input: $input) { measure { id } userErrors { ...Refusal } }
    }`),
  measureOutcomeReport: graphql(`
    mutation ActMeasureOutcomeReport($input: MeasureOutcomeReportInput!) {
      measureOutcomeReport(input: $input) { measure { id } userErrors { ...Refusal } }
    }`),
  followUpDraft: graphql(`
    mutation ActFollowUpDraft($input: FollowUpDraftInput!) {
      followUpDraft(input: $input) { report { id ref } userErrors { ...Refusal } }
    }`),
  followUpApprove: graphql(`
    mutation ActFollowUpApprove($input: FollowUpApproveInput!) {
      followUpApprove(input: $input) { report { id } userErrors { ...Refusal } }
    }`),
  accept: graphql(`
    mutation ActFollowUpAccept($input: ReviewRequestAcceptInput!) {
      reviewRequestAccept(input: $input) { reviewRequest { id } userErrors { ...Refusal } }
    }`),
  reject: graphql(`
    mutation ActFollowUpReject($input: ReviewRequestRejectInput!) {
      reviewRequestReject(input: $input) { reviewRequest { id } userErrors { ...Refusal } }
    }`),
};
