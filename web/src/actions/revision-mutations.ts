import { graphql } from '../gql';

/** Every action on a text, whatever kind of thing it is a text of. */
export const REVISION_MUTATIONS = {
  revisionSubmit: graphql(`
    mutation ActRevisionSubmit($input: RevisionSubmitInput!) {
      revisionSubmit(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionRecall: graphql(`
    mutation ActRevisionRecall($input: RevisionActionInput!) {
      revisionRecall(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionApprove: graphql(`
    mutation ActRevisionApprove($input: RevisionApproveInput!) {
      revisionApprove(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionRequestChanges: graphql(`
    mutation ActRevisionRequestChanges($input: RevisionReasonInput!) {
      revisionRequestChanges(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionPublish: graphql(`
    mutation ActRevisionPublish($input: RevisionActionInput!) {
      revisionPublish(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionWithdraw: graphql(`
    mutation ActRevisionWithdraw($input: RevisionWithdrawInput!) {
      revisionWithdraw(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionDiscard: graphql(`
    mutation ActRevisionDiscard($input: RevisionActionInput!) {
      revisionDiscard(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionEmergencyPublish: graphql(`
    mutation ActRevisionEmergencyPublish($input: RevisionReasonInput!) {
      revisionEmergencyPublish(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  revisionRetroReview: graphql(`
    mutation ActRevisionRetroReview($input: RevisionRetroReviewInput!) {
      revisionRetroReview(input: $input) {
        revision {
          id
          state
          version
          entry {
            id
          }
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
};
