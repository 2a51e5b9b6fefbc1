import { graphql } from '../gql';

graphql(`
  fragment BarrierItem on Barrier {
    id
    ref
    kind
    title
    state
    barrierKind
    layer
    summary
    verified
    subjectAreas {
      id
      label(lang: $lang)
    }
    weight {
      value
      members
      membersText
      severity
    }
  }
`);

graphql(`
  fragment BarrierSignedOn on BarrierSignOn {
    id
    version
    process
    volumePerYear
    costSek
    words
    html
    showName
    signedAt
    unit {
      id
      name
    }
    organisation {
      id
      name
    }
  }
`);

graphql(`
  fragment BarrierView on Barrier {
    ...BarrierItem
    version
    html
    services
    access
    publishedAt
    updatedAt
    reason
    verifiedAt
    resolutionExtent
    resolutionWay
    resolutionNote
    resolutionLaw
    resolvedFrom
    watching
    mergedInto {
      id
      ref
      kind
      title
    }
    weight {
      cost
      volume
      parts {
        label
        value
      }
    }
    memberCounts {
      counties {
        county
        members
        text
      }
      kinds {
        kind
        members
        text
      }
    }
    namedMembers {
      id
      name
    }
    mySignOns {
      ...BarrierSignedOn
    }
    reportedBy {
      id
      name
    }
    evidence(removed: true) {
      id
      evidenceKind
      target
      explanation
      addedAt
      removedAt
      removedReason
    }
    correspondents {
      id
      name
    }
    comments {
      ...Thread
    }
    revisions {
      ...RevisionView
    }
    openRequests {
      id
      act
      reason
      createdAt
      proposedBy {
        id
        name
      }
      into {
        id
        ref
        kind
        title
      }
      allowedActions {
        action
        blockers {
          code
          message
        }
      }
    }
    similar(first: 4) {
      id
      ref
      kind
      title
    }
    history {
      seq
      at
      text
      actorName
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
    allowedActions {
      action
      blockers {
        code
        message
      }
    }
  }
`);

export const BARRIERS = graphql(`
  query Barriers($filter: BarrierFilter, $orderBy: BarrierOrder!, $first: Int! = 20, $after: String, $lang: Language!) {
    barriers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...BarrierItem
      }
    }
  }
`);

export const BARRIER = graphql(`
  query BarrierPage($ref: String!, $id: ID!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...BarrierView
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ...BarrierView
    }
  }
`);

export const SIGN_ONS = graphql(`
  query BarrierSignOns($barrier: ID!, $after: String) {
    barrierSignOns(barrier: $barrier, first: 20, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...BarrierSignedOn
      }
    }
  }
`);

export const SIMILAR_BARRIERS = graphql(`
  query SimilarBarriers($title: String!) {
    similarBarriers(title: $title, first: 5) {
      id
      ref
      kind
      title
      barrierKind
      state
    }
  }
`);

export const BARRIER_REPORT = graphql(`
  mutation BarrierReport($input: BarrierReportInput!) {
    barrierReport(input: $input) {
      barrier {
        id
        ref
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
