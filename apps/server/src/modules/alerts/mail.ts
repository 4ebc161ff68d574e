// Mail by the operator's SMTP server, certificate always verified. Says honestly what the server said.
import { createTransport } from 'nodemailer';
import type { Config } from '../../platform/config/index.ts';
import { isInner } from './address.ts';
import type { Sent } from './webhook.ts';

const TIMEOUT_MS = 10_000;

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt, so that a reader's program can join repetitions. */
  readonly id: string;
}

export type Mailer = (mail: Mail) => Promise<Sent>;

export function createMailer({ smtp }: Pick<Config, 'smtp'>): Mailer {
  if (smtp === null)
    return () => Promise.resolve({ ok: false, code: 'ALERT_NO_SMTP', detail: 'TITIAN_SMTP_URL belum diisi di server' });
  const url = new URL(smtp.url.reveal());
  const isImplicit = url.protocol === 'smtps:';
  // Beside us on the same machine a server may speak without TLS; across a network it must offer it.
  const isOwnMachine = url.hostname === 'localhost' || (isInner(url.hostname) && /^(127\.|\[?::1)/.test(url.hostname));
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isImplicit ? 465 : 587) : Number(url.port),
    secure: isImplicit,
    requireTLS: !isImplicit && !isOwnMachine,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text, id }) => {
    try {
      const done = await transport.sendMail({
        from: smtp.from,
        to,
        subject,
        text,
        messageId: `<${id}@titian>`,
        headers: { 'auto-submitted': 'auto-generated' },
      });
      return { ok: true, code: 'SMTP 250', detail: done.response.slice(0, 200) };
    } catch (error) {
      const smtpCode = error instanceof Error && 'responseCode' in error ? `SMTP ${String(error.responseCode)}` : null;
      const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
      return {
        ok: false,
        code: smtpCode ?? code,
        detail: error instanceof Error ? error.message.slice(0, 200) : code,
      };
    }
  };
}
