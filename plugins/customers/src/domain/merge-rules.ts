import { foldLetters, parseEmail, parsePhone } from './core.ts'
import type {
  CustomerAddress,
  CustomerData,
  CustomerEmail,
  CustomerPhone,
  RelatedPerson,
} from './customer.ts'
import type { LifeDate } from './life-event.ts'
import type { MergeRules } from './merge.ts'

/** What a customer agreed to or refused on one channel; a channel without one was never asked about. */
export type Consent = {
  /** `email`, `sms`, `phone`, `post`… */
  channel: string
  state: 'granted' | 'refused'
  /** When it was said, ISO 8601. */
  at: string
  /** What proves it: form, address, wording. */
  proof?: unknown
}

/** A customer's record as the merge sees it; the plugin may add fields and rules of its own. */
export type MergeableCustomer = CustomerData & { consents: Consent[] }

/** How two records of one customer become one. */
export const CUSTOMER_RULES: MergeRules<MergeableCustomer> = {
  prefix: { rule: 'value', group: 'name' },
  givenName: { rule: 'value', group: 'name' },
  additionalName: { rule: 'value', group: 'name' },
  familyName: { rule: 'value', group: 'name' },
  suffix: { rule: 'value', group: 'name' },
  organisation: { rule: 'value', group: 'work' },
  department: { rule: 'value', group: 'work' },
  title: { rule: 'value', group: 'work' },
  birthday: { rule: 'unite', unite: uniteDates },
  anniversary: { rule: 'unite', unite: uniteDates },
  notes: { rule: 'unite', unite: uniteNotes },
  emails: {
    rule: 'list',
    key: ({ address }: CustomerEmail) => emailKey(address),
    unite: keepLabel,
    finish: onePrimary,
  },
  phones: {
    rule: 'list',
    key: ({ number }: CustomerPhone) => phoneKey(number),
    unite: keepLabel,
    finish: onePrimary,
  },
  addresses: { rule: 'list', key: addressKey },
  related: { rule: 'list', key: ({ relation, name }: RelatedPerson) => `${relation}:${foldLetters(name)}` },
  urls: { rule: 'list', key: (url: string) => url.toLowerCase().replace(/\/$/, '') },
  tags: { rule: 'list', key: (tag: string) => tag.toLowerCase() },
  consents: { rule: 'list', key: ({ channel }: Consent) => channel, unite: stricterConsent },
}

/** A known year completes the same day without one; otherwise the winner's date stands. */
function uniteDates(winner: LifeDate | undefined, loser: LifeDate | undefined): LifeDate | undefined {
  if (!winner || !loser) return winner ?? loser
  const sameDay = winner.month === loser.month && winner.day === loser.day
  return sameDay && winner.year === undefined ? loser : winner
}

function uniteNotes(winner: string | undefined, loser: string | undefined): string | undefined {
  if (!winner || !loser) return winner || loser
  if (winner.includes(loser)) return winner
  return loser.includes(winner) ? loser : `${winner}\n\n${loser}`
}

/** A label says more than none. */
function keepLabel<Item extends { label: string }>(winner: Item, loser: Item): Item {
  return winner.label === 'other' ? { ...winner, label: loser.label } : winner
}

/**
 * A refusal on either record stands, whenever it was said; of two refusals or two consents the later stands, with its
 * proof. What the other record proved stays in the merge plan.
 */
function stricterConsent(winner: Consent, loser: Consent): Consent {
  if (winner.state !== loser.state) return winner.state === 'refused' ? winner : loser
  return loser.at > winner.at ? loser : winner
}

function emailKey(address: string): string {
  const parsed = parseEmail(address)
  return parsed.ok ? parsed.key : address.toLowerCase()
}

function phoneKey(number: string): string {
  const parsed = parsePhone(number)
  return parsed.ok ? parsed.value : number.replace(/[^\d+;=a-z]/gi, '')
}

function addressKey({ street1, street2, city, postalCode, country }: CustomerAddress): string {
  return [street1, street2, city, postalCode, country].map((part) => foldLetters(part ?? '')).join(':')
}

/** One address and one number are the primary ones: the winner's, which stand first. */
function onePrimary<Item extends { primary: boolean }>(items: Item[]): Item[] {
  const first = Math.max(
    0,
    items.findIndex(({ primary }) => primary),
  )
  return items.map((item, i) => (item.primary === (i === first) ? item : { ...item, primary: i === first }))
}
