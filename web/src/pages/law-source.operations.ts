import { graphql } from '../gql';

export const LAW_SOURCE = graphql(`
  query LawSourcePage($id: ID!, $asOf: Date) {
    lawSource(id: $id) {
      id
      key
      title
      designation
      shortName
      form
      department
      issuedOn
      inForceOn
      inForceUndecided
      inForceByTransition
      repealedOn
      repealUndecided
      repealByTransition
      limitedTo
      consolidatedTo
      importedAt
      remarks
      converted
      preparatoryWorks
      ledgerCount
      watching
      status(asOf: $asOf)
      toc(asOf: $asOf) {
        id
        kind
        fragment
        label
        title
        depth
        parent
        repealed
      }
      documents {
        key
        label
      }
      editions {
        number
        consolidatedTo
        importedAt
      }
      predecessors {
        key
        title
        part
        on
        note
        source {
          id
        }
      }
      successors {
        key
        title
        part
        on
        note
        source {
          id
        }
      }
    }
  }
`);

export const LAW_WORDINGS = graphql(`
  query LawWordings($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Wording {
        id
        plain
        validFrom
        validTo
        toUndecided
      }
    }
  }
`);

export const LAW_AMENDMENTS = graphql(`
  query LawAmendments($id: ID!, $after: String) {
    lawSource(id: $id) {
      id
      amendments(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          act
          title
          inForceOn
          inForceUndecided
          inForceByTransition
          notes
          preparatoryWorks
          unparsed
          documents {
            key
            label
          }
          actions {
            sentence
          }
        }
      }
    }
  }
`);

export const LAW_COMING = graphql(`
  query LawComing($id: ID!, $asOf: Date, $after: String) {
    lawSource(id: $id) {
      id
      coming(first: 50, asOf: $asOf, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          event
          on
          label
          act
          provision {
            id
            key
            fragment
          }
          wording {
            id
            plain
          }
        }
      }
    }
  }
`);

export const LAW_SOURCE_CITED = graphql(`
  query LawSourceCited($id: ID!, $after: String) {
    lawSource(id: $id) {
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

export const WATCH_LAW = graphql(`
  mutation WatchLaw($input: WatchInput!) {
    watch(input: $input) {
      entry {
        id
        watching
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const UNWATCH_LAW = graphql(`
  mutation UnwatchLaw($input: WatchInput!) {
    unwatch(input: $input) {
      entry {
        id
        watching
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
