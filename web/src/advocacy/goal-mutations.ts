import { graphql } from '../gql';

/** Every act on a goal and its claims, each with the same answer: the goal as it is now, or why not. */
// prettier-ignore
export const GOAL_MUTATIONS = {
  goalCreate: graphql(`
    mutation ActGoalCreate($input: GoalCreateInput!) {
      goalCreate(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  goalUpdate: graphql(`
    mutation ActGoalUpdate($input: GoalUpdateInput!) {
      goalUpdate(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  goalPublish: graphql(`
    mutation ActGoalPublish($input: GoalActionInput!) {
      goalPublish(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  goalRest: graphql(`
    mutation ActGoalRest($input: GoalReasonInput!) {
      goalRest(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  goalWake: graphql(`
    mutation ActGoalWake($input: GoalReasonInput!) {
      goalWake(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  goalClose: graphql(`
    mutation ActGoalClose($input: GoalCloseInput!) {
      goalClose(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  goalReopen: graphql(`
    mutation ActGoalReopen($input: GoalReasonInput!) {
      goalReopen(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  claimAdd: graphql(`
    mutation ActClaimAdd($input: ClaimAddInput!) {
      claimAdd(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  claimUpdate: graphql(`
    mutation ActClaimUpdate($input: ClaimUpdateInput!) {
      claimUpdate(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  claimGrade: graphql(`
    mutation ActClaimGrade($input: ClaimGradeInput!) {
      claimGrade(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  claimVerify: graphql(`
    mutation ActClaimVerify($input: ClaimVerifyInput!) {
      claimVerify(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  claimDrop: graphql(`
    mutation ActClaimDrop($input: ClaimReasonInput!) {
      claimDrop(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
  claimRevive: graphql(`
    mutation ActClaimRevive($input: ClaimReasonInput!) {
      claimRevive(input: $input) { goal { id } userErrors { ...Refusal } }
    }`),
};
