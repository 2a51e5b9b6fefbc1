import { graphql } from '../gql';

export const IMPORTS = graphql(`
  query LawImportList($after: String) {
    lawImports(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        startedAt
        finishedAt
        total
        imported
        unchanged
        failed
        requestedBy {
          id
          name
        }
      }
    }
  }
`);

export const IMPORT = graphql(`
  query LawImportPage($id: ID!) {
    lawImport(id: $id) {
      id
      startedAt
      finishedAt
      job
      total
      imported
      unchanged
      failed
      requestedBy {
        id
        name
      }
    }
  }
`);

export const RECORDS = graphql(`
  query LawImportRecordList($id: ID!, $states: [LawImportRecordState!], $after: String) {
    lawImportRecords(import: $id, states: $states, first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        state
        added
        changed
        repealed
        renumbered
        ledger
        sentences
        sourceId
      }
    }
  }
`);

export const START = graphql(`
  mutation LawImportStart($input: LawImportInput!) {
    lawImport(input: $input) {
      lawImport {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const LEDGER = graphql(`
  query LawLedgerList($filter: LawLedgerFilter, $after: String) {
    lawLedger(filter: $filter, first: 30, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        version
        source
        code
        sentence
        excerpt
        fragment
        note
        handledAt
        handledBy {
          id
          name
        }
      }
    }
  }
`);

export const HANDLE = graphql(`
  mutation LawLedgerHandle($input: LawLedgerHandleInput!) {
    lawLedgerHandle(input: $input) {
      line {
        id
        version
        handledAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
