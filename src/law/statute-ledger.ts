export type LedgerCode =
  | 'UNKNOWN_MARKER'
  | 'SECTION_LIKE_TEXT'
  | 'SECTION_OUT_OF_PLACE'
  | 'CHAPTER_OUT_OF_ORDER'
  | 'SECTION_OUT_OF_ORDER'
  | 'WORDING_CLOSED'
  | 'DUPLICATE'
  | 'LIST_BROKEN'
  | 'TABLE'
  | 'TEXT_WITHOUT_PLACE'
  | 'TEXT_AFTER_NOTE'
  | 'WORDINGS_WITHIN'
  | 'OMITTED'
  | 'RUNNING_HEAD'
  | 'TRANSITION_UNNAMED'
  | 'NOTHING_UNDERSTOOD'
  | 'TOO_LARGE';

/** Something that was kept but not understood, for the one who keeps the catalogue. */
export interface LedgerEntry {
  code: LedgerCode;
  /** What was found, where and what became of it. */
  sentence: string;
  /** Nearest fragment. */
  fragment: string | null;
  /** Place in the source, UTF-16 units. */
  offset: number;
  /** The words themselves, at most 200 characters. */
  excerpt: string;
}

/** What the one who keeps the catalogue reads. */
export const LEDGER_SENTENCES: Record<LedgerCode, string> = {
  UNKNOWN_MARKER: 'En markering mellan snedstreck förstods inte; den står kvar ordagrant och ger ingen giltighetstid.',
  SECTION_LIKE_TEXT:
    'En rad ser ut som en paragraf men läser som fortsatt text; den är kvar ordagrant i närmaste paragraf.',
  SECTION_OUT_OF_PLACE:
    'Ett kapitel eller en paragraf står inne i en bilaga eller övergångsbestämmelse; det är kvar ordagrant där.',
  CHAPTER_OUT_OF_ORDER: 'Kapitlet har lägre nummer än det före.',
  SECTION_OUT_OF_ORDER: 'Paragrafen har lägre nummer än den före.',
  WORDING_CLOSED: 'Lydelsen sägs inte upphöra fast en ny träder i kraft; den avslutas den dag den nya börjar.',
  DUPLICATE: 'Samma nummer förekommer två gånger utan att tiderna skiljer lydelserna åt; båda är kvar.',
  LIST_BROKEN: 'En lista har samma nummer två gånger; den senare punkten kan inte pekas ut.',
  TABLE: 'En tabell är kvar ordagrant.',
  TEXT_WITHOUT_PLACE: 'Text utanför paragraferna är kvar ordagrant där den stod.',
  TEXT_AFTER_NOTE: 'Efter ändringshänvisningen följer mer text, troligen nästa rubrik; den är kvar i paragrafen.',
  WORDINGS_WITHIN:
    'En del av en bilaga, paragraf eller punkt träder i kraft eller upphör för sig; tiden står kvar vid delen.',
  OMITTED: 'Utgåvan säger att något av författningen finns bara i den tryckta versionen eller har utelämnats.',
  RUNNING_HEAD: 'En rad ser ut som ett sidhuvud eller ett sidnummer; den är kvar ordagrant men är inget stycke.',
  TRANSITION_UNNAMED: 'Övergångsbestämmelserna har ingen rubrik; de börjar vid ändringsförfattningens nummer.',
  NOTHING_UNDERSTOOD: 'Ingen paragraf hittades i texten; den är kvar ordagrant.',
  TOO_LARGE: 'Texten har fler stycken än vad som delas upp; slutet är kvar ordagrant i ett stycke.',
};
