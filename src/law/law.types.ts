import { Extensions, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { TextChange } from '../catalogue/text-change.types.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { Act } from './act.entity.js';
import { LawSource } from './law-source.entity.js';
import { Provision, Wording, WordingKind } from './provision.entity.js';

export enum LawStatus {
  IN_FORCE = 'IN_FORCE',
  COMING = 'COMING',
  REPEALED = 'REPEALED',
}
registerEnumType(LawStatus, {
  name: 'LawStatus',
  description: 'Whether an act is law on a day.',
  valuesMap: {
    IN_FORCE: { description: 'It is.' },
    COMING: { description: 'It is to come into force, on a day that may not be decided yet.' },
    REPEALED: { description: 'It no longer is; transitional provisions may keep parts of it alive.' },
  },
});

export enum ProvisionStatus {
  IN_FORCE = 'IN_FORCE',
  COMING = 'COMING',
  REPEALED = 'REPEALED',
  RENUMBERED = 'RENUMBERED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ProvisionStatus, {
  name: 'ProvisionStatus',
  description: 'Whether a provision is law on a day.',
  valuesMap: {
    IN_FORCE: { description: 'It is, with the wording of that day.' },
    COMING: { description: 'Not yet.' },
    REPEALED: { description: 'No longer.' },
    RENUMBERED: { description: 'It stands under another number.' },
    UNKNOWN: { description: 'It may be, but the wording of that day was never read here: the edition began later.' },
  },
});

export enum DocumentFamily {
  PROP = 'PROP',
  BET = 'BET',
  RSKR = 'RSKR',
  SOU = 'SOU',
  DS = 'DS',
  DIR = 'DIR',
  SKR = 'SKR',
  EU = 'EU',
  OTHER = 'OTHER',
}
registerEnumType(DocumentFamily, {
  name: 'DocumentFamily',
  description: 'What kind of document of the legislative process it is.',
  valuesMap: {
    PROP: { description: 'Proposition.' },
    BET: { description: 'Utskottsbetänkande.' },
    RSKR: { description: 'Riksdagsskrivelse.' },
    SOU: { description: 'Statens offentliga utredningar.' },
    DS: { description: 'Departementsserien.' },
    DIR: { description: 'Kommittédirektiv.' },
    SKR: { description: 'Regeringens skrivelse.' },
    EU: { description: 'EU act.' },
    OTHER: { description: 'Another.' },
  },
});

@ObjectType({ description: 'A document of the legislative process.' })
export class LegalDocument {
  @Field({ description: 'Canonical id: `prop/2017/18:105`.' })
  key!: string;
  @Field(() => DocumentFamily, { description: 'What kind.' })
  family!: DocumentFamily;
  @Field({ description: 'As lawyers write it: `prop. 2017/18:105`.' })
  label!: string;
}

@ObjectType({ description: 'A line of the table of contents of an act as it stands on a day.' })
export class TocEntry {
  @Field(() => ID, { description: 'Id of the wording that the line is taken from.' })
  id!: string;
  @Field(() => WordingKind, { description: 'Part, chapter, heading, section, annex …' })
  kind!: WordingKind;
  @Field(() => String, { nullable: true, description: 'Place in the act; null for headings and parts.' })
  fragment!: string | null;
  @Field(() => String, { nullable: true, description: 'As it is written: `6 kap.`, `2 a §`.' })
  label!: string | null;
  @Field(() => String, { nullable: true, description: 'Words of the heading.' })
  title!: string | null;
  @Field(() => Int, { description: 'How deep it lies; 0 at the top.' })
  depth!: number;
  @Field(() => ID, { nullable: true, description: 'The line that it lies under.' })
  parent!: string | null;
  @Field({ description: 'Only that it has been repealed is left.' })
  repealed!: boolean;
  @Field(() => ID, { nullable: true, description: 'Id of the provision; null for headings and parts.' })
  provisionId!: string | null;
  @Extensions({ size: 10 })
  @Field(() => [TocEntry], { description: 'The lines right under it.' })
  children!: TocEntry[];
}

