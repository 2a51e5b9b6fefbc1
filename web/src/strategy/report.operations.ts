import { graphql } from '../gql';

export const REPORTS = graphql(`
  query FollowUps($after: String) {
    followUps(first: 20, after: $after) {
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
        year
        approvedAt
        draftedAt
        figures {
          whole
          totals {
            claims
            claimsMet
            barriersResolved
            barriersOpen
          }
        }
      }
    }
  }
`);

export const REPORT_YEARS = graphql(`
  query FollowUpYears {
    followUpYears {
      year
      blockers {
        code
        message
      }
      report {
        id
        ref
      }
    }
  }
`);

graphql(`
  fragment TotalsView on FollowUpTotals {
    claims
    claimsMet
    claimsMetBefore
    actionsDone
    barriersOpened
    barriersResolved
    barriersOpen
    guidancePublished
    members
    questionsAnswered
    medianWorkingDays
  }
`);

graphql(`
  fragment ItemView on FollowUpItem {
    ref
    title
    note
    on
  }
`);

graphql(`
  fragment ReportView on Report {
    id
    ref
    kind
    title
    state
    version
    year
    draftNumber
    draftedAt
    approvedAt
    dataHash
    hashHolds
    watching
    strategy {
      id
      code
      title(lang: $lang)
    }
    requestedBy {
      id
      name
    }
    approvedBy {
      id
      name
    }
    exportUrls {
      docx
      xlsx
      html
    }
    text {
      id
      html
    }
    approval {
      id
      version
      reason
      createdAt
      proposedBy {
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
    revisions {
      ...RevisionView
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
    allowedActions {
      action
      blockers {
        code
        message
      }
    }
    figures {
      from
      to
      whole
      totals {
        ...TotalsView
      }
      series {
        year
        claims
        claimsMet
        barriersOpened
        barriersResolved
        barriersOpen
        members
        questionsAnswered
        medianWorkingDays
      }
      areas {
        code
        title
        claims
        claimsMet
        barriersOpened
        barriersResolved
        barriersOpen
        measures {
          code
          ref
          title
          status
          statusBefore
          claims
          claimsMet
          claimsMetBefore
          actionsDone
          barriersOpened
          barriersResolved
          barriersOpen
          members
          plan {
            ...PlanView
          }
          movements {
            goal
            number
            title
            from
            to
            certainty
            on
          }
          goals {
            ...ItemView
          }
          actions {
            ...ItemView
          }
          opened {
            ...ItemView
          }
          resolved {
            ...ItemView
          }
          guidance {
            ...ItemView
          }
        }
      }
    }
  }
`);

export const REPORT = graphql(`
  query FollowUpPage($ref: String!, $year: Int!, $byRef: Boolean!, $lang: Language!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      ...ReportView
    }
    followUp(year: $year) @skip(if: $byRef) {
      __typename
      ...ReportView
    }
  }
`);

export const COMPARE = graphql(`
  query FollowUpCompare($years: [Int!]!) {
    followUpCompare(years: $years) {
      years
      totals {
        ...TotalsView
      }
      measures {
        code
        title
        years {
          code
          ref
          status
          claims
          claimsMet
          actionsDone
          barriersOpened
          barriersResolved
          barriersOpen
          plan {
            budgetSek
            spentSek
            result
          }
        }
      }
    }
  }
`);

export const COMPARABLE = graphql(`
  query ComparableYears {
    followUps(first: 50) {
      nodes {
        id
        ref
        year
        state
      }
    }
  }
`);
