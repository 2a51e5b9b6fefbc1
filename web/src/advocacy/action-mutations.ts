import { graphql } from '../gql';

/** Every act on an advocacy action, each with the same answer: the action as it is now, or why not. */
// prettier-ignore
export const ACTION_MUTATIONS = {
  actionPlan: graphql(`
    mutation ActActionPlan($input: ActionPlanInput!) {
      actionPlan(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionUpdate: graphql(`
    mutation ActActionUpdate($input: ActionUpdateInput!) {
      actionUpdate(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionPrepare: graphql(`
    mutation ActActionPrepare($input: ActionStepInput!) {
      actionPrepare(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionDecide: graphql(`
    mutation ActActionDecide($input: ActionDecideInput!) {
      actionDecide(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionSend: graphql(`
    mutation ActActionSend($input: ActionSendInput!) {
      actionSend(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionHold: graphql(`
    mutation ActActionHold($input: ActionHoldInput!) {
      actionHold(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionRecordResponse: graphql(`
    mutation ActActionRecordResponse($input: ActionRecordResponseInput!) {
      actionRecordResponse(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionLogContact: graphql(`
    mutation ActActionLogContact($input: ActionLogContactInput!) {
      actionLogContact(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionClose: graphql(`
    mutation ActActionClose($input: ActionCloseInput!) {
      actionClose(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
  actionCancel: graphql(`
    mutation ActActionCancel($input: ActionCancelInput!) {
      actionCancel(input: $input) { action { id } userErrors { ...Refusal } }
    }`),
};
