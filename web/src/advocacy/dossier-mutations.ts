import { graphql } from '../gql';

/** Every act on a dossier, each with the same answer: the dossier as it is now, or why not. */
export const DOSSIER_MUTATIONS = {
  dossierOpen: graphql(`
    mutation ActDossierOpen($input: DossierOpenInput!) {
      dossierOpen(input: $input) {
        dossier {
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
  dossierUpdate: graphql(`
    mutation ActDossierUpdate($input: DossierUpdateInput!) {
      dossierUpdate(input: $input) {
        dossier {
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
  dossierStageConfirm: graphql(`
    mutation ActDossierStageConfirm($input: DossierStageConfirmInput!) {
      dossierStageConfirm(input: $input) {
        dossier {
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
  dossierStageSkip: graphql(`
    mutation ActDossierStageSkip($input: DossierStageSkipInput!) {
      dossierStageSkip(input: $input) {
        dossier {
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
  dossierStageCorrect: graphql(`
    mutation ActDossierStageCorrect($input: DossierStageCorrectInput!) {
      dossierStageCorrect(input: $input) {
        dossier {
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
  dossierRest: graphql(`
    mutation ActDossierRest($input: DossierRestInput!) {
      dossierRest(input: $input) {
        dossier {
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
  dossierWake: graphql(`
    mutation ActDossierWake($input: DossierWakeInput!) {
      dossierWake(input: $input) {
        dossier {
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
  dossierEnd: graphql(`
    mutation ActDossierEnd($input: DossierEndInput!) {
      dossierEnd(input: $input) {
        dossier {
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
  dossierReopen: graphql(`
    mutation ActDossierReopen($input: DossierReopenInput!) {
      dossierReopen(input: $input) {
        dossier {
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
  dossierVerify: graphql(`
    mutation ActDossierVerify($input: DossierVerifyInput!) {
      dossierVerify(input: $input) {
        dossier {
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
  dossierProposalAccept: graphql(`
    mutation ActDossierProposalAccept($input: DossierProposalAcceptInput!) {
      dossierProposalAccept(input: $input) {
        dossier {
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
  dossierProposalDecline: graphql(`
    mutation ActDossierProposalDecline($input: DossierProposalDeclineInput!) {
      dossierProposalDecline(input: $input) {
        dossier {
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
  dossierMilestoneComplete: graphql(`
    mutation ActDossierMilestoneComplete($input: DossierMilestoneCompleteInput!) {
      dossierMilestoneComplete(input: $input) {
        dossier {
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
  dossierConsulteeAnswer: graphql(`
    mutation ActDossierConsulteeAnswer($input: DossierConsulteeAnswerInput!) {
      dossierConsulteeAnswer(input: $input) {
        dossier {
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
