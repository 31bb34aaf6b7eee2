import { definePort } from '@bezel/core'

export interface Mail {
  /** One address. */
  to: string
  subject: string
  /** Plain text; every mail has it. */
  text: string
  html?: string
}

/**
 * Delivers mail. Called by a job after commit, never within a request or its transaction; the job tries again when it
 * throws. A mail may carry a secret (a link, a code): nothing of it may reach a log, an error or a disk.
 */
export interface Mailer {
  /** Resolves once the other side took the mail over. @throws when it did not, saying why without the mail's content */
  send(mail: Mail): Promise<void>
}

export const mailerPort = definePort<Mailer>('accounts', 'Mailer')
