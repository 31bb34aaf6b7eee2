import type { ToldEvent } from '../security/types.ts'
import { de } from './languages/de.ts'
import { en } from './languages/en.ts'

interface Asking {
  subject: string
  /** What the link and the code are for; a colon at its end. */
  what: string
}

/** Every text of every mail. A language is one file in `languages`, and complete: a text that is missing does not compile. */
export interface MailTexts {
  confirm: Asking
  recover: Asking
  newAddress: Asking
  oldAddress: Asking
  /** What stands around a link and a code. */
  proof(values: { what: string; link: string; code: string; minutes: number }): string
  invitation: {
    subject(values: { shop: string }): string
    text(values: { shop: string; link: string; days: number }): string
  }
  alreadyThere: { subject: string; text(values: { address: string }): string }
  event: {
    subject: string
    text(values: { whose: string; what: string; at: string; address: string }): string
  }
  /** What happened, within a sentence. */
  events: Record<ToldEvent, string>
}

export const mailLanguages: Readonly<Record<string, MailTexts>> = { en, de }

/** The language somebody chose (`de-AT` is written as `de`), or English. */
export function languageOf(chosen: string | null | undefined): string {
  const [language = ''] = (chosen ?? '').toLowerCase().split('-')
  return Object.hasOwn(mailLanguages, language) ? language : 'en'
}

export function textsIn(chosen: string | null | undefined): MailTexts {
  return mailLanguages[languageOf(chosen)] ?? en
}
