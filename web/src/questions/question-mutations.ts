import { graphql } from '../gql';

graphql(`
  fragment QuestionActed on Question {
    id
    ref
    state
    version
  }
`);

/** Every action on a question, each with the same answer: the question as it is now, or why not. */
// prettier-ignore
export const QUESTION_MUTATIONS = {
  questionAccept: graphql(`
    mutation ActQuestionAccept($input: QuestionAcceptInput!) {
      questionAccept(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionReject: graphql(`
    mutation ActQuestionReject($input: QuestionReasonInput!) {
      questionReject(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionMarkDuplicate: graphql(`
    mutation ActQuestionMarkDuplicate($input: QuestionMarkDuplicateInput!) {
      questionMarkDuplicate(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionRequestInformation: graphql(`
    mutation ActQuestionRequestInformation($input: QuestionMessageInput!) {
      questionRequestInformation(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionProvideInformation: graphql(`
    mutation ActQuestionProvideInformation($input: QuestionMessageInput!) {
      questionProvideInformation(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionResume: graphql(`
    mutation ActQuestionResume($input: QuestionNoteInput!) {
      questionResume(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionRelease: graphql(`
    mutation ActQuestionRelease($input: QuestionNoteInput!) {
      questionRelease(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionTransfer: graphql(`
    mutation ActQuestionTransfer($input: QuestionTransferInput!) {
      questionTransfer(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionWithdraw: graphql(`
    mutation ActQuestionWithdraw($input: QuestionNoteInput!) {
      questionWithdraw(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionClose: graphql(`
    mutation ActQuestionClose($input: QuestionCloseInput!) {
      questionClose(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionReopen: graphql(`
    mutation ActQuestionReopen($input: QuestionReasonInput!) {
      questionReopen(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionApproveSending: graphql(`
    mutation ActQuestionApproveSending($input: QuestionApproveSendingInput!) {
      questionApproveSending(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
  questionDiscard: graphql(`
    mutation ActQuestionDiscard($input: QuestionActionInput!) {
      questionDiscard(input: $input) { question { ...QuestionActed } userErrors { ...Refusal } }
    }`),
};
