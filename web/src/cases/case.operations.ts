import { graphql } from '../gql';

export const CASES = graphql(`
  query Cases($filter: CaseFilter, $orderBy: CaseOrder, $first: Int! = 20, $after: String) {
    cases(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...CaseItem
      }
    }
  }
`);

graphql(`
  fragment CaseItem on Case {
    id
    ref
    title
    state
    access
    diaryNumber
    openedOn
    dueOn
    dueWhat
    documentCount
    pendingReleases
    unsentDecisions
    responsible {
      id
      name
    }
    unit {
      id
      name
    }
    secrecyGrounds
  }
`);

graphql(`
  fragment CaseView on Case {
    id
    ...EntryAccess
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
    dueOn
    dueWhat
    classCode
    summary
    html
    reason
    retention
    retentionYears
    retentionBasis
    legalHold
    exportUrl
    documentCount
    pendingReleases
    unsentDecisions
    watching
    responsible {
      id
      name
    }
    unit {
      id
      name
    }
    organisation {
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
      appeal
      appealInformation
      expeditedOn
      expeditedTo
      document {
        id
        number
        title
      }
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
      markedBy {
        id
        name
      }
      document {
        id
        number
      }
    }
    looseFiles {
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
  query CaseDocuments($case: ID!, $filter: CaseDocumentFilter, $after: String) {
    caseDocuments(case: $case, filter: $filter, first: 20, after: $after) {
      totalCount
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
        registeredAt
        registeredBy {
          id
          name
        }
        file {
          id
          name
          size
          url
        }
        secrecyMarks {
          id
          ground
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
        follows
        advice
        author {
          id
          name
        }
      }
    }
  }
`);

/** What the unit has asked in a case, with the answers; the barriers that it ran into. */
export const CASE_LINKED = graphql(`
  query CaseLinked($id: ID!) {
    case(id: $id) {
      id
      links {
        id
        type
        entry {
          __typename
          id
          ref
          kind
          title
          ... on Question {
            questionState: state
            dueAt
            answeredAt
            answer {
              id
              conclusion
              html
              asOf
            }
          }
          ... on Barrier {
            barrierState: state
          }
        }
      }
    }
  }
`);

/** Of the case that a question is asked or a barrier reported from: what is filled in, and reminded of. */
export const CASE_BEHIND = graphql(`
  query CaseBehind($id: ID!) {
    case(id: $id) {
      id
      ref
      title
      diaryNumber
      access
      unit {
        id
      }
      subjectAreas {
        id
      }
      secrecyMarks {
        id
        ground
        liftedAt
        document {
          id
        }
      }
    }
  }
`);

export const DIARY_FORMAT = graphql(`
  query DiaryFormatOf($unit: ID!) {
    diaryFormat(unit: $unit) {
      unitId
      pattern
    }
  }
`);
