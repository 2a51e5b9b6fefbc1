import { graphql } from '../gql';

/** Every act on an advocacy action, each with the same answer: the action as it is now, or why not. */
export const ACTION_MUTATIONS = {
  actionPlan: graphql(`
    mutation ActActionPlan($input: ActionPlanInput!) {
      actionPlan(input: $input) {
        action {
          id
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
  actionUpdate: graphql(`
    mutation ActActionUpdate($input: ActionUpdateInput!) {
      actionUpdate(input: $input) {
        action {
          id
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
  actionPrepare: graphql(`
    mutation ActActionPrepare($input: ActionStepInput!) {
      actionPrepare(input: $input) {
        action {
          id
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
  actionDecide: graphql(`
    mutation ActActionDecide($input: ActionDecideInput!) {
      actionDecide(input: $input) {
        action {
          id
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
  actionSend: graphql(`
    mutation ActActionSend($input: ActionSendInput!) {
      actionSend(input: $input) {
        action {
          id
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
  actionHold: graphql(`
    mutation ActActionHold($input: ActionHoldInput!) {
      actionHold(input: $input) {
        action {
          id
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
  actionRecordResponse: graphql(`
    mutation ActActionRecordResponse($input: ActionRecordResponseInput!) {
      actionRecordResponse(input: $input) {
        action {
          id
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
  actionLogContact: graphql(`
    mutation ActActionLogContact($input: ActionLogContactInput!) {
      actionLogContact(input: $input) {
        action {
          id
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
  actionClose: graphql(`
    mutation ActActionClose($input: ActionCloseInput!) {
      actionClose(input: $input) {
        action {
          id
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
  actionCancel: graphql(`
    mutation ActActionCancel($input: ActionCancelInput!) {
      actionCancel(input: $input) {
        action {
          id
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
