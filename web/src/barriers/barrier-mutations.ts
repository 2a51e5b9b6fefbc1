import { graphql } from '../gql';

/** Every act on a barrier, each with the same answer: the barrier as it is now, or why not. */
export const BARRIER_MUTATIONS = {
  barrierConfirm: graphql(`
    mutation ActBarrierConfirm($input: BarrierActionInput!) {
      barrierConfirm(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierClassify: graphql(`
    mutation ActBarrierClassify($input: BarrierClassifyInput!) {
      barrierClassify(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierSignOn: graphql(`
    mutation ActBarrierSignOn($input: BarrierSignOnInput!) {
      barrierSignOn(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierSignOnUpdate: graphql(`
    mutation ActBarrierSignOnUpdate($input: BarrierSignOnUpdateInput!) {
      barrierSignOnUpdate(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierSignOnWithdraw: graphql(`
    mutation ActBarrierSignOnWithdraw($input: BarrierSignOnWithdrawInput!) {
      barrierSignOnWithdraw(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierPursue: graphql(`
    mutation ActBarrierPursue($input: BarrierPursueInput!) {
      barrierPursue(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierStopPursuing: graphql(`
    mutation ActBarrierStopPursuing($input: BarrierReasonInput!) {
      barrierStopPursuing(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierResolve: graphql(`
    mutation ActBarrierResolve($input: BarrierResolveInput!) {
      barrierResolve(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierVerify: graphql(`
    mutation ActBarrierVerify($input: BarrierVerifyInput!) {
      barrierVerify(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierDismiss: graphql(`
    mutation ActBarrierDismiss($input: BarrierReasonInput!) {
      barrierDismiss(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierReopen: graphql(`
    mutation ActBarrierReopen($input: BarrierReasonInput!) {
      barrierReopen(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierMerge: graphql(`
    mutation ActBarrierMerge($input: BarrierMergeInput!) {
      barrierMerge(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierEvidenceAdd: graphql(`
    mutation ActBarrierEvidenceAdd($input: BarrierEvidenceAddInput!) {
      barrierEvidenceAdd(input: $input) {
        barrier {
          id
          ref
          state
          version
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
  barrierUpdate: graphql(`
    mutation ActBarrierUpdate($input: BarrierUpdateInput!) {
      barrierUpdate(input: $input) {
        barrier {
          id
          ref
          state
          version
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
