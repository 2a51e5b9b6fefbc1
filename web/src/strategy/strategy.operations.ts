import { graphql } from '../gql';

graphql(`
  fragment PlanView on FollowUpPlan {
    number
    priority
    goal
    timetableFrom
    timetableTo
    budgetSek
    spentSek
    result
    account
    late
    overBudget
  }
`);

graphql(`
  fragment StandingView on MeasureStanding {
    status
    statusBefore
    claims
    claimsMet
    actionsDone
    lags
    elapsed
    plan {
      ...PlanView
    }
    measure {
      id
      code
      title(lang: $lang)
      owner
      kind
      entry {
        id
        ref
      }
      group {
        id
        area {
          id
          code
        }
      }
    }
  }
`);

export const STRATEGY = graphql(`
  query StrategyOverview(
    $lang: Language!
    $year: Int
    $filter: MeasureStandingFilter
    $orderBy: MeasureStandingOrder!
  ) {
    strategies {
      id
      code
      title(lang: $lang)
      adopted
      adoptedUnder
      recommendedTo(lang: $lang)
      adoptedBy {
        id
        name
      }
      goals {
        id
        code
        title(lang: $lang)
      }
      areas {
        id
        code
        title(lang: $lang)
        objective(lang: $lang)
      }
    }
    measureStandings(year: $year, filter: $filter, orderBy: $orderBy) {
      year
      firstYear
      lastYear
      total
      measures {
        ...StandingView
      }
    }
  }
`);
