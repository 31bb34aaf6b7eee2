import type { Mailer } from '@bezel/accounts/contract'
import { createTransport } from 'nodemailer'

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

export function createMailer({ host, port, from, user, password, security }: SmtpSettings): Mailer {
  const transport = createTransport({
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
  return {
    async send({ to, subject, text, html }) {
      // An address as a structure is never parsed, so what stands in it adds no receiver and no header.
      const address = { name: '', address: to }
      try {
        await transport.sendMail({ from, to: address, subject, text, ...(html && { html }) })
      } catch (error) {
        throw withoutContent(error)
      }
    },
  }
}
