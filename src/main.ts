import { createApp, entrance, listen, startDatabase, stopOnSignals, stopper } from './bootstrap.js';
import { loadConfig, publicUrl } from './platform/config.js';

/** The API in production: any number of these, and of worker.ts. Migrates nothing (`npx lagrum migrate` does). */
await entrance(loadConfig, async (config, logger) => {
  const database = await startDatabase(config, logger);
  try {
    const app = await createApp({ config, urls: database.urls, logger, work: config.jobs.inProcess });
    const port = await listen(app, config);
    const say = (sentence: string) => logger.info(sentence);
    stopOnSignals(stopper(app, database.release, logger), { logger, say });
    logger.info({ port, address: publicUrl(config, port), work: config.jobs.inProcess }, 'listening');
  } catch (error) {
    await database.release();
    throw error;
  }
});
