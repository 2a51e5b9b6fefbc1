import { Command, CommanderError } from 'commander';
import type { Logger } from 'pino';
import { CommandFailure, type CommandLine, type Options } from './platform/command-line.js';
import { loadConfig, type Config } from './platform/config.js';
import { say } from './platform/i18n/messages.js';
import { createLogger } from './platform/logging.js';
import { UserError } from './platform/user-error.js';

type Adds = (program: Command, cli: CommandLine) => void;

/**
 * The commands by name, each read when it is asked for: the whole application takes a second and more to read, and finding
 * citations in a text needs none of it. For help, all are read.
 */
const COMMANDS: { names: string[]; load: () => Promise<Adds> }[] = [
  {
    names: ['start', 'serve', 'worker', 'migrate', 'seed'],
    load: async () => (await import('./start.command.js')).startCommands,
  },
  { names: ['token'], load: async () => (await import('./access/token.command.js')).tokenCommand },
  { names: ['person'], load: async () => (await import('./access/person.command.js')).personCommands },
  { names: ['audit'], load: async () => (await import('./audit/audit.command.js')).auditCommand },
  { names: ['jobs'], load: async () => (await import('./platform/jobs/jobs.command.js')).jobsCommand },
  { names: ['backup', 'restore'], load: async () => (await import('./backup.command.js')).backupCommands },
  { names: ['doctor'], load: async () => (await import('./doctor.command.js')).doctorCommand },
  { names: ['import'], load: async () => (await import('./law/law-import.command.js')).importCommand },
  { names: ['report'], load: async () => (await import('./strategy/report.command.js')).reportCommand },
  { names: ['cite'], load: async () => (await import('./citations/cite.command.js')).citeCommand },
];

let config: Config | null = null;
let logger: Logger | null = null;

const cli: CommandLine = {
  config: () => (config ??= loadConfig()),
  // On stderr, so that stdout holds the result alone; warnings and worse, since a command's own words say the rest.
  logger: () => {
    const { log } = cli.config();
    const level = log.level === 'info' ? 'warn' : log.level;
    return (logger ??= createLogger({ ...log, level }, process.stderr));
  },
  progress: (line) => void process.stderr.write(`${line}\n`),
  withApp: async (work) => {
    const { createContext, startDatabase } = await import('./bootstrap.js');
    const database = await startDatabase(cli.config(), cli.logger());
    try {
      const app = await createContext({ config: cli.config(), urls: database.urls, logger: cli.logger(), work: false });
      try {
        return await work(app);
      } finally {
        await app.close();
      }
    } finally {
      await database.release();
    }
  },
  withDeployLogin: async (work) => {
    const { startDatabase } = await import('./bootstrap.js');
    const database = await startDatabase(cli.config(), cli.logger());
    try {
      if (database.deployUrl === null)
        throw new CommandFailure('Det här kräver DATABASE_URL, inloggningen som migrerar. (This takes DATABASE_URL.)');
      return await work(database.deployUrl);
    } finally {
      await database.release();
    }
  },
  add: (parent, spec, description, run) =>
    parent
      .command(spec)
      .description(description)
      .option('--json', 'svara med JSON (answer as JSON)')
      .action(async (...given: unknown[]) => {
        const command = given.pop() as Command;
        const options = given.pop() as Options;
        const result = await run(
          given
            .flat()
            .filter((one) => one !== undefined)
            .map(String),
          options,
        );
        if (command.args.length >= 0 && result) {
          await print(options.json ? JSON.stringify(result.json) : result.text);
          if (result.failed) process.exitCode = 1;
        }
      }),
};

/** Waits until it is written: a pipe may be slow, and the process ends after. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

async function sentence(error: unknown): Promise<string | null> {
  if (error instanceof CommandFailure) return error.message;
  if (error instanceof UserError) return say(error.code, 'sv', error.params);
  const { startSentence } = await import('./bootstrap.js');
  return startSentence(error, config);
}

const program = new Command('lagrum')
  .description(
    'Lagrum: kommunernas och regionernas gemensamma minne för rättsfrågor. (The shared memory of Swedish local government’s law questions.)',
  )
  .helpOption('-h, --help', 'visa hjälp (show help)')
  .helpCommand('help [command]', 'visa hjälp för ett kommando (help on a command)')
  .showHelpAfterError('(--help visar vad som går att skriva / shows what can be written)')
  .exitOverride();

const wanted = COMMANDS.filter(({ names }) => names.includes(process.argv[2] ?? ''));
for (const { load } of wanted.length > 0 ? wanted : COMMANDS) (await load())(program, cli);

function inherit(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inherit(child);
  }
}
inherit(program);

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const told = await sentence(error);
    if (told) process.stderr.write(`${told}\n`);
    else createLogger({ level: 'info', pretty: true }, process.stderr).fatal({ err: error }, 'the command failed');
    process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
  }
}
