import type { Act } from '../acts/acts';
import { graphql } from '../gql';
import type { Access } from '../gql/graphql';
import { actionWords } from '../words/actions';
import { entryWords } from '../words/entries';
import { workWords } from '../words/work';
import { useWords } from '../words/words';

// prettier-ignore
const M = {
  guidanceUpdate: graphql(`
    mutation ActGuidanceUpdate($input: GuidanceUpdateInput!) {
      guidanceUpdate(input: $input) { guidance { id } userErrors { ...Refusal } }
    }`),
  guidanceDiscard: graphql(`
    mutation ActGuidanceDiscard($input: GuidanceDiscardInput!) {
      guidanceDiscard(input: $input) { guidance { id } userErrors { ...Refusal } }
    }`),
};

/** What is done with a guidance that was never published; the rest goes through its text. */
export function useGuidanceActs(of: { title: string; access: Access; subjectAreas: readonly { id: string }[] }): Act[] {
  const w = useWords(workWords);
  const { access } = useWords(entryWords);
  const { fields } = useWords(actionWords);
  return [
    {
      action: 'update',
      ...w.guidanceUpdate,
      document: M.guidanceUpdate,
      fields: [
        { name: 'title', kind: 'line', label: w.title, initial: of.title, required: true },
        {
          name: 'subjectAreas',
          kind: 'areas',
          label: fields.subjectAreas,
          initial: of.subjectAreas.map(({ id }) => id),
        },
        {
          name: 'access',
          kind: 'choice',
          label: w.guidanceAccess,
          options: [
            ['PUBLIC', access.PUBLIC],
            ['MEMBERS', access.MEMBERS],
          ],
          initial: of.access,
        },
      ],
    },
    { action: 'discard', ...w.guidanceDiscard, look: 'danger', document: M.guidanceDiscard, fields: [] },
  ];
}
