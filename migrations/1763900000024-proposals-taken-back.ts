import type { QueryRunner } from 'typeorm';

/** Whoever proposed an act that needs a second person may take it back. */
export class ProposalsTakenBack1763900000024 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  `alter table review_request drop constraint review_request_state`,
  `alter table review_request add constraint review_request_state
     check (state in ('PROPOSED','ACCEPTED','REJECTED','WITHDRAWN'))`,
  `alter table review_request drop constraint decision_has_a_decider`,
  `alter table review_request add constraint decision_has_a_decider
     check ((state in ('ACCEPTED','REJECTED')) = (decided_by_id is not null))`,
];