@ObjectType({ description: 'An act that came before or after another.' })
export class ActLink {
  @Field({ description: 'Canonical id.' })
  key!: string;
  @Field({ description: 'Its title, or its number where nothing more is known.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Which part of it, when not the whole.' })
  part!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day of what followed.' })
  on!: string | null;
  @Field(() => String, { nullable: true, description: 'What to know of it, in Swedish.' })
  note!: string | null;
  @Field(() => Act, { nullable: true, description: 'Its names, where they are known.' })
  act!: Act | null;
  @Field(() => LawSource, { nullable: true, description: 'Its text, where it has been read here.' })
  source!: object | null;
}

@ObjectType({ description: 'Where a provision stands, on a day.' })
export class ProvisionContext {
  @Field(() => String, { nullable: true, description: 'Heading of the part (avdelning).' })
  part!: string | null;
  @Field(() => String, { nullable: true, description: 'Heading of the chapter.' })
  chapter!: string | null;
  @Field(() => String, { nullable: true, description: 'The nearest heading above it within the chapter.' })
  heading!: string | null;
}

@ObjectType({ description: 'A piece of a wording: paragraph, point, sentence.' })
export class WordingPiece {
  @Field(() => String, {
    nullable: true,
    description: 'Place in the act; null where the law has no way to point at it.',
  })
  fragment!: string | null;
  @Field(() => String, { nullable: true, description: 'As lawyers write it: `6 kap. 2 a § första stycket 3`.' })
  label!: string | null;
  @Field({ description: 'moment, paragraph, item, continuation, heading, table, sentence or verbatim.' })
  kind!: string;
  @Field(() => Int, { description: 'Where it begins in the text of the wording, in UTF-16 units.' })
  start!: number;
  @Field(() => Int, { description: 'Where it ends.' })
  end!: number;
  @Field({ description: 'Its words, what is inside it included.' })
  text!: string;
}

@ObjectType({ description: 'Two wordings compared word by word.' })
export class WordingDiff {
  @Field(() => Wording, { description: 'The one.' })
  from!: Wording;
  @Field(() => Wording, { description: 'The other.' })
  to!: Wording;
  @Extensions({ size: 10 })
  @Field(() => [TextChange], { description: 'Read in order. Line ends of the editions are no change.' })
  changes!: TextChange[];
}

@ObjectType({ description: 'A provision under another number.' })
export class Renumbering {
  @Field({ description: 'The other place.' })
  fragment!: string;
  @Field({ description: 'As lawyers write it.' })
  label!: string;
  @Field(() => String, { nullable: true, description: 'The act that gave the number.' })
  act!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'From which day.' })
  on!: string | null;
  @Field(() => Provision, { nullable: true, description: 'The provision there, where it is known.' })
  provision!: object | null;
}

export enum ComingEvent {
  BEGINS = 'BEGINS',
  ENDS = 'ENDS',
}
registerEnumType(ComingEvent, {
  name: 'ComingEvent',
  description: 'What is to happen to a wording.',
  valuesMap: {
    BEGINS: { description: 'It comes into force.' },
    ENDS: { description: 'It ends, and nothing is announced in its place.' },
  },
});

@ObjectType({ description: 'What is to happen to the text of an act, and when.' })
export class ComingChange {
  @Field(() => ComingEvent, { description: 'What.' })
  event!: ComingEvent;
  @Field(() => DateScalar, { nullable: true, description: 'The day; null while the government has yet to decide.' })
  on!: string | null;
  @Field({ description: 'Of what, as lawyers write it.' })
  label!: string;
  @Field(() => String, { nullable: true, description: 'The act that does it, where it is named.' })
  act!: string | null;
  wordingId!: string;
}

@ObjectType({ description: 'One thing that an amending act does, as the register notes it.' })
export class AmendmentAction {
  @Field({ description: 'changed, added, repealed, renumbered, moved, commencement or reprinted.' })
  verb!: string;
  @Field(() => String, { nullable: true, description: 'Place in the act.' })
  fragment!: string | null;
  @Field(() => String, { nullable: true, description: 'The last of a range.' })
  through!: string | null;
  @Field(() => String, { nullable: true, description: 'The new place of what is renumbered or moved.' })
  toFragment!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The amending act that is changed, where it is not the text itself.',
  })
  inAct!: string | null;
  @Field({ description: 'In words, Swedish: `ändrar 6 kap. 2 a §`.' })
  sentence!: string;
}
