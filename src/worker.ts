import { createContext, entrance, startDatabase, stopOnSignals, stopper } from './bootstrap.js';
import { loadConfig } from './platform/config.js';

/** Runs jobs and answers nobody: any number beside the API. */
await entrance(loadConfig, async (config, logger) => {
  const database = await startDatabase(config, logger);
  try {
    const app = await createContext({ config, urls: database.urls, logger, work: true });
    const say = (sentence: string) => logger.info(sentence);
    stopOnSignals(stopper(app, database.release, logger), { logger, say });
    logger.info({ concurrency: config.jobs.concurrency }, 'working');
  } catch (error) {
    await database.release();
    throw error;
  }
});
