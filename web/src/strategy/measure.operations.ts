import { graphql } from '../gql';

graphql(`
  fragment MeasureView on Measure {
    id
    ref
    kind
    title
    version
    watching
    wording {
      id
      code
      title(lang: $lang)
      owner
      kind
      goals {
        id
        code
        title(lang: $lang)
      }
      group {
        id
        title(lang: $lang)
        area {
          id
          code
          title(lang: $lang)
        }
      }
      barriers {
        id
        ref
        kind
        title
        state
      }
    }
    plans {
      id
      year
      number
      priority
      goal
      organisation
      timetableFrom
      timetableTo
      budgetSek
      spentSek
      financing
      agreements
      setAt
      setBy {
        id
        name
      }
    }
    outcomes {
      id
      year
      number
      result
      account
      spentSek
      reportedAt
      reportedBy {
        id
        name
      }
    }
    advocacyGoals {
      id
      ref
      kind
      title
      state
      grades {
        grade
        count
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
    }
    advocacyActions {
      id
      ref
      kind
      title
      state
      actionKind
    }
    guidance {
      id
      ref
      kind
      title
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
  }
`);

export const MEASURE = graphql(`
  query MeasurePage($ref: String!, $code: String!, $year: Int, $lang: Language!) {
    entry(ref: $ref) {
      __typename
      ...MeasureView
    }
    measureStandings(year: $year, filter: { query: $code }) {
      year
      measures {
        ...StandingView
      }
    }
  }
`);
