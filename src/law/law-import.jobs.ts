import { Injectable } from '@nestjs/common';
import { EntryKind } from '../catalogue/entry.entity.js';
import { Database } from '../platform/database/database.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { fetchDocument, FetchRefused } from './law-fetch.js';
import { Given, LawImports } from './law-imports.service.js';
import { MAX_DOCUMENT_BYTES } from './statute-text.js';

const importLaw = declareJob({ kind: 'law.import', on: ['law-import.requested'], reads: [EntryKind.LAW_SOURCE] });
/** Never this machine or its neighbours: whoever may import law is not by that somebody who may look into the network. */
const FETCH = { limit: MAX_DOCUMENT_BYTES, milliseconds: 60_000, local: false };

interface Waiting {
  id: string;
  importId: string;
  ordinal: number;
  name: string;
  expected: string | null;
  address: boolean;
}

@Injectable()
export class LawImportJobs {
  constructor(
    private readonly db: Database,
    private readonly imports: LawImports,
  ) {}

  /** Each record is an effect of its own: killed in the middle, the job goes on with the first that still waits. */
  @OnJob(importLaw)
  async import(job: Job): Promise<void> {
    const importId = String(job.payload.importId);
    const waiting = await this.db.reads.all<Waiting>(
      job.principal,
      'law_import_waiting',
      `select id, import_id as "importId", ordinal, name, expected_key as expected, content is null as address
         from law_import_record where import_id = $1 and state = 'WAITING' order by ordinal`,
      [importId],
    );
    for (const [at, record] of waiting.entries()) {
      await job.progress((at / waiting.length) * 100);
      const given = { name: record.name, expected: record.expected, content: await this.contentOf(job, record) };
      await this.imports.takeWaiting(job.principal, record, given, (work) =>
        job.effect(`record-${record.ordinal}`, work),
      );
    }
    await job.effect('finish', (tx) => this.imports.finish(tx, importId));
  }

  private async contentOf(job: Job, record: Waiting): Promise<Given['content']> {
    if (!record.address) {
      const bytes = await this.imports.contentOf(job.principal, record.id);
      return bytes ? { bytes } : { sentence: 'Posten har inget innehåll.' };
    }
    try {
      return { bytes: await fetchDocument(record.name, FETCH) };
    } catch (error) {
      if (error instanceof FetchRefused) return { sentence: error.message };
      throw error;
    }
  }
}
