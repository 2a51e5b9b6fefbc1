import { Type } from '@nestjs/common';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('UserError', { description: 'An expected failure, in words. Nothing was changed.' })
export class UserErrorObject {
  @Field({ description: 'Stable code for programs.' })
  code!: string;
  @Field({ description: 'What was wrong, where, and what to do, in the language of the request.' })
  message!: string;
  @Field(() => [String], { description: 'The input field it is about; empty when it is about the whole action.' })
  path!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'Machine-readable details as JSON: limits, positions, versions.',
  })
  details!: string | null;
}

/** Common to every mutation's input. */
@InputType({ isAbstract: true })
export abstract class ActionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Same key and same input answers as the first time without acting again; the header Idempotency-Key does the same.',
  })
  idempotencyKey?: string | null;
}

/** For every action on a thing that changes: what the caller saw, so that nobody overwrites what they did not see. */
@InputType({ isAbstract: true })
export abstract class VersionedInput extends ActionInput {
  @Field(() => ID, { description: 'The thing to act on.' })
  id!: string;
  @Field(() => Int, {
    description: 'The version that the caller saw; a newer one answers CONFLICT with what is there now.',
  })
  expectedVersion!: number;
}

export interface Payload {
  userErrors: UserErrorObject[];
}

interface PayloadField {
  type: () => Type<unknown> | object | [Type<unknown>];
  description: string;
}

/** What the interceptor needs to build a payload when an action fails. */
export interface PayloadShape {
  name: string;
  /** The field that shows the changed thing, also its current state on CONFLICT. */
  main: string | null;
}

export const PAYLOADS = new Map<unknown, PayloadShape>();

/**
 * Makes `<Name>Payload { <field> userErrors }`: `payloadOf('QuestionSubmit', { question: … })`. The first field is the
 * changed thing.
 */
export function payloadOf<T extends object>(
  name: string,
  fields: Record<string, PayloadField>,
): Type<Partial<T> & Payload> {
  @ObjectType(`${name}Payload`, { description: `What came of ${name[0]!.toLowerCase()}${name.slice(1)}.` })
  class PayloadClass {
    @Field(() => [UserErrorObject], { description: 'Empty when the action was done.' })
    userErrors!: UserErrorObject[];
  }
  for (const [field, { type, description }] of Object.entries(fields)) {
    Field(type as never, { nullable: true, description })(PayloadClass.prototype, field);
  }
  Object.defineProperty(PayloadClass, 'name', { value: `${name}Payload` });
  PAYLOADS.set(PayloadClass, { name, main: Object.keys(fields)[0] ?? null });
  return PayloadClass as unknown as Type<Partial<T> & Payload>;
}
