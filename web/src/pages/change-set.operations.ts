import { graphql } from '../gql';

export const CHANGE_SET = graphql(`
  query ChangeSetPage($id: ID!) {
    changeSet(id: $id) {
      id
      madeAt
      added
      changed
      repealed
      renumbered
      editorial
      lapsed
      source {
        id
        title
        designation
        shortName
      }
      edition {
        number
        consolidatedTo
      }
      amendments {
        id
        act
        title
        inForceOn
        inForceUndecided
        documents {
          key
          label
        }
      }
    }
  }
`);

export const CHANGES = graphql(`
  query ChangeSetChanges($id: ID!, $kinds: [ProvisionChangeKind!], $after: String) {
    changeSet(id: $id) {
      id
      changes(first: 10, kinds: $kinds, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          kind
          label
          act
          effectiveOn
          effectiveUndecided
          sameWords
          provision {
            id
            key
          }
          toProvision {
            id
            key
            label
          }
          before {
            id
          }
          after {
            id
          }
          diff {
            op
            text
          }
        }
      }
    }
  }
`);

export const RE_REVIEWS = graphql(`
  query ChangeSetReReviews($id: ID!, $after: String) {
    changeSet(id: $id) {
      id
      reReviews(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          kind
          state
          dueAt
          assignee {
            id
            name
          }
          entry {
            id
            ref
            kind
            title
          }
          lawChanges {
            id
            message
            severity
          }
        }
      }
    }
  }
`);

export const NOTICES = graphql(`
  query ChangeSetNotices($id: ID!, $after: String) {
    changeSet(id: $id) {
      id
      notices(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          act
          at
          reason
          person {
            id
            name
          }
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
