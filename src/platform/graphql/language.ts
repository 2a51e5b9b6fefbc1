import { registerEnumType } from '@nestjs/graphql';

export enum LanguageCode {
  sv = 'sv',
  en = 'en',
}
registerEnumType(LanguageCode, {
  name: 'Language',
  description: 'Language of a text.',
  valuesMap: { sv: { description: 'Swedish, authoritative.' }, en: { description: 'English.' } },
});
