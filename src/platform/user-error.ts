/** Parameters that a message may use; never free text that a person wrote. */
export type ErrorParams = Record<string, unknown>;

/**
 * An expected failure: something a person can cause and can be told about.
 *
 * Thrown inside `transact`, so the whole action rolls back; one interceptor turns it into `userErrors` on the payload.
 * `code` names the message in `platform/i18n`; `path` is the input field ("input.title"); `current` is the id of the
 * thing as it stands now, which a `CONFLICT` shows in the payload.
 */
export class UserError extends Error {
  readonly path: string[];
  constructor(
    readonly code: string,
    path: string | string[] | null = null,
    readonly params: ErrorParams = {},
    readonly current: string | null = null,
  ) {
    super(code);
    this.name = 'UserError';
    this.path = path === null ? [] : Array.isArray(path) ? path : path.split('.');
  }
}

/** The answer for what does not exist and for what one may not see: the two must not be told apart. */
export function notFound(path: string | string[] | null = null): UserError {
  return new UserError('NOT_FOUND', path);
}
