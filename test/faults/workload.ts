import { randomUUID } from 'node:crypto';

/** What the clients of a fault test do: questions taken from draft to answer, every call with an idempotency key. */

export type Who = 'officer' | 'lawyer' | 'reviewer';
export type StepName = 'draft' | 'submit' | 'accept' | 'write' | 'send' | 'approve' | 'publish';

export interface Call {
  step: StepName;
  key: string;
  /** How often it was sent. */
  tries: number;
  /** The program said that it is done, so it must be there for ever after. */
  acknowledged: boolean;
}

/** One question on its way; steps that were never begun have no call. */
export interface Trip {
  /** Tells this question from every other, also when the answer with its id was lost. */
  title: string;
  calls: Call[];
  ids: { question: string; revision: string };
}

interface Step {
  name: StepName;
  who: Who;
  mutation: string;
  field: 'question' | 'revision';
  input(ids: Trip['ids'], trip: Trip, world: World): object;
}

export interface World {
  unitId: string;
  subjectAreaId: string;
}

const mutation = (name: string, input: string, field: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${field} { id } userErrors { code message } } }`;

export const STEPS: readonly Step[] = [
  {
    name: 'draft',
    who: 'officer',
    mutation: mutation('questionDraft', 'QuestionDraftInput', 'question'),
    field: 'question',
    input: (_, { title }, { unitId }) => ({
      title,
      text: 'Får nämnden lämna ut uppgifterna till en annan nämnd?',
      unitId,
    }),
  },
  {
    name: 'submit',
    who: 'officer',
    mutation: mutation('questionSubmit', 'QuestionSubmitInput', 'question'),
    field: 'question',
    input: ({ question }) => ({ id: question, expectedVersion: 1, deIdentified: true }),
  },
  {
    name: 'accept',
    who: 'lawyer',
    mutation: mutation('questionAccept', 'QuestionAcceptInput', 'question'),
    field: 'question',
    input: ({ question }, _, { subjectAreaId }) => ({
      id: question,
      expectedVersion: 2,
      subjectAreas: [subjectAreaId],
    }),
  },
  {
    name: 'write',
    who: 'lawyer',
    mutation: mutation('revisionDraft', 'RevisionDraftInput', 'revision'),
    field: 'revision',
    input: ({ question }) => ({ entry: question, body: 'Ja, enligt 10 kap. 2 § OSL.', conclusion: 'POSSIBLE' }),
  },
  {
    name: 'send',
    who: 'lawyer',
    mutation: mutation('revisionSubmit', 'RevisionSubmitInput', 'revision'),
    field: 'revision',
    input: ({ revision }) => ({ id: revision, expectedVersion: 1 }),
  },
  {
    name: 'approve',
    who: 'reviewer',
    mutation: mutation('revisionApprove', 'RevisionApproveInput', 'revision'),
    field: 'revision',
    input: ({ revision }) => ({ id: revision, expectedVersion: 2 }),
  },
  {
    name: 'publish',
    who: 'lawyer',
    mutation: mutation('revisionPublish', 'RevisionActionInput', 'revision'),
    field: 'revision',
    input: ({ revision }) => ({ id: revision, expectedVersion: 3 }),
  },
];

/** Data of the payload, or null when nobody can tell what became of the call. Throws when it was refused. */
export type Send = (
  who: Who,
  mutation: string,
  input: object,
  key: string,
) => Promise<Record<string, { id: string } | null> | null>;

/** Takes one question `length` steps. A call without an answer is sent again with the same key once `passable` lets it. */
export async function travel(
  trip: Trip,
  length: number,
  world: World,
  send: Send,
  passable: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const step of STEPS.slice(trip.calls.length, length)) {
    const call: Call = { step: step.name, key: randomUUID(), tries: 0, acknowledged: false };
    trip.calls.push(call);
    while (!call.acknowledged) {
      await passable();
      call.tries++;
      const payload = await send(step.who, step.mutation, step.input(trip.ids, trip, world), call.key);
      const id = payload?.[step.field]?.id;
      if (id === undefined) continue;
      call.acknowledged = true;
      trip.ids[step.field] = id;
    }
  }
}

let made = 0;
export const newTrip = (): Trip => ({
  title: `Utlämnande mellan nämnder, ärende ${++made}`,
  calls: [],
  ids: { question: '', revision: '' },
});

export interface GraphqlBody {
  data?: Record<string, ({ userErrors: { code: string }[] } & Record<string, { id: string } | null>) | null> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** The program is there but its database is not: whether the call was done is not known. */
const UNKNOWN = new Set(['UNAVAILABLE', 'INTERNAL', 'INTERNAL_SERVER_ERROR']);

export function payloadOf({ data, errors }: GraphqlBody): ReturnType<Send> extends Promise<infer T> ? T : never {
  if (errors?.length) {
    if (errors.every(({ extensions }) => UNKNOWN.has(extensions?.code ?? ''))) return null;
    throw new Error(`A call that must succeed was refused: ${JSON.stringify(errors)}`);
  }
  const payload = Object.values(data ?? {})[0];
  if (!payload) return null;
  // Nobody else touches these questions and replays answer as the first time, so there is nothing to be refused for.
  if (payload.userErrors.length) throw new Error(`A call that must succeed was refused: ${JSON.stringify(payload)}`);
  return payload;
}
