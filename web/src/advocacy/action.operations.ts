import { graphql } from '../gql';

export const ACTIONS = graphql(`
  query AdvocacyActions($filter: ActionFilter, $after: String) {
    advocacyActions(filter: $filter, first: 20, after: $after) {
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
        actionKind
        state
        dueOn
        doneOn
        recipients {
          id
          name
        }
      }
    }
  }
`);

graphql(`
  fragment ActionView on Action {
    id
    ref
    kind
    title
    actionKind
    state
    version
    access
    dueOn
    doneOn
    diaryNumber
    theirReference
    purpose
    purposeHtml
    participants
    outcomeHtml
    reason
    decidedAs
    decidedBy
    decidedOn
    delegation
    reservations
    watching
    responsible {
      id
      name
    }
    recipients {
      id
      name
      organisation {
        id
      }
    }
    subjectAreas {
      id
      label(lang: $lang)
    }
    letter {
      id
      html
      publishedAt
    }
    letterUrls {
      docx
      html
    }
    claims {
      id
      number
      title
      goal {
        id
        ref
        kind
        title
      }
    }
    comments {
      ...Thread
    }
    statedClaims {
      position
      title
      text
      provisions
    }
    responses {
      id
      respondent
      respondedOn
      document
      html
    }
    revisions {
      ...RevisionView
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

export const ACTION = graphql(`
  query AdvocacyActionPage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...ActionView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...ActionView
    }
  }
`);

/** What may be demanded: the claims of the goals that the action is part of. */
export const GOAL_CLAIM_TITLES = graphql(`
  query GoalClaimTitles($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Goal {
        id
        ref
        claims {
          id
          number
          title
        }
      }
    }
  }
`);

export const CONTACTS = graphql(`
  query Contacts($action: ID!, $after: String) {
    contactLog(action: $action, first: 20, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        date
        channel
        people
        html
        organisation {
          id
          name
        }
        author {
          id
          name
        }
      }
    }
  }
`);
