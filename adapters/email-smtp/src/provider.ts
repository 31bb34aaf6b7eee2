import type { Mailer } from '@bezel/accounts/contract'
import type { Transporter } from 'nodemailer'

export interface SmtpSettings {
  host: string
  port: number
  from: string
  user?: string
  password?: string
  /** `starttls` refuses a server that offers no encryption; `none` is for a relay on the same machine. */
  security: 'starttls' | 'tls' | 'none'
}

/** What went wrong, in the server's code alone: its words may repeat the mail or who it is for. */
function withoutContent(error: unknown): Error {
  const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number }
  return new Error(
    `The mail server did not take the mail (${[code, responseCode].filter(Boolean).join(' ')}).`,
  )
}

/** Loaded with the first mail: most starts send none. */
async function openTransport({ host, port, user, password, security }: SmtpSettings): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A mail says what is in it; nothing is fetched or read from a disk to complete it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

export function createMailer(settings: SmtpSettings): Mailer {
  const { from } = settings
  let transport: Promise<Transporter> | undefined
  return {
    async send({ to, subject, text, html }) {
      // An address as a structure is never parsed, so what stands in it adds no receiver and no header.
      const address = { name: '', address: to }
      try {
        transport ??= openTransport(settings)
        await (await transport).sendMail({ from, to: address, subject, text, ...(html && { html }) })
      } catch (error) {
        throw withoutContent(error)
      }
    },
  }
}
