import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, visibleSql } from './policy.js';

/** Messages between one unit and the association about an entry that others may read: a barrier and whoever reported it. */
export class Correspondence1763900000023 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
// Not the writer's whole organisation: secrecy runs between its boards (OSL 8 kap. 1 §).
const READ = `(audience = 'SHARED'
    or (audience = 'INTERNAL' and author_org_id = any((select app_orgs())::uuid[]))
    or (audience = 'UNIT' and (unit_id = any((select app_units())::uuid[]) or kind = any((select app_kinds())::text[])))
    or kind = any((select app_system_kinds())::text[]))`;

const STATEMENTS = [
  `alter table comment add column unit_id uuid`,
  `alter table comment drop constraint comment_audience`,
  `alter table comment add constraint comment_audience check (audience in ('SHARED','INTERNAL','UNIT'))`,
  `alter table comment add constraint comment_to_a_unit_names_it check ((audience = 'UNIT') = (unit_id is not null))`,
  `alter table comment add constraint comment_unit foreign key (unit_id) references unit(id)`,
  `drop policy comment_visible on comment`,
  `create policy comment_visible on comment for all to lagrum_app, lagrum_reader
     using (${CHILD} and ${READ}) with check (${CHILD} and ${READ})`,
];
