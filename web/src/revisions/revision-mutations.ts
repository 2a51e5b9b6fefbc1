import { graphql } from '../gql';

graphql(`
  fragment RevisionActed on Revision {
    id
    state
    version
    entry {
      id
    }
  }
`);

/** Every action on a text, whatever kind of thing it is a text of. */
// prettier-ignore
export const REVISION_MUTATIONS = {
  revisionSubmit: graphql(`
    mutation ActRevisionSubmit($input: RevisionSubmitInput!) {
      revisionSubmit(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionRecall: graphql(`
    mutation ActRevisionRecall($input: RevisionActionInput!) {
      revisionRecall(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionApprove: graphql(`
    mutation ActRevisionApprove($input: RevisionApproveInput!) {
      revisionApprove(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionRequestChanges: graphql(`
    mutation ActRevisionRequestChanges($input: RevisionReasonInput!) {
      revisionRequestChanges(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionPublish: graphql(`
    mutation ActRevisionPublish($input: RevisionActionInput!) {
      revisionPublish(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionWithdraw: graphql(`
    mutation ActRevisionWithdraw($input: RevisionWithdrawInput!) {
      revisionWithdraw(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionDiscard: graphql(`
    mutation ActRevisionDiscard($input: RevisionActionInput!) {
      revisionDiscard(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionEmergencyPublish: graphql(`
    mutation ActRevisionEmergencyPublish($input: RevisionReasonInput!) {
      revisionEmergencyPublish(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
  revisionRetroReview: graphql(`
    mutation ActRevisionRetroReview($input: RevisionRetroReviewInput!) {
      revisionRetroReview(input: $input) { revision { ...RevisionActed } userErrors { ...Refusal } }
    }`),
};
