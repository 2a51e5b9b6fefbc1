import type { INestApplicationContext } from '@nestjs/common';
import { RevisionService } from '../catalogue/revisions.service.js';
import { SeedError, SeedFiles, SeedLog } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { changeOf, DemoWalk, questionSteps, readQuestions, StepHandler } from '../questions/question.seed.js';
import { GuidanceAccess } from './guidance.inputs.js';
import { GuidanceService } from './guidance.service.js';

/** The guidance of the file is the text lifted, generalised by hand; what its publication says of it goes with it. */
const guidanceLift: StepHandler = async (walk, actor, { question, questionId }, step) => {
  const { guidance, key } = question;
  if (!guidance) throw new SeedError('demo/questions.json', key, 'lifts a guidance that it does not hold');
  const lifted = await walk.get(GuidanceService).lift(actor, {
    question: questionId,
    title: guidance.title,
    body: guidance.text,
    conclusion: guidance.conclusion,
    forWhom: guidance.forWhom,
    asOf: guidance.asOf,
    reviewBy: guidance.reviewBy,
    access: GuidanceAccess[guidance.access],
    subjectAreas: guidance.subjectAreas.map((area) => seedId('SubjectArea', area)),
    deIdentified: true,
  });
  const change = changeOf(guidance.steps, step);
  if (change.changeNote && actor.call) {
    const call = { ...actor.call, key: `${actor.call.key}-note`, path: 'revisionEdit' };
    const revision = await walk.revisionOf(actor, lifted.id);
    await walk.get(RevisionService).edit(actor.calling(call), { ...revision, ...change });
  }
  return lifted;
};

export interface DemoReport {
  /** Steps taken in this run; 0 when everything was there. */
  taken: number;
  /** One sentence for each question that differs from its file and was left. */
  left: string[];
}

/** The demo questions and the guidance lifted from them. The demo people must be there. */
export async function seedDemoQuestions(
  app: INestApplicationContext,
  log: SeedLog = () => undefined,
  files = new SeedFiles(),
): Promise<DemoReport> {
  const walk = new DemoWalk(app, files, log, { ...questionSteps, guidanceLift });
  await walk.run(readQuestions(files));
  return { taken: walk.taken, left: walk.left };
}
