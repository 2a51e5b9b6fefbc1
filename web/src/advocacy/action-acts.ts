import type { Act, Asked } from '../acts/acts';
import { optionsOf } from '../barriers/barrier-acts';
import type { Option } from '../acts/acts';
import type { ActionViewFragment } from '../gql/graphql';
import { ACTION_MUTATIONS as M } from './action-mutations';
import type { AdvocacyWords } from './advocacy-acts';

/** `claims`: those that may be demanded, each under its goal's ref. */
export function actionActs(w: AdvocacyWords, of: ActionViewFragment, claims: Option[]): Act[] {
  const a = w.acts;
  const outcome: Asked = { name: 'outcome', kind: 'text', label: w.outcome };
  return [
    {
      action: 'prepare',
      label: a.prepare,
      done: a.prepareDone,
      look: 'primary',
      document: M.actionPrepare,
      fields: [],
    },
    {
      action: 'decide',
      label: a.decide,
      done: a.decideDone,
      document: M.actionDecide,
      fields: [
        { name: 'decidedAs', kind: 'choice', label: a.decidedAs, options: optionsOf(w.decidedAs), required: true },
        { name: 'decidedBy', kind: 'line', label: a.decidedBy, help: a.decidedByHelp, required: true },
        { name: 'decidedOn', kind: 'date', label: a.decidedOn },
        { name: 'delegation', kind: 'line', label: w.delegation, when: (v) => v.decidedAs === 'DELEGATE' },
        { name: 'reservations', kind: 'text', label: w.reservations },
      ],
    },
    {
      action: 'send',
      label: a.send,
      done: a.sendDone,
      help: a.sendHelp,
      look: 'primary',
      document: M.actionSend,
      fields: [{ name: 'sentOn', kind: 'date', label: a.sentOn }],
    },
    {
      action: 'hold',
      label: a.hold,
      done: a.holdDone,
      look: 'primary',
      document: M.actionHold,
      fields: [
        { name: 'participants', kind: 'text', rows: 2, label: w.participants, required: true },
        { ...outcome, required: true },
        { name: 'heldOn', kind: 'date', label: a.heldOn },
      ],
    },
    {
      action: 'recordResponse',
      label: a.respond,
      done: a.respondDone,
      document: M.actionRecordResponse,
      fields: [
        { name: 'respondent', kind: 'line', label: a.respondent, initial: of.recipients[0]?.name, required: true },
        { name: 'summary', kind: 'text', label: a.answer, required: true },
        { name: 'respondedOn', kind: 'date', label: a.respondedOn },
        { name: 'document', kind: 'line', label: a.document },
      ],
    },
    {
      action: 'logContact',
      label: a.contact,
      done: a.contactDone,
      document: M.actionLogContact,
      fields: [
        { name: 'organisation', kind: 'organisation', label: a.organisation, required: true },
        { name: 'channel', kind: 'choice', label: a.channel, options: optionsOf(w.channel), required: true },
        { name: 'people', kind: 'line', label: a.people },
        { name: 'summary', kind: 'text', label: a.about, required: true },
        { name: 'date', kind: 'date', label: a.date },
      ],
      names: (action) => ({ action }),
    },
    {
      action: 'update',
      label: a.update,
      done: a.updateDone,
      document: M.actionUpdate,
      fields: [
        { name: 'title', kind: 'line', label: a.title, initial: of.title, required: true },
        { name: 'purpose', kind: 'text', label: w.purpose, initial: of.purpose ?? undefined },
        { name: 'dueOn', kind: 'date', label: w.due, initial: of.dueOn ?? undefined },
        { name: 'diaryNumber', kind: 'line', label: w.diary, initial: of.diaryNumber ?? undefined },
        { name: 'theirReference', kind: 'line', label: w.theirs, initial: of.theirReference ?? undefined },
        {
          name: 'recipients',
          kind: 'recipients',
          label: w.recipients,
          initial: of.recipients.map(({ name, organisation }) => ({
            name,
            ...(organisation ? { organisation: organisation.id } : {}),
          })),
        },
        {
          name: 'claims',
          kind: 'many',
          label: w.claims,
          help: claims.length ? a.claimsHelp : a.claimsNone,
          options: claims,
          initial: of.claims.map(({ id }) => id),
        },
        { name: 'subjectAreas', kind: 'areas', label: w.areas, initial: of.subjectAreas.map(({ id }) => id) },
        {
          name: 'responsible',
          kind: 'person',
          role: 'ADVOCATE',
          withMe: true,
          label: w.responsible,
          initial: of.responsible?.id,
        },
      ],
    },
    {
      action: 'close',
      label: a.close,
      done: a.actionCloseDone,
      document: M.actionClose,
      fields: [outcome],
    },
    {
      action: 'cancel',
      label: a.cancel,
      done: a.cancelDone,
      look: 'danger',
      document: M.actionCancel,
      fields: [{ name: 'reason', kind: 'text', label: a.reason, required: true }],
    },
  ];
}
