import { Field, InputType, registerEnumType } from '@nestjs/graphql';

export enum PersonalDataAction {
  REMOVE = 'REMOVE',
  MASK = 'MASK',
  KEEP = 'KEEP',
}
registerEnumType(PersonalDataAction, {
  name: 'PersonalDataAction',
  description: 'What to do about personal numbers and the like that were found in a text.',
  valuesMap: {
    REMOVE: { description: 'Take them out.' },
    MASK: { description: 'Put a word in their place, such as [personnummer].' },
    KEEP: { description: 'Keep them, on a stated ground; only in a RESTRICTED entry.' },
  },
});

@InputType({ description: 'The answer to PERSONAL_DATA.' })
export class PersonalDataInput {
  @Field(() => PersonalDataAction, { description: 'Remove, mask or keep.' })
  action!: PersonalDataAction;
  @Field(() => String, { nullable: true, description: 'Ground for keeping them.' })
  ground?: string | null;
}
