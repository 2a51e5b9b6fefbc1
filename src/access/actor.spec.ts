import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/config.js';
import { HANDLES } from './actor.js';
import { Role, STAFF_ROLES } from './person.entity.js';

interface RoleRow {
  key: Role;
  heldBy: 'MEMBER' | 'STAFF';
  handles: string[];
}

describe('roles', () => {
  const text = JSON.parse(readFileSync(join(projectRoot, 'seeds/reference/roles.json'), 'utf8')) as
    RoleRow[] | { roles: RoleRow[] };
  const rows = Array.isArray(text) ? text : text.roles;

  it('are the same in the program and in what people are told', () => {
    expect(rows.map((row) => row.key).sort()).toEqual(Object.values(Role).sort());
    for (const row of rows) {
      const handled = (HANDLES[row.key] ?? []).filter((kind) => kind !== 'AUDIT');
      expect({ role: row.key, handles: [...row.handles].sort() }).toEqual({
        role: row.key,
        handles: [...handled].sort(),
      });
      expect({ role: row.key, staff: row.heldBy === 'STAFF' }).toEqual({
        role: row.key,
        staff: STAFF_ROLES.includes(row.key),
      });
    }
  });
});
