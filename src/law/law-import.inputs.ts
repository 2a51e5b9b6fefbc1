import { Field, InputType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';

@InputType({ isAbstract: true })
abstract class ExpectedInput {
  @Field(() => String, {
    nullable: true,
    description: 'The act it is to be, as 2008:355: the record of another act is then refused.',
  })
  expected?: string | null;
}

@InputType({
  description: 'A record in the request itself: JSON of the legal database, dokumentstatus, or plain text.',
})
export class LawImportTextInput extends ExpectedInput {
  @Field({ description: 'A name for it, shown in the account of the import; at most 200 characters.' })
  name!: string;
  @Field({ description: 'The record, as it is published.' })
  text!: string;
}

@InputType({ description: 'A record that was uploaded through POST /files.' })
export class LawImportUploadInput extends ExpectedInput {
  @Field({ description: 'The `upload` that POST /files answered with; good for an hour, for whoever uploaded.' })
  upload!: string;
  @Field({ description: 'Name of the file; at most 200 characters are kept.' })
  name!: string;
}

@InputType({ description: 'A record that the server fetches.' })
export class LawImportAddressInput extends ExpectedInput {
  @Field({ description: 'Its address; https only, and nothing on internal networks. At most 2,000 characters.' })
  url!: string;
}

@InputType({ description: 'Records of the law to read in; at most 200 together.' })
export class LawImportInput extends ActionInput {
  @Field(() => [LawImportTextInput], { nullable: true, description: 'Records in the request itself.' })
  texts?: LawImportTextInput[] | null;
  @Field(() => [LawImportUploadInput], { nullable: true, description: 'Records that were uploaded.' })
  uploads?: LawImportUploadInput[] | null;
  @Field(() => [LawImportAddressInput], { nullable: true, description: 'Records to fetch.' })
  addresses?: LawImportAddressInput[] | null;
}

@InputType({ description: 'Which lines of the ledger.' })
export class LawLedgerFilter {
  @Field(() => String, { nullable: true, description: 'Only of this source, such as sfs/2010:800.' })
  source?: string | null;
  @Field(() => [String], { nullable: true, description: 'Only these kinds of trouble.' })
  codes?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Looked at already, or not; both when absent.' })
  handled?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Also what was said of earlier editions and no longer is; false when absent.',
  })
  former?: boolean | null;
}

@InputType({ description: 'Says that a line of the ledger has been looked at.' })
export class LawLedgerHandleInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'What was seen or done; at most 2,000 characters.' })
  note?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'False takes the mark away again; true when absent.' })
  handled?: boolean | null;
  @Field(() => PersonalDataInput, {
    nullable: true,
    description: 'What to do about personal data that was found in the note.',
  })
  personalData?: PersonalDataInput | null;
}
