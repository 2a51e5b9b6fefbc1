import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { createTransport, SendMailOptions, Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../platform/config.js';
import { JobFault } from '../platform/jobs/failures.js';
import { Language, say } from '../platform/i18n/messages.js';
import { wordsOf } from './notification.messages.js';

export interface Letter {
  /** Unique for the notification and the same at a repetition, so that the receiver can tell the two apart. */
  messageId: string;
  to: { name: string; email: string; language: Language };
  reason: string;
  entry: { id: string; ref: string | null };
}

/** Together under the lease of the job (60 s): a send that outlived it could run beside its own repetition. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Mails go through servers that nobody here has chosen, and are kept there: they hold what happened, the ref and a link,
 * never a title or a text.
 */
@Injectable()
export class Mail implements OnApplicationShutdown {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const { smtpUrl } = config.mail;
    this.transport = smtpUrl ? createTransport({ url: smtpUrl, ...TIMEOUTS }) : null;
  }

  /** False when no mail server is set: people then read their notifications in the program only. */
  get on(): boolean {
    return this.transport !== null;
  }

  /** @throws JobFault that holds the server's status code only: its words may quote the recipient's address */
  async send(letter: Letter): Promise<void> {
    if (!this.transport) throw new Error('No mail server is set');
    try {
      await this.transport.sendMail(this.compose(letter));
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
      const status = typeof responseCode === 'number' ? responseCode : null;
      // 5xx is the server's lasting no (RFC 5321 4.2.1): another attempt gets the same answer.
      throw new JobFault(
        `SMTP ${status ?? (typeof code === 'string' ? code : 'failed')}`,
        status !== null && status >= 500,
      );
    }
  }

  /** Where the entry is read. A draft without a ref is reached by its id. */
  link(entry: Letter['entry']): string {
    return `${this.config.http.publicUrl}/entry/${encodeURIComponent(entry.ref ?? entry.id)}`;
  }

  private compose({ messageId, to, reason, entry }: Letter): SendMailOptions {
    const subject = wordsOf(reason, to.language, entry.ref, null);
    return {
      from: this.config.mail.from,
      to: { name: to.name, address: to.email },
      subject: `Lagrum: ${subject}`,
      messageId: `<${messageId}@${new URL(this.config.http.publicUrl).hostname}>`,
      // Out-of-office answers to a machine help nobody (RFC 3834).
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': to.language,
      },
      text: `${subject}.\n\n${say('MAIL.open', to.language)}\n${this.link(entry)}\n\n${say('MAIL.why', to.language)}\n`,
      // Nothing of a mail comes from a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}
