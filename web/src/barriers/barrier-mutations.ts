import { graphql } from '../gql';

graphql(`
  fragment BarrierActed on Barrier {
    id
    ref
    state
    version
  }
`);

/** Every act on a barrier, each with the same answer: the barrier as it is now, or why not. */
// prettier-ignore
export const BARRIER_MUTATIONS = {
  barrierConfirm: graphql(`
    mutation ActBarrierConfirm($input: BarrierActionInput!) {
      barrierConfirm(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierClassify: graphql(`
    mutation ActBarrierClassify($input: BarrierClassifyInput!) {
      barrierClassify(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierSignOn: graphql(`
    mutation ActBarrierSignOn($input: BarrierSignOnInput!) {
      barrierSignOn(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierSignOnUpdate: graphql(`
    mutation ActBarrierSignOnUpdate($input: BarrierSignOnUpdateInput!) {
      barrierSignOnUpdate(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierSignOnWithdraw: graphql(`
    mutation ActBarrierSignOnWithdraw($input: BarrierSignOnWithdrawInput!) {
      barrierSignOnWithdraw(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierPursue: graphql(`
    mutation ActBarrierPursue($input: BarrierPursueInput!) {
      barrierPursue(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierStopPursuing: graphql(`
    mutation ActBarrierStopPursuing($input: BarrierReasonInput!) {
      barrierStopPursuing(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierResolve: graphql(`
    mutation ActBarrierResolve($input: BarrierResolveInput!) {
      barrierResolve(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierVerify: graphql(`
    mutation ActBarrierVerify($input: BarrierVerifyInput!) {
      barrierVerify(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierDismiss: graphql(`
    mutation ActBarrierDismiss($input: BarrierReasonInput!) {
      barrierDismiss(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierReopen: graphql(`
    mutation ActBarrierReopen($input: BarrierReasonInput!) {
      barrierReopen(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierMerge: graphql(`
    mutation ActBarrierMerge($input: BarrierMergeInput!) {
      barrierMerge(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierEvidenceAdd: graphql(`
    mutation ActBarrierEvidenceAdd($input: BarrierEvidenceAddInput!) {
      barrierEvidenceAdd(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierUpdate: graphql(`
    mutation ActBarrierUpdate($input: BarrierUpdateInput!) {
      barrierUpdate(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
  barrierEvidenceRemove: graphql(`
    mutation ActBarrierEvidenceRemove($input: BarrierEvidenceRemoveInput!) {
      barrierEvidenceRemove(input: $input) { barrier { ...BarrierActed } userErrors { ...Refusal } }
    }`),
};
