import { Logger } from '@nestjs/common';

/** What operators count. The application binds it to Prometheus; nothing here knows how. */
export interface JobMetrics {
  /** A job finished; seconds that its handler took. */
  processed(kind: string, seconds: number): void;
  /** An attempt failed and will be made again. */
  failed(kind: string): void;
  /** The last attempt failed: an operator must look. */
  dead(kind: string): void;
  relayed(rows: number): void;
  /** Rows that the queue had lost or given up. */
  restored(rows: number): void;
}

export const NO_METRICS: JobMetrics = {
  processed: () => undefined,
  failed: () => undefined,
  dead: () => undefined,
  relayed: () => undefined,
  restored: () => undefined,
};

/** Structured log lines: ids, kinds and masked failures only. */
export interface JobLog {
  info(facts: Record<string, unknown>, message: string): void;
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

/** Through the logger of the application. */
export function nestJobLog(): JobLog {
  const logger = new Logger('Jobs');
  return {
    info: (facts, message) => logger.log({ ...facts, msg: message }),
    warn: (facts, message) => logger.warn({ ...facts, msg: message }),
    error: (facts, message) => logger.error({ ...facts, msg: message }),
  };
}
