import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum TextChangeKind {
  EQUAL = 'EQUAL',
  INSERT = 'INSERT',
  DELETE = 'DELETE',
}
registerEnumType(TextChangeKind, {
  name: 'TextChangeKind',
  description: 'What became of a passage from one version to another.',
  valuesMap: {
    EQUAL: { description: 'Stayed.' },
    INSERT: { description: 'Came.' },
    DELETE: { description: 'Went.' },
  },
});

@ObjectType({ description: 'A passage of a comparison, word by word; read in order.' })
export class TextChange {
  @Field(() => TextChangeKind, { description: 'What became of it.' })
  op!: TextChangeKind;
  @Field({ description: 'The passage, as it stands in the text (Markdown where the text is).' })
  text!: string;
}
