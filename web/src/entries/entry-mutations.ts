import { graphql } from '../gql';

/** What is done alike to every kind of thing, each with the same answer: the thing as it is now, or why not. */
// prettier-ignore
export const ENTRY_MUTATIONS = {
  entryInvite: graphql(`
    mutation ActEntryInvite($input: EntryInviteInput!) {
      entryInvite(input: $input) { entry { id } userErrors { ...Refusal } }
    }`),
  entryUninvite: graphql(`
    mutation ActEntryUninvite($input: EntryInviteInput!) {
      entryUninvite(input: $input) { entry { id } userErrors { ...Refusal } }
    }`),
  entryRestrict: graphql(`
    mutation ActEntryRestrict($input: EntryRestrictInput!) {
      entryRestrict(input: $input) { entry { id } userErrors { ...Refusal } }
    }`),
  entryLowerSecrecyPropose: graphql(`
    mutation ActEntryLowerSecrecyPropose($input: EntryLowerSecrecyProposeInput!) {
      entryLowerSecrecyPropose(input: $input) { reviewRequest { id } userErrors { ...Refusal } }
    }`),
  entryFlag: graphql(`
    mutation ActEntryFlag($input: EntryFlagInput!) {
      entryFlag(input: $input) { entry { id } userErrors { ...Refusal } }
    }`),
  entryFlagSettle: graphql(`
    mutation ActEntryFlagSettle($input: EntryFlagSettleInput!) {
      entryFlagSettle(input: $input) { entry { id } userErrors { ...Refusal } }
    }`),
  taskCreate: graphql(`
    mutation ActTaskCreate($input: TaskCreateInput!) {
      taskCreate(input: $input) { task { id } userErrors { ...Refusal } }
    }`),
  taskReassign: graphql(`
    mutation ActTaskReassign($input: TaskReassignInput!) {
      taskReassign(input: $input) { task { id } userErrors { ...Refusal } }
    }`),
};
