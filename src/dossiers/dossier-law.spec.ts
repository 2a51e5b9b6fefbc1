import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../test/harness/app.js';
import { opened, walked } from '../../test/harness/dossiers.js';
import { publishedGuidance } from '../../test/harness/guidance-world.js';
import { people, type People } from '../../test/harness/world.js';

const TASKS = `query { inbox(first: 50) { nodes { id kind version entry { id } allowedActions { action mutation } } } }`;
interface TaskView {
  id: string;
  kind: string;
  version: number;
  entry: { id: string };
  allowedActions: { mutation: string }[];
}

let t: TestApp;
let p: People;
beforeAll(async () => {
  t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
  p = await people(t);
});
afterAll(() => t.close());

const lookingAgain = async (): Promise<TaskView[]> =>
  (await p.lawyer.ask<{ inbox: { nodes: TaskView[] } }>(TASKS)).inbox.nodes.filter(({ kind }) => kind === 'RE_REVIEW');

describe('a dossier whose law is in force', () => {
  it('has what cites the changed provisions looked at again, and nothing else; a person says that it holds', async () => {
    const chapter = await publishedGuidance(t, p, 'Se 10 kap. OSL.');
    const section = await publishedGuidance(t, p, 'Se 10 kap. 2 § andra stycket OSL.');
    await publishedGuidance(t, p, 'Se 1 kap. 1 § OSL.');
    await publishedGuidance(t, p, 'Se offentlighets- och sekretesslagen (2009:400).');
    await publishedGuidance(t, p, 'Se 10 kap. 20 § OSL.');
    await t.drainJobs({ until: new Date(Date.now() + 60_000) });
    const advocate = await t.as('paverkan@skr.demo');
    await walked(advocate, await opened(advocate), [
      { stage: 'BILL', date: '2026-03-12', document: 'prop/2025/26:150', provisions: ['sfs/2009:400#K10P2'] },
      { stage: 'ISSUED', date: '2026-06-18', document: 'sfs/2026:600' },
      { stage: 'IN_FORCE', date: '2026-11-01', document: 'sfs/2009:400' },
    ]);
    await t.drainJobs({ until: new Date(Date.now() + 120_000) });
    const tasks = await lookingAgain();
    expect(tasks.map(({ entry }) => entry.id).sort()).toEqual([chapter.id, section.id].sort());
    const [task] = tasks;
    expect(task!.allowedActions.map(({ mutation }) => mutation)).toContain('reReviewConfirm');
    const said = await p.lawyer.act<object>(
      `mutation ($input: ReReviewConfirmInput!) { reReviewConfirm(input: $input) { userErrors { code message path } } }`,
      { id: task!.id, expectedVersion: task!.version, note: 'Ändringen rör något annat.' },
    );
    expect(said.userErrors).toEqual([]);
    expect(await lookingAgain()).toHaveLength(1);
  });
});
