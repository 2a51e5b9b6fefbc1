import { graphql } from '../gql';

/** Every action on a question, each with the same answer: the question as it is now, or why not. */
export const QUESTION_MUTATIONS = {
  questionAccept: graphql(`
    mutation ActQuestionAccept($input: QuestionAcceptInput!) {
      questionAccept(input: $input) {
        question {
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
  questionReject: graphql(`
    mutation ActQuestionReject($input: QuestionReasonInput!) {
      questionReject(input: $input) {
        question {
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
  questionMarkDuplicate: graphql(`
    mutation ActQuestionMarkDuplicate($input: QuestionMarkDuplicateInput!) {
      questionMarkDuplicate(input: $input) {
        question {
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
  questionRequestInformation: graphql(`
    mutation ActQuestionRequestInformation($input: QuestionMessageInput!) {
      questionRequestInformation(input: $input) {
        question {
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
  questionProvideInformation: graphql(`
    mutation ActQuestionProvideInformation($input: QuestionMessageInput!) {
      questionProvideInformation(input: $input) {
        question {
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
  questionResume: graphql(`
    mutation ActQuestionResume($input: QuestionNoteInput!) {
      questionResume(input: $input) {
        question {
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
  questionRelease: graphql(`
    mutation ActQuestionRelease($input: QuestionNoteInput!) {
      questionRelease(input: $input) {
        question {
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
  questionTransfer: graphql(`
    mutation ActQuestionTransfer($input: QuestionTransferInput!) {
      questionTransfer(input: $input) {
        question {
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
  questionWithdraw: graphql(`
    mutation ActQuestionWithdraw($input: QuestionNoteInput!) {
      questionWithdraw(input: $input) {
        question {
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
  questionClose: graphql(`
    mutation ActQuestionClose($input: QuestionCloseInput!) {
      questionClose(input: $input) {
        question {
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
  questionReopen: graphql(`
    mutation ActQuestionReopen($input: QuestionReasonInput!) {
      questionReopen(input: $input) {
        question {
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
  questionApproveSending: graphql(`
    mutation ActQuestionApproveSending($input: QuestionApproveSendingInput!) {
      questionApproveSending(input: $input) {
        question {
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
  questionDiscard: graphql(`
    mutation ActQuestionDiscard($input: QuestionActionInput!) {
      questionDiscard(input: $input) {
        question {
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
