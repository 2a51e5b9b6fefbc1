import { Field, ID, InputType } from '@nestjs/graphql';
import { ActionInput } from '../platform/graphql/payload.js';
import { Audience } from './entry-parts.entity.js';
import { PersonalDataInput } from './text.inputs.js';

@InputType({ description: 'Attaches what was uploaded to an entry.' })
export class FileAttachInput extends ActionInput {
  @Field(() => ID, { description: 'The entry.' })
  entry!: string;
  @Field({ description: 'The `upload` that POST /files answered with; good for an hour, for whoever uploaded.' })
  upload!: string;
  @Field({
    description: 'Name of the file. Path parts go; it ends as its content demands; at most 200 characters are kept.',
  })
  name!: string;
  // No `defaultValue`: graphql-jit leaves the defaults of input fields out from the second call of a query on.
  @Field(() => Audience, { nullable: true, description: 'For whom; SHARED when absent.' })
  audience?: Audience | null;
  @Field(() => PersonalDataInput, {
    nullable: true,
    description: 'What to do about personal data that was found in the name.',
  })
  personalData?: PersonalDataInput | null;
}
