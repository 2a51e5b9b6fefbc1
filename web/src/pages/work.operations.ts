import { graphql } from '../gql';

graphql(`
  fragment RevisionView on Revision {
    id
    slot
    language
    number
    version
    state
    title
    body
    html
    conclusion
    forWhom
    asOf
    reviewBy
    transitional
    changeNote
    changeWeight
    publishedAt
    updatedAt
    author {
      id
      name
    }
    approvals {
      id
      verdict
      at
      note
      dissent
      dismissedAt
      reviewer {
        id
        name
      }
    }
    allowedActions {
      action
      blockers {
        code
        message
      }
    }
  }
`);

graphql(`
  fragment WorkParts on Entry {
    id
    ref
    kind
    title
    version
    tasks {
      ...TaskItem
      allowedActions {
        action
        blockers {
          code
          message
        }
      }
    }
    revisions {
      ...RevisionView
    }
    ...EntryFlags
    ...EntryAccess
  }
`);

graphql(`
  fragment GuidanceWork on Guidance {
    guidanceState: state
    access
    asOf
    reviewBy
    subjectAreas {
      id
      key
      label(lang: $lang)
    }
    comments {
      ...Thread
    }
    history {
      seq
      at
      text
      actorName
    }
    files {
      id
      name
      size
      url
    }
    links {
      id
      type
      direction
      entry {
        id
        ref
        kind
        title
      }
    }
    liftedFrom {
      id
      ref
      kind
      title
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

export const WORK = graphql(`
  query Work($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...WorkParts
      ...QuestionView
      ...GuidanceWork
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...WorkParts
      ...QuestionView
      ...GuidanceWork
    }
  }
`);

export const PREVIEW = graphql(`
  query Preview($text: String!) {
    textPreview(text: $text)
  }
`);

export const REVISION_DRAFT = graphql(`
  mutation RevisionDraft($input: RevisionDraftInput!) {
    revisionDraft(input: $input) {
      revision {
        ...RevisionView
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const REVISION_EDIT = graphql(`
  mutation RevisionEdit($input: RevisionEditInput!) {
    revisionEdit(input: $input) {
      revision {
        ...RevisionView
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const LIFT = graphql(`
  mutation GuidanceLift($input: GuidanceLiftInput!) {
    guidanceLift(input: $input) {
      guidance {
        id
        ref
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const REVIEW_COMMENT = graphql(`
  mutation ReviewComment($input: CommentAddInput!) {
    commentAdd(input: $input) {
      comment {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
