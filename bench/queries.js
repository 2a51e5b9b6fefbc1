/** What is asked of each contestant, and each answer brought to one shape, so that they can be compared before timing. */

export const LAGRUM_DOSSIER = `query Dossier { questions(first: 20) { nodes {
  id ref title state version updatedAt text urgency submittedAt dueAt
  organisation { id name shortName }
  subjectAreas { id key label }
  history { seq at action }
  allowedActions { action blockers { code } } } } }`;

export const LAGRUM_GUIDANCE = `query Guidance { guidances(first: 20) { nodes {
  id ref title state updatedAt organisation { id name shortName } subjectAreas { id key label } } } }`;

const AREAS = 'areas { nodes { subjectAreaBySubjectAreaId { rowId key labelSv } } }';
const ORGANISATION = 'organisationByOwnerOrgId { rowId name shortName }';

export const POSTGRAPHILE_DOSSIER = `query Dossier {
  allEntries(condition: { kind: "QUESTION" }, first: 20, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC]) { nodes {
    rowId ref title state version updatedAt
    questionByRowId { text urgency submittedAt dueAt }
    ${ORGANISATION} ${AREAS}
    events(first: 3, orderBy: [PRIMARY_KEY_DESC]) { nodes { seq at action } } } } }`;

export const POSTGRAPHILE_GUIDANCE = `query Guidance {
  allEntries(condition: { kind: "GUIDANCE" }, first: 20, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC]) { nodes {
    rowId ref title state updatedAt ${ORGANISATION} ${AREAS} } } }`;

const moment = (value) => (value ? new Date(value).toISOString() : null);
const sorted = (rows, key) => [...rows].sort((a, b) => (a[key] < b[key] ? -1 : 1));

function common(row) {
  return {
    id: row.id ?? row.rowId,
    ref: row.ref,
    title: row.title,
    state: row.state,
    updatedAt: moment(row.updatedAt),
  };
}

/** `actions: false` for a contestant that knows none. */
export function plainDossier(answer, { actions = true } = {}) {
  return answer.data.questions.nodes.map((row) => ({
    ...common(row),
    version: row.version,
    text: row.text,
    urgency: row.urgency,
    submittedAt: moment(row.submittedAt),
    dueAt: moment(row.dueAt),
    organisation: row.organisation,
    subjectAreas: sorted(row.subjectAreas, 'key'),
    history: row.history.map(({ seq, at, action }) => ({ seq: Number(seq), at: moment(at), action })),
    ...(actions ? { allowedActions: sorted(row.allowedActions, 'action') } : {}),
  }));
}

const fromPostGraphile = (row) => ({
  organisation: {
    id: row.organisationByOwnerOrgId.rowId,
    name: row.organisationByOwnerOrgId.name,
    shortName: row.organisationByOwnerOrgId.shortName,
  },
  subjectAreas: row.areas.nodes.map(({ subjectAreaBySubjectAreaId: { rowId, key, labelSv } }) => ({
    id: rowId,
    key,
    label: labelSv,
  })),
});

export const plainPostGraphileDossier = (answer) =>
  plainDossier(
    {
      data: {
        questions: {
          nodes: answer.data.allEntries.nodes.map(({ questionByRowId, events, ...row }) => ({
            ...row,
            ...questionByRowId,
            ...fromPostGraphile(row),
            history: [...events.nodes].reverse(),
          })),
        },
      },
    },
    { actions: false },
  );

export const plainGuidance = (answer) =>
  answer.data.guidances.nodes.map((row) => ({
    ...common(row),
    organisation: row.organisation,
    subjectAreas: sorted(row.subjectAreas, 'key'),
  }));

export const plainPostGraphileGuidance = (answer) =>
  plainGuidance({
    data: { guidances: { nodes: answer.data.allEntries.nodes.map((row) => ({ ...row, ...fromPostGraphile(row) })) } },
  });

export const without = (rows, field) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)));
