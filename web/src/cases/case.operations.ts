import { graphql } from '../gql';

export const CASES = graphql(`
  query Cases($filter: CaseFilter, $after: String) {
    cases(filter: $filter, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        ref
        kind
        title
        state
        diaryNumber
        openedOn
        documentCount
        pendingReleases
        unit {
          id
          name
        }
      }
    }
  }
`);

graphql(`
  fragment CaseView on Case {
    id
    ref
    kind
    title
    state
    version
    access
    diaryNumber
    foreignReference
    openedOn
    closedAt
    classCode
    summary
    html
    reason
    retention
    retentionYears
    retentionBasis
    legalHold
    exportUrl
    responsible {
      id
      name
    }
    unit {
      id
      name
    }
    subjectAreas {
      id
      label(lang: $lang)
    }
    parties {
      id
      name
      partyRole
      addedAt
      endedAt
    }
    decisions {
      id
      decidedOn
      decidedBy
      delegation
      html
    }
    notes {
      id
      at
      html
      author {
        id
        name
      }
    }
    secrecyMarks {
      id
      ground
      markedAt
      liftedAt
      liftReason
      document {
        id
        number
      }
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
    history {
      seq
      at
      text
      actorName
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

export const CASE = graphql(`
  query CasePage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...CaseView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...CaseView
    }
  }
`);

export const CASE_DOCUMENTS = graphql(`
  query CaseDocuments($case: ID!, $after: String) {
    caseDocuments(case: $case, first: 20, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        number
        documentKind
        title
        correspondent
        date
        classCode
        file {
          id
          name
          url
        }
        secrecyMarks {
          id
          ground
          liftedAt
        }
      }
    }
  }
`);

export const CASE_LOG = graphql(`
  query CaseLog($case: ID!, $after: String) {
    caseLog(case: $case, first: 20, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        logKind
        date
        body
        outcome
        ground
        requester
        advice
        author {
          id
          name
        }
      }
    }
  }
`);
