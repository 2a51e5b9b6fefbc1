import { graphql } from '../gql';

/** Every act on a case, each with the same answer: the case as it is now, or why not. */
export const CASE_MUTATIONS = {
  caseOpen: graphql(`
    mutation ActCaseOpen($input: CaseOpenInput!) {
      caseOpen(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseUpdate: graphql(`
    mutation ActCaseUpdate($input: CaseUpdateInput!) {
      caseUpdate(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseRegisterDocument: graphql(`
    mutation ActCaseRegisterDocument($input: CaseRegisterDocumentInput!) {
      caseRegisterDocument(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseAddParty: graphql(`
    mutation ActCaseAddParty($input: CaseAddPartyInput!) {
      caseAddParty(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseEndParty: graphql(`
    mutation ActCaseEndParty($input: CaseEndPartyInput!) {
      caseEndParty(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseAddNote: graphql(`
    mutation ActCaseAddNote($input: CaseAddNoteInput!) {
      caseAddNote(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseMarkSecrecy: graphql(`
    mutation ActCaseMarkSecrecy($input: CaseMarkSecrecyInput!) {
      caseMarkSecrecy(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseLiftMark: graphql(`
    mutation ActCaseLiftMark($input: CaseLiftMarkInput!) {
      caseLiftMark(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseDecide: graphql(`
    mutation ActCaseDecide($input: CaseDecideInput!) {
      caseDecide(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseClose: graphql(`
    mutation ActCaseClose($input: CaseCloseInput!) {
      caseClose(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseReopen: graphql(`
    mutation ActCaseReopen($input: CaseReopenInput!) {
      caseReopen(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseLogRelease: graphql(`
    mutation ActCaseLogRelease($input: CaseLogReleaseInput!) {
      caseLogRelease(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseLogAdd: graphql(`
    mutation ActCaseLogAdd($input: CaseLogAddInput!) {
      caseLogAdd(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  caseExpedite: graphql(`
    mutation ActCaseExpedite($input: CaseExpediteInput!) {
      caseExpedite(input: $input) {
        case {
          id
          version
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  diaryFormatSet: graphql(`
    mutation ActDiaryFormatSet($input: DiaryFormatSetInput!) {
      diaryFormatSet(input: $input) {
        diaryFormat {
          unitId
          pattern
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  linkAdd: graphql(`
    mutation ActLinkAdd($input: LinkAddInput!) {
      linkAdd(input: $input) {
        entry {
          id
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
  linkRemove: graphql(`
    mutation ActLinkRemove($input: LinkRemoveInput!) {
      linkRemove(input: $input) {
        entry {
          id
        }
        userErrors {
          code
          message
          path
          details
        }
      }
    }
  `),
};
