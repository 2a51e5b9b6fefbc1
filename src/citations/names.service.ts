import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Reads } from '../platform/database/reads.js';
import { ActRecord, NameTable } from './names.js';

/** The table of names as it stands in the database: seeded, and corrected by people. */
@Injectable()
export class Names {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  /** Read anew for each use: some hundred acts in a few milliseconds, and no process keeps what another has changed. */
  async table(): Promise<NameTable> {
    const acts = await this.reads.plain<ActRecord>(
      'acts_with_names',
      `select a.key, a.family, a.name, a.valid_from::text as "validFrom", a.valid_to::text as "validTo",
         coalesce((select jsonb_agg(jsonb_build_object('text', n.text, 'form', n.form, 'from', n.valid_from, 'to', n.valid_to)
           order by n.id) from act_name n where n.act_id = a.id), '[]') as names
       from act a order by a.key`,
    );
    return new NameTable(acts, this.clock.today());
  }
}
