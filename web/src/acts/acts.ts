import type { TypedDocumentNode } from 'urql';
import type { UserError } from '../api/act';
import type { RoleName } from '../session/session';

/** As the server says it: what this reader may do now, or what stands in the way. */
export interface AllowedAction {
  action: string;
  blockers: readonly { code: string; message: string }[];
}

export type Value = string | string[] | boolean | Record<string, string>[] | undefined;
export type Values = Record<string, Value>;
export type Option = readonly [value: string, label: string];

interface Common {
  /** As the input names it. */
  name: string;
  label: string;
  help?: string;
  required?: boolean;
  initial?: Value;
  /** Heading of the part of the form that begins here. */
  part?: string;
  /** Asked for only then. */
  when?: (values: Values) => boolean;
}

/** What a person is asked for before something is done. The server checks it all again. */
export type Asked = Common &
  (
    | { kind: 'line' | 'number' | 'date' | 'check' | 'areas' | 'lines' | 'provision' | 'provisions' | 'document' }
    | { kind: 'text'; rows?: number }
    /** Sent as soon as it is chosen; the input says `upload` and `fileName`. */
    | { kind: 'file' }
    | { kind: 'choice' | 'pick' | 'many'; options: readonly Option[] }
    | { kind: 'entry' | 'entries'; of?: string; example: string }
    | { kind: 'yesNo' | 'recipients' }
    | { kind: 'organisation'; shown?: string }
    | {
        kind: 'person' | 'people';
        /** Those who have this role, or every colleague; not oneself unless that is said. */
        role?: RoleName;
        withMe?: boolean;
        /** What it is called to choose nobody else. */
        orMe?: string;
      }
    | { kind: 'proof'; kinds?: readonly Option[]; note: string; most?: number }
  );

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each act has variables of its own; the server checks them
export type ActDocument = TypedDocumentNode<any, any>;

export interface Act {
  /** What the server calls it in `allowedActions`. */
  action: string;
  /** Where two acts do the same action in two ways. */
  key?: string;
  label: string;
  done: string;
  help?: string;
  look?: 'primary' | 'danger';
  document: ActDocument;
  fields: Asked[];
  /** Where the input is shaped otherwise than the form. */
  shape?: (input: Record<string, unknown>) => Record<string, unknown>;
  /** The thing is read by named people only: personal data may be kept in it, on a stated ground. */
  mayKeep?: boolean;
  /** What is always sent along. */
  fixed?: Record<string, unknown>;
  /** Additive acts name the thing otherwise (`case`, `goal`), and need no version. */
  names?: (id: string, version: number) => Record<string, unknown>;
}

const LISTS: readonly Asked['kind'][] = [
  'areas',
  'provisions',
  'entries',
  'many',
  'people',
  'recipients',
  'proof',
  'lines',
];
const empty = (value: Value): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * What the server takes: numbers as numbers, and nothing where nothing was said. What was there and was emptied is said to
 * be empty: the server leaves alone what it is not told of.
 */
export function inputOf(fields: readonly Asked[], values: Values): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.when && !field.when(values)) continue;
    const value = values[field.name];
    if (empty(value)) {
      if (!empty(field.initial)) input[field.name] = LISTS.includes(field.kind) ? [] : null;
      continue;
    }
    if (field.kind === 'file') {
      const [file] = value as Record<string, string>[];
      if (file?.upload) Object.assign(input, { upload: file.upload, fileName: file.name });
    } else if (field.kind === 'number') input[field.name] = Number(String(value).replace(/\s/g, ''));
    else if (field.kind === 'lines')
      input[field.name] = String(value)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line);
    else if (field.kind === 'proof')
      input[field.name] = (value as Record<string, string>[])
        .map((row) => Object.fromEntries(Object.entries(row).filter(([, said]) => said)))
        .filter((row) => Object.keys(row).some((key) => key !== 'kind'));
    else input[field.name] = value;
  }
  return input;
}

/** A file is on its way: what is done now would be done without it. */
export const sending = (fields: readonly Asked[], values: Values): boolean =>
  fields.some(({ kind, name }) => {
    const [file] = kind === 'file' ? ((values[name] as Record<string, string>[] | undefined) ?? []) : [];
    return file !== undefined && !file.upload;
  });

/** What the server said of this field, wherever in it. */
export const saidOf = (errors: readonly UserError[], name: string): string | undefined =>
  errors.find(({ path }) => path.includes(name))?.message;

export const initialOf = (fields: readonly Asked[]): Values =>
  Object.fromEntries(fields.filter(({ initial }) => initial !== undefined).map(({ name, initial }) => [name, initial]));
