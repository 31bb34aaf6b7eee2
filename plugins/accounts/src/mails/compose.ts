import type { Mail } from '../ports/mailer.ts'
import type { ToldEvent } from '../security/types.ts'
import { languageOf, type MailTexts, textsIn } from './texts.ts'

/** Who a mail goes to, and how they want to be written to. */
export interface Reader {
  to: string
  language: string | null
  timeZone: string | null
}

export interface Proofs {
  publicUrl: string
  token: string
  code: string
}

export const proofMinutes = 15

/** Where the link of a mail leads to. */
const pages = { confirm: 'confirm', recover: 'reset', newAddress: 'email', oldAddress: 'email' } as const

/** The token stands behind `#`: browsers keep that part to themselves, so it reaches no log and no other site. */
function link({ publicUrl, token }: Proofs, page: string): string {
  return `${publicUrl}/account/${page}#token=${token}`
}

/** A mail whose link or code proves that it was read. */
export function proofMail({ to, language }: Reader, kind: keyof typeof pages, proofs: Proofs): Mail {
  const texts: MailTexts = textsIn(language)
  const { subject, what } = texts[kind]
  const values = { what, link: link(proofs, pages[kind]), code: proofs.code, minutes: proofMinutes }
  return { to, subject, text: texts.proof(values) }
}

export function invitationMail({ to, language }: Reader, proofs: Proofs, days: number): Mail {
  const { subject, text } = textsIn(language).invitation
  const shop = new URL(proofs.publicUrl).host
  return { to, subject: subject({ shop }), text: text({ shop, link: link(proofs, 'invitation'), days }) }
}

/** For an address that registers although it has an account: whoever typed it learns nothing, its owner does. */
export function alreadyThereMail({ to, language }: Reader, publicUrl: string): Mail {
  const { subject, text } = textsIn(language).alreadyThere
  return { to, subject, text: text({ address: `${publicUrl}/account` }) }
}

const moment = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const

/** A moment as its reader says it. A time zone that does not exist (the staff may write anything) is UTC. */
function said(at: string, { language, timeZone }: Reader): string {
  const inZone = (zone: string) =>
    new Intl.DateTimeFormat(languageOf(language), { ...moment, timeZone: zone }).format(new Date(at))
  try {
    return inZone(timeZone ?? 'UTC')
  } catch {
    return inZone('UTC')
  }
}

export interface Told {
  type: ToldEvent
  /** Whose account it is about. */
  whose: string
  at: string
}

export function eventMail(reader: Reader, publicUrl: string, { type, whose, at }: Told): Mail {
  const { event, events } = textsIn(reader.language)
  const values = { whose, what: events[type], at: said(at, reader), address: `${publicUrl}/account` }
  return { to: reader.to, subject: event.subject, text: event.text(values) }
}
