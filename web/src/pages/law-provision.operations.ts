import { graphql } from '../gql';

export const PROVISION = graphql(`
  query ProvisionPage($id: ID!, $asOf: Date) {
    provision(id: $id, asOf: $asOf) {
      id
      key
      kind
      label
      fragment
      asOf
      status
      context {
        part
        chapter
        heading
      }
      chapter {
        id
        fragment
        label
      }
      source {
        id
        key
        title
        shortName
        designation
        status
      }
      piece {
        label
        start
        end
        text
      }
      wording {
        id
        plain
        validFrom
        validTo
        fromUndecided
        toUndecided
        act
        citations {
          start
          text
          target
        }
        amendment {
          id
          act
          documents {
            key
            label
          }
        }
      }
      wordings {
        id
        validFrom
        validTo
        fromUndecided
        toUndecided
        repealed
        act
        amendment {
          id
          documents {
            key
            label
          }
        }
      }
      future {
        id
        plain
        validFrom
        fromUndecided
        repealed
        act
      }
      renumberedFrom {
        fragment
        label
        act
        on
        provision {
          id
        }
      }
      renumberedTo {
        fragment
        label
        act
        on
        provision {
          id
        }
      }
      previous {
        id
        label
        fragment
      }
      next {
        id
        label
        fragment
      }
      amendments {
        id
        act
        title
        inForceOn
        documents {
          key
          label
        }
      }
    }
  }
`);

export const PROVISION_DIFF = graphql(`
  query ProvisionDiff($id: ID!, $from: ID!, $to: ID!) {
    provision(id: $id) {
      id
      diff(from: $from, to: $to) {
        from {
          id
          validFrom
          act
        }
        to {
          id
          validFrom
          act
        }
        changes {
          op
          text
        }
      }
    }
  }
`);

export const PROVISION_CITED = graphql(`
  query ProvisionCited($id: ID!, $after: String) {
    provision(id: $id) {
      id
      citedBy(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          entry {
            id
            ref
            kind
            title
          }
          citations {
            id
            label
            target
          }
        }
      }
    }
  }
`);
