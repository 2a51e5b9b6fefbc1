import type { QueryRunner } from 'typeorm';

/** Citations in texts, what an amendment touches, and who was told. */
export class Citations1763900000011 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  // A provision that only got another number asks for a glance, not for a review.
  `alter table task drop constraint task_kind`,
  `alter table task add constraint task_kind check (task_kind in ('TRIAGE','ANSWER','APPROVE_SENDING','PROVIDE_INFORMATION','REVIEW','REVISE','PUBLISH','RETRO_REVIEW','REPLACE','RE_REVIEW','GLANCE','DECIDE_REVIEWED_ACT','VERIFY_RESOLUTION','CONFIRM_STAGE','MILESTONE','FOLLOW_UP','VERIFY_SEED','MANUAL'))`,
];
