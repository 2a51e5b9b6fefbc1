import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import type { Logger } from 'pino';
import type { Config } from './config.js';

/**
 * What a command is given. Rules for all of them: stdout holds the result and nothing else, as sentences or with --json
 * as one JSON value; progress and faults go to stderr; exit code 0 done, 1 not done or something is wrong, 2 the command
 * was written wrongly.
 */
export interface CommandLine {
  config(): Config;
  logger(): Logger;
  /** To stderr. */
  progress(line: string): void;
  /** The application without its doors, and the database under it; both closed afterwards. */
  withApp<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T>;
  /** The login that migrates. @throws CommandFailure where this machine does not hold it */
  withDeployLogin<T>(work: (deployUrl: string) => Promise<T>): Promise<T>;
  /** Adds a command with --json; `run` answers with its result, and the command line prints it. */
  add(parent: Command, spec: string, description: string, run: Run): Command;
}

export interface Result {
  /** For people. */
  text: string;
  /** For programs. */
  json: unknown;
  /** The command did its work, and what it found is wrong. */
  failed?: boolean;
}

export type Options = Record<string, string | boolean | undefined>;
export type Run = (args: string[], options: Options) => Promise<Result | null>;

/** What a command cannot do, in a sentence. */
export class CommandFailure extends Error {
  constructor(
    sentence: string,
    readonly exitCode = 1,
  ) {
    super(sentence);
    this.name = 'CommandFailure';
  }
}
