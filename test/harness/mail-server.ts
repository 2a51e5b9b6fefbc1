import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';

/** What is used of the two libraries, which come without types. */
interface SmtpServer {
  server: Server;
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
}
type SmtpServerClass = new (options: {
  authOptional: boolean;
  disabledCommands: string[];
  onRcptTo(address: { address: string }, session: unknown, done: (error?: Error) => void): void;
  onData(
    stream: NodeJS.ReadableStream,
    session: { envelope: { rcptTo: { address: string }[] } },
    done: (error?: Error) => void,
  ): void;
}) => SmtpServer;
interface ParsedMail {
  subject: string;
  text: string;
  messageId: string;
  html: string | false;
  attachments: unknown[];
  headers: Map<string, unknown>;
}

const require = createRequire(import.meta.url);
const { SMTPServer } = require('smtp-server') as { SMTPServer: SmtpServerClass };
const { simpleParser } = require('mailparser') as { simpleParser(source: Buffer): Promise<ParsedMail> };

export interface ReceivedMail extends ParsedMail {
  recipients: string[];
  /** As it came over the wire. */
  source: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Answers the next deliveries with this status, one each. */
  refuse(...statuses: number[]): void;
  close(): Promise<void>;
}

/** A real SMTP server in this process. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (address, _session, done) => {
      const status = refusals.shift();
      if (status === undefined) return done();
      done(Object.assign(new Error(`Mailbox ${address.address} refused`), { responseCode: status }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks);
        simpleParser(source).then((mail) => {
          const recipients = session.envelope.rcptTo.map((one) => one.address);
          received.push({ ...mail, recipients, source: source.toString('utf8') });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refuse: (...statuses) => void refusals.push(...statuses),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
