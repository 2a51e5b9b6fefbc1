import type { QueryRunner } from 'typeorm';

/** How a decision can be appealed and when it was sent to the parties; and the day that a case is watched for. */
export class CaseDecisions1763900000026 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  `alter table case_file add column due_on date, add column due_what text,
    add constraint due_for_something_needs_a_day check (due_what is null or due_on is not null)`,
  `create index case_by_due_day on case_file (due_on) where due_on is not null`,
  `alter table case_decision add column appeal text, add column appeal_information text,
    add column expedited_on date, add column expedited_to text,
    add constraint decision_appeal check (appeal is null or appeal in ('APPEAL','LEGALITY_REVIEW','NONE')),
    add constraint appeal_needs_information check (appeal is distinct from 'APPEAL' or appeal_information is not null),
    add constraint expedited_to_somebody check ((expedited_on is null) = (expedited_to is null)),
    add constraint expedited_when_decided check (expedited_on is null or expedited_on >= decided_on)`,
  `create index decision_not_expedited on case_decision (entry_id) where expedited_on is null`,
  `create trigger closed_case_is_frozen_expedite before update on case_decision for each row
     when (old.expedited_on is distinct from new.expedited_on or old.expedited_to is distinct from new.expedited_to)
     execute function closed_case_is_frozen()`,
  `grant update (expedited_on, expedited_to) on case_decision to lagrum_app`,
];
