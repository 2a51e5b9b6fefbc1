import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Database } from '../platform/database/database.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { SubjectAreaUpdateInput } from './entry.inputs.js';

const DAYS = { min: 1, max: 250 };

/** What an administrator may set of a subject area; its words come from the reference data. */
@Injectable()
export class SubjectAreas {
  constructor(private readonly db: Database) {}

  update(actor: Actor, input: SubjectAreaUpdateInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      if (!isId(input.id, 'SubjectArea')) throw notFound('input.id');
      const within = (value: number | null | undefined, field: string, min: number, max: number): number | null => {
        if (value === null || value === undefined) return null;
        if (value < min || value > max) throw new UserError('INVALID', `input.${field}`, { allowed: `${min}–${max}` });
        return value;
      };
      const target = within(input.targetWorkingDays, 'targetWorkingDays', DAYS.min, DAYS.max);
      const urgent = within(input.urgentWorkingDays, 'urgentWorkingDays', DAYS.min, DAYS.max);
      const reviewers = within(input.reviewersRequired, 'reviewersRequired', 1, 2);
      const unit = input.responsibleUnit ?? null;
      if (unit !== null) {
        const staff = isId(unit, 'Unit')
          ? await tx.one(
              `select 1 from unit u join organisation o on o.id = u.organisation_id where u.id = $1 and o.kind = 'ASSOCIATION'`,
              [unit],
            )
          : null;
        if (!staff) throw notFound('input.responsibleUnit');
      }
      const changed = await tx.query(
        `update subject_area set target_working_days = coalesce($2, target_working_days),
           urgent_working_days = coalesce($3, urgent_working_days), reviewers_required = coalesce($4, reviewers_required),
           responsible_unit_id = coalesce($5, responsible_unit_id)
         where id = $1 returning 1`,
        [input.id, target, urgent, reviewers, unit],
      );
      if (changed.length === 0) throw notFound('input.id');
      await tx.record({
        subject: input.id,
        action: 'subject-area.updated',
        facts: { target, urgent, reviewers, unit },
      });
      return { id: input.id };
    });
  }
}
