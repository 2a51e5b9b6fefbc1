import { graphql } from '../gql';

graphql(`
  fragment DossierCard on Dossier {
    id
    ref
    kind
    title
    type
    state
    currentStage
    currentStageOn
    verified
    barrierCount
    barriers(first: 1) {
      id
      ref
      kind
      title
      weight {
        value
      }
    }
    datesAhead(first: 1) {
      id
      kind
      on
      milestone {
        id
        kind
      }
    }
  }
`);

export const BOARD = graphql(`
  query DossierBoard($filter: DossierFilter, $cards: Int!) {
    dossierBoard(filter: $filter) {
      total
      columns {
        stage
        count
        cards(first: $cards) {
          ...DossierCard
        }
      }
    }
  }
`);

/** One stage of the board, page by page. */
export const DOSSIERS_AT = graphql(`
  query DossiersAt($filter: DossierFilter, $after: String) {
    dossiers(filter: $filter, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...DossierCard
      }
    }
  }
`);

/** The goals that are tracked in a dossier, with their claims and what is done for them. */
export const DOSSIER_GOALS = graphql(`
  query DossierGoals($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Goal {
        id
        ref
        kind
        title
        state
        grades {
          grade
          count
        }
        claims {
          id
          number
          title
          grade
          certainty
          verified
        }
        links(type: "PART_OF") {
          id
          direction
          entry {
            id
            ref
            kind
            title
          }
        }
      }
    }
  }
`);

graphql(`
  fragment StageView on DossierStage {
    id
    stage
    state
    date
    title
    document
    documentId
    link
    note
    skipReason
    deadline
    ministryReference
    parentId
    provisions
    verified
    confirmedAt
    confirmedBy {
      id
      name
    }
    corrections {
      id
      at
      reason
      date
      documentId
    }
    consultees {
      id
      name
      asked
      answeredOn
      answerLink
    }
    milestones {
      id
      kind
      state
      dueOn
      doneAt
      version
      workingDaysBefore
      responsible {
        id
        name
      }
      allowedActions {
        action
        blockers {
          code
          message
        }
      }
    }
  }
`);

graphql(`
  fragment DossierView on Dossier {
    id
    ref
    kind
    title
    type
    state
    version
    verified
    currentStage
    currentStageOn
    inForceOn
    restReason
    restUntil
    endReason
    missingStages
    summary
    summaryHtml
    watching
    ministry {
      id
      name
    }
    responsible {
      id
      name
    }
    subjectAreas {
      id
      label(lang: $lang)
    }
    stages {
      ...StageView
    }
    barrierCount
    barriers(first: 10) {
      id
      ref
      kind
      title
      state
      weight {
        value
        membersText
      }
    }
    datesAhead(first: 6) {
      id
      kind
      on
      milestone {
        id
        kind
      }
    }
    proposals {
      id
      stage
      date
      document
      title
      link
      quote
      seen
      source
      state
      version
      allowedActions {
        action
        blockers {
          code
          message
        }
      }
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

export const DOSSIER = graphql(`
  query DossierPage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...DossierView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...DossierView
    }
  }
`);

export const GOALS = graphql(`
  query Goals($filter: GoalFilter, $after: String) {
    advocacyGoals(filter: $filter, first: 20, after: $after) {
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
        grades {
          grade
          count
        }
      }
    }
  }
`);

export const CLAIMS = graphql(`
  query ClaimsOn($filter: ClaimFilter, $after: String) {
    claims(filter: $filter, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        title
        grade
        certainty
        verified
        goal {
          id
          ref
          kind
          title
        }
      }
    }
  }
`);

graphql(`
  fragment ClaimView on Claim {
    id
    number
    slot
    title
    grade
    certainty
    version
    verified
    verifiedAt
    wokenAt
    provisions
    explanationHtml
    gradedAt
    gradedBy {
      id
      name
    }
    verifiedBy {
      id
      name
    }
    evidence {
      id
      target
      note
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
  fragment GoalView on Goal {
    id
    ref
    kind
    title
    state
    version
    html
    description
    reason
    access
    publishedAt
    watching
    responsible {
      id
      name
    }
    subjectAreas {
      id
      label(lang: $lang)
    }
    grades {
      grade
      count
    }
    revisions {
      ...RevisionView
    }
    comments {
      ...Thread
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

export const GOAL = graphql(`
  query GoalPage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...GoalView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...GoalView
    }
  }
`);

export const DEADLINES = graphql(`
  query Deadlines($after: String) {
    deadlines(first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        kind
        on
        dossier {
          id
          ref
          kind
          title
        }
        milestone {
          id
          kind
          responsible {
            id
            name
          }
        }
      }
    }
  }
`);

export const CALENDARS = graphql(`
  query Calendars {
    calendarTokens {
      id
      label
      scope
      createdAt
      revokedAt
      unit {
        id
        name
      }
    }
  }
`);

export const CALENDAR_CREATE = graphql(`
  mutation CalendarTokenCreate($input: CalendarTokenCreateInput!) {
    calendarTokenCreate(input: $input) {
      address {
        url
      }
      calendarToken {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const CALENDAR_REVOKE = graphql(`
  mutation CalendarTokenRevoke($input: CalendarTokenRevokeInput!) {
    calendarTokenRevoke(input: $input) {
      calendarToken {
        id
        revokedAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const GRADINGS = graphql(`
  query Gradings($id: ID!) {
    claim(id: $id) {
      id
      gradings {
        id
        at
        grade
        certainty
        explanation
        gradedBy {
          id
          name
        }
      }
    }
  }
`);

/** A page at a time: a goal may have a hundred claims, each with its evidence and what may be done with it. */
export const GOAL_CLAIMS = graphql(`
  query GoalClaims($goal: ID!, $after: String) {
    claims(filter: { goal: $goal }, first: 20, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...ClaimView
      }
    }
  }
`);
