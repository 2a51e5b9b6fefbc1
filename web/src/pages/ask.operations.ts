import { graphql } from '../gql';

graphql(`
  fragment QuestionDraftParts on Question {
    id
    ref
    version
    state
    title
    text
    facts
    urgency
    wishedDate
    diaryNumber
    service
    access
    deIdentified
    disclosureGround
    secrecyGround
    creditConsent
    waitsForApproval
    unit {
      id
      name
    }
    organisation {
      id
      approvesSending
    }
    subjectAreas {
      id
    }
    allowedActions {
      action
      mutation
      blockers {
        code
        message
      }
    }
  }
`);

export const ASK = graphql(`
  query Ask($id: ID!, $has: Boolean!, $lang: Language!) {
    question(id: $id) @include(if: $has) {
      ...QuestionDraftParts
    }
    subjectAreas {
      id
      label(lang: $lang)
      narrower {
        id
        label(lang: $lang)
      }
    }
  }
`);

export const DRAFT = graphql(`
  mutation QuestionDraft($input: QuestionDraftInput!) {
    questionDraft(input: $input) {
      question {
        ...QuestionDraftParts
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const UPDATE = graphql(`
  mutation QuestionUpdate($input: QuestionUpdateInput!) {
    questionUpdate(input: $input) {
      question {
        ...QuestionDraftParts
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const SUBMIT = graphql(`
  mutation QuestionSubmit($input: QuestionSubmitInput!) {
    questionSubmit(input: $input) {
      question {
        ...QuestionDraftParts
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const DISCARD = graphql(`
  mutation QuestionDiscard($input: QuestionActionInput!) {
    questionDiscard(input: $input) {
      question {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const SIMILAR = graphql(`
  query SimilarAnswers($text: String!) {
    similarEntries(text: $text, first: 5) {
      __typename
      id
      ref
      kind
      title
      ... on Guidance {
        conclusion
        forWhom
      }
    }
  }
`);
