import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { DiaryFormatSetInput } from './case.inputs.js';

const NUMBER = /\{number(?::([1-9]))?\}/g;
const TOKENS = /\{[^}]*\}/g;
/** A pattern that only ever gives taken numbers would never end. */
const MOST_TRIES = 1_000;

/** `KS {year}/{number:5}` → `KS 2026/00123`. */
export function diaryNumber(pattern: string, year: string, number: number): string {
  return pattern
    .replaceAll('{year}', year)
    .replace(NUMBER, (_, width: string | undefined) => String(number).padStart(Number(width ?? 1), '0'));
}

/** Diary numbers in the owner's own format. A series without gaps is no legal demand; that a number lasts and is unique is. */
@Injectable()
export class DiaryNumbers {
  constructor(private readonly db: Database) {}

  setFormat(actor: Actor, input: DiaryFormatSetInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const unit = isId(input.unit, 'Unit')
        ? await tx.one<{ organisationId: string }>(
            'select organisation_id as "organisationId" from unit where id = $1 and valid_to is null',
            [input.unit],
          )
        : null;
      if (!unit) throw notFound('input.unit');
      const mayAdminister =
        actor.hasInOrganisation(unit.organisationId, Role.ORG_ADMIN) ||
        actor.hasInOrganisation(unit.organisationId, Role.ADMIN);
      if (!mayAdminister) throw new UserError('FORBIDDEN', 'input.unit');
      const pattern = cleanText(input.pattern, { max: 60, path: 'input.pattern', required: true, singleLine: true });
      const tokens = pattern.match(TOKENS) ?? [];
      const numbers = pattern.match(NUMBER) ?? [];
      if (numbers.length !== 1 || tokens.some((token) => token !== '{year}' && token !== numbers[0])) {
        throw new UserError('DIARY_PATTERN', 'input.pattern');
      }
      await tx.query(
        `insert into diary_format (unit_id, pattern, updated_at) values ($1, $2, $3)
         on conflict (unit_id) do update set pattern = excluded.pattern, updated_at = excluded.updated_at`,
        [input.unit, pattern, tx.now],
      );
      await tx.record({ subject: input.unit, action: 'unit.diary-format-set', facts: { pattern } });
      return { id: input.unit };
    });
  }

  /** The next free number of the unit's series for a day, or null where the unit has no format. */
  async next(tx: Tx, unitId: string, today: string): Promise<string | null> {
    const format = await tx.one<{ pattern: string }>('select pattern from diary_format where unit_id = $1', [unitId]);
    if (!format) return null;
    const year = today.slice(0, 4);
    const series = format.pattern.includes('{year}') ? `diary:${unitId}:${year}` : `diary:${unitId}`;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const row = await tx.one<{ last: number }>(
        `insert into ref_counter (series, last) values ($1, 1)
         on conflict (series) do update set last = ref_counter.last + 1 returning last`,
        [series],
      );
      const number = diaryNumber(format.pattern, year, row!.last);
      // Somebody may have written it by hand before the unit had a series.
      const taken = await tx.one('select 1 from case_file where owner_unit_id = $1 and diary_number = $2', [
        unitId,
        number,
      ]);
      if (!taken) return number;
    }
    throw new UserError('DIARY_SERIES_USED_UP', 'input.diaryNumber');
  }
}
